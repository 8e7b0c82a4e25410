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
create table unruly.echo (cooperative_id uuid not null, words text);
create function unruly.remember() returns trigger language plpgsql as $$
begin
  insert into unruly.echo values (new.cooperative_id, new.words);
  return new;
end $$;
create trigger remember after update on unruly.thing for each row execute function unruly.remember();
create function unruly.remember_guest() returns trigger language plpgsql as $$
begin
  insert into unruly.echo values (new.cooperative_id, new.name);
  return new;
end $$;
create trigger remember after update on unruly.guest
  for each row execute function unruly.remember_guest();
