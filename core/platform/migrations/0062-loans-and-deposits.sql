-- What the co-operative lends to an activity or a member beside the guarantee fund, and deposits that
-- it holds for an activity: doors for plugins, which keep the conditions; the money is here.

insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('loan.receivable', 'debit', 0, null, 'What an activity or a member has borrowed and owes.'),
  ('loan.losses', 'debit', null, null, 'Loans that nobody will ever repay.'),
  ('deposit.held', 'credit', 0, null, 'Deposits of an activity that are held for it.');

create table core.loan (
  cooperative_id uuid not null references core.cooperative (id),
  -- The lender's own id: a plugin's row, for example.
  id uuid not null,
  service text not null check (length(service) between 1 and 120),
  borrower_type text not null check (borrower_type in ('activity', 'member')),
  borrower_id uuid not null,
  -- Whose available money the loan becomes.
  activity_id uuid not null,
  currency char(3) not null,
  opened_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);
create index loan_of_activity on core.loan (cooperative_id, activity_id);

create table core.loan_move (
  cooperative_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  loan_id uuid not null,
  kind text not null check (kind in ('DRAW', 'REPAY', 'WRITE_OFF')),
  amount_minor bigint not null check (amount_minor > 0),
  transaction_id uuid not null,
  primary key (cooperative_id, key),
  foreign key (cooperative_id, loan_id) references core.loan (cooperative_id, id)
);
create index loan_move_of_loan on core.loan_move (cooperative_id, loan_id);
create trigger loan_move_append_only before update or delete or truncate on core.loan_move
  for each statement execute function core.refuse_change();

create table core.deposit (
  cooperative_id uuid not null references core.cooperative (id),
  key text not null check (length(key) between 1 and 200),
  activity_id uuid not null,
  service text not null check (length(service) between 1 and 120),
  source_type text not null,
  source_id uuid not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  transaction_id uuid not null,
  -- Once it is returned: what was kept of it, and the movement.
  kept_minor bigint check (kept_minor between 0 and amount_minor),
  return_id uuid,
  primary key (cooperative_id, key),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check ((kept_minor is null) = (return_id is null))
);
create index deposit_open on core.deposit (cooperative_id, activity_id) where return_id is null;
