-- Dates that a step of an assignment scheduled.
alter table performing_arts.performance add column step_id uuid;
create index performance_of_step
  on performing_arts.performance (cooperative_id, step_id) where step_id is not null;
