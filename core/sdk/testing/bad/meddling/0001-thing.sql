create table unruly.thing (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  member_id uuid,
  words text,
  primary key (cooperative_id, id)
);
create table unruly.guest (
  cooperative_id uuid not null,
  id uuid not null,
  name text not null,
  met_on date,
  primary key (cooperative_id, id)
);
create function unruly.meddle() returns trigger language plpgsql as $$
begin
  update unruly.thing set words = 'lost';
  return new;
end $$;
create trigger meddle after insert on core.plugin_decision
  for each row when (new.state = 'DISABLED') execute function unruly.meddle();
