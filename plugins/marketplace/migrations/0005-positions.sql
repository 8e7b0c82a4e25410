-- Where the places of the list are, as points in space on a sphere of the earth's mean radius, in
-- metres: a box around one of them is a box in the index whatever the longitude, and the nearest come
-- first. Both are trusted extensions of PostgreSQL's own; GiST needs the second for the co-operative.

create extension if not exists cube;
create extension if not exists btree_gist;
alter table marketplace.place add column position cube generated always as (
  case when latitude is not null then cube(array[
    6371008.8 * cosd(latitude / 1000000::float8) * cosd(longitude / 1000000::float8),
    6371008.8 * cosd(latitude / 1000000::float8) * sind(longitude / 1000000::float8),
    6371008.8 * sind(latitude / 1000000::float8)
  ]::float8[]) end) stored;
create index place_near on marketplace.place using gist (cooperative_id, position);

-- An offer is found by its skills, by its places, or by both at once.
drop index marketplace.offer_by_skill;
create index offer_by_skill_and_place on marketplace.offer using gin (skills, places);

-- What is locked by whoever sends an inquiry, so that those at once are counted one after the other.
create table marketplace.form (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  primary key (cooperative_id, id)
);
