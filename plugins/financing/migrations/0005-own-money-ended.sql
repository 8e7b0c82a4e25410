-- From the day on which it has ended its records are kept as long as the accounts, and no longer.
alter table financing.own_money add column ended_on date;

-- When it ended was not written down: counted from today it is never kept too short.
update financing.own_money set ended_on = current_date
  where status in ('SETTLED', 'CANCELLED', 'ASSUMED');

alter table financing.own_money add constraint own_money_ended
  check ((ended_on is null) = (status in ('AGREED', 'RUNNING')));
