-- Where the places of the list are, so that a search may say how far from its place people may work.
-- In millionths of a degree (WGS 84), with the source; a place that nobody has located has none.

alter table marketplace.place add column latitude integer
  check (latitude between -90000000 and 90000000);
alter table marketplace.place add column longitude integer
  check (longitude between -180000000 and 180000000);
alter table marketplace.place add column located_by text
  check (length(located_by) between 1 and 500);
alter table marketplace.place add check (num_nulls(latitude, longitude, located_by) in (0, 3));
alter table marketplace.request add column radius_km integer check (radius_km between 1 and 500);
