-- A step that closes its assignment begins once all others are done or wait for somebody, and a step
-- that its tool has offered by itself may be done with something equal when its thing is gone.
alter table core.assignment_step
  add column closes boolean not null default false,
  add column proposed boolean not null default false;
