-- What an activity owes may be taken over by the company that it becomes: of a loan the company pays the
-- rest by the bank, of own money it owes the rest to the member.
alter table financing.loan
  add column assumed_by text check (assumed_by ~ '^[0-9]{10}$'),
  add column assumed_on date,
  add constraint loan_assumed check ((assumed_by is null) = (assumed_on is null));

alter table financing.own_money
  drop constraint own_money_status_check,
  add constraint own_money_status_check
    check (status in ('AGREED', 'RUNNING', 'SETTLED', 'CANCELLED', 'ASSUMED')),
  add column assumed_minor bigint not null default 0 check (assumed_minor >= 0),
  add column assumed_by text check (assumed_by ~ '^[0-9]{10}$'),
  add constraint own_money_assumed check ((assumed_by is null) = (status <> 'ASSUMED')),
  add constraint own_money_sum
    check (paid_back_minor + forgiven_minor + assumed_minor <= amount_minor);
