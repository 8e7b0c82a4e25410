-- The step of an assignment that waits for own money; null: it was agreed without one.
alter table financing.own_money add column step_id uuid;
create unique index own_money_of_step on financing.own_money (cooperative_id, step_id)
  where step_id is not null;
