-- The step of an assignment that waits for the loan; null: somebody applied without one.
alter table financing.loan add column step_id uuid;
create unique index loan_of_step on financing.loan (cooperative_id, step_id)
  where step_id is not null;

-- Own money of a member, as agreed: how much, and by which plan it goes back. The money itself is in
-- the ledger under the same id.
create table financing.own_money (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  status text not null check (status in ('AGREED', 'RUNNING', 'SETTLED', 'CANCELLED')),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  months integer not null check (months between 1 and 96),
  first_back_on date not null,
  terms_id uuid not null,
  paid_back_minor bigint not null default 0 check (paid_back_minor >= 0),
  forgiven_minor bigint not null default 0 check (forgiven_minor >= 0),
  received_on date,
  next_back_on date,
  tried_on date,
  agreed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references financing.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, member_id)
    references core.member (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, terms_id) references financing.terms (cooperative_id, id),
  check (paid_back_minor + forgiven_minor <= amount_minor)
);
create index own_money_of_activity on financing.own_money (cooperative_id, activity_id, id);
create index own_money_due on financing.own_money (cooperative_id, status, next_back_on, id);
