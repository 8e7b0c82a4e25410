-- Dates are listed by their day, so the indexes of their lists are in that order.
create index performance_of_activity_by_day
  on performing_arts.performance (cooperative_id, activity_id, day, id);
drop index performing_arts.performance_of_activity;
create index performance_of_production_by_day
  on performing_arts.performance (cooperative_id, production_id, day, id);
drop index performing_arts.performance_of_production;

-- A signature is judged over all that its worker does: the day knows whose it is and how long.
alter table performing_arts.contract_day
  add column worker_id uuid,
  add column minutes integer check (minutes between 1 and 1440);
update performing_arts.contract_day d set worker_id = w.worker_id, minutes = w.minutes
  from core.contract_day w
  where w.cooperative_id = d.cooperative_id and w.contract_id = d.contract_id and w.day = d.day;
-- Days that a draft no longer has were never judged.
delete from performing_arts.contract_day where minutes is null;
alter table performing_arts.contract_day
  alter column worker_id set not null,
  alter column minutes set not null;
create index contract_day_of_worker
  on performing_arts.contract_day (cooperative_id, worker_id, day, id);
