create table if not exists unruly.thing (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  member_id uuid,
  words text,
  primary key (cooperative_id, id)
);
