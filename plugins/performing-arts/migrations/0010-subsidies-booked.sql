-- What a funder funds and wants to see, what of it was booked on the ledger, and what it was spent on.
alter table performing_arts.subsidy_scheme
  add column abroad_advance_bps integer check (abroad_advance_bps between 0 and 10000),
  -- Codes; empty: the funder asks for none.
  add column functions jsonb not null default '[]' check (jsonb_typeof(functions) = 'array'),
  add column disciplines jsonb not null default '[]' check (jsonb_typeof(disciplines) = 'array'),
  add column report_pieces jsonb not null default '[]'
    check (jsonb_typeof(report_pieces) = 'array'),
  add column duties text check (length(duties) between 1 and 1000);

alter table performing_arts.subsidy
  add column abroad boolean not null default false,
  add column funded_function text check (funded_function ~ '^[a-z][a-z0-9-]{0,62}$'),
  add column discipline text check (discipline ~ '^[a-z][a-z0-9-]{0,62}$'),
  add column advance_income_id uuid,
  add column balance_income_id uuid,
  add column reminded_on date;
create index subsidy_of_advance on performing_arts.subsidy (cooperative_id, advance_income_id)
  where advance_income_id is not null;
create index subsidy_of_balance on performing_arts.subsidy (cooperative_id, balance_income_id)
  where balance_income_id is not null;
create index subsidy_to_report on performing_arts.subsidy (cooperative_id, report_due_on, id)
  where status = 'GRANTED' and reminded_on is null;

create table performing_arts.subsidy_cost (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  subsidy_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- The line of an expense, a contract, the number of an invoice: no two funders pay for the same.
  evidence text not null check (length(evidence) between 1 and 200),
  day date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, activity_id, evidence),
  foreign key (cooperative_id, subsidy_id) references performing_arts.subsidy (cooperative_id, id)
);
create index subsidy_cost_of_subsidy
  on performing_arts.subsidy_cost (cooperative_id, subsidy_id, id);
