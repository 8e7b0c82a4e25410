-- What members give back of an advance of expenses: which money on the bank it was.
create table core.expense_advance_repayment (
  cooperative_id uuid not null,
  id uuid not null,
  advance_id uuid not null,
  bank_line_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, advance_id) references core.expense_advance (cooperative_id, id),
  foreign key (cooperative_id, bank_line_id) references core.bank_line (cooperative_id, id)
);
create index expense_advance_repayment_of_line
  on core.expense_advance_repayment (cooperative_id, bank_line_id);
create trigger expense_advance_repayment_append_only before update or delete or truncate
  on core.expense_advance_repayment for each statement execute function core.refuse_change();

set role gezel_ledger;
insert into ledger.once_per_source (kind, description) values
  ('EXPENSE_ADVANCE_REPAID', 'What is given back of an advance is booked once.');
reset role;
