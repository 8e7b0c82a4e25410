-- Who waits for a van that is late is told once.
alter table mobility.rental add column late_told_on date;
create index rental_late on mobility.rental (cooperative_id, until_day, id)
  where status = 'OUT' and late_told_on is null;
