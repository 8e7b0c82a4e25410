create table if not exists unruly.thing (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  member_id uuid,
  words text,
  primary key (cooperative_id, id)
);
create table if not exists unruly.guest (
  cooperative_id uuid not null,
  id uuid not null,
  name text not null,
  met_on date,
  primary key (cooperative_id, id)
);
