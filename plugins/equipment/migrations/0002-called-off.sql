-- What a step acquired can be called off on the same day: the row stays and says so.

alter table equipment.item
  drop constraint item_status_check,
  add constraint item_status_check check (status in ('IN_USE', 'RETIRED', 'CANCELLED'));
alter table equipment.lease
  drop constraint lease_status_check,
  add constraint lease_status_check
    check (status in ('RUNNING', 'RETURNED', 'BOUGHT', 'CANCELLED'));
alter table equipment.instalment
  drop constraint instalment_status_check,
  add constraint instalment_status_check
    check (status in ('DUE', 'MISSED', 'PAID', 'CANCELLED'));
