-- Days that a step of an assignment planned, and costs that are lines of expenses.

alter table audiovisual.shooting_day add column step_id uuid;
create index shooting_day_of_step
  on audiovisual.shooting_day (cooperative_id, step_id) where step_id is not null;

alter table audiovisual.spend
  add column expense_ref text check (length(expense_ref) between 1 and 200);
-- A line of an expense pays for one production at most.
create unique index spend_of_expense_line
  on audiovisual.spend (cooperative_id, expense_ref) where expense_ref is not null;
create index spend_of_contract
  on audiovisual.spend (cooperative_id, contract_id) where contract_id is not null;

create table audiovisual.contract (
  cooperative_id uuid not null,
  contract_id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  eligibility text not null
    check (eligibility in ('NO', 'EEA_DIRECT', 'BELGIAN_DIRECT', 'BELGIAN_INDIRECT')),
  changed_at timestamptz not null,
  primary key (cooperative_id, contract_id),
  foreign key (cooperative_id, contract_id)
    references core.contract (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id)
);
