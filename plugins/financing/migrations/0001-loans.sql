-- What the co-operative lends to activities, how it was decided and how it comes back.

-- A row for each activity that ever asked for money.
create table financing.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

-- Dated: a new row ends the one before, none is altered. Shares are millionths of the whole.
create table financing.terms (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  product text not null,
  currency char(3) not null,
  maximum_minor bigint not null check (maximum_minor > 0),
  file_cost_millionths integer not null check (file_cost_millionths between 0 and 1000000),
  longest_months integer not null check (longest_months between 1 and 96),
  -- Null: nothing says how much of what is expected may be advanced.
  cover_millionths integer check (cover_millionths between 1 and 1000000),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create index terms_by_product
  on financing.terms (cooperative_id, product, currency, from_day, id);

create table financing.loan (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  product text not null check (product in ('MICRO_CREDIT', 'INVESTMENT_CREDIT', 'BUDGET',
    'SUBSIDY', 'INVOICE', 'ORDER')),
  status text not null check (status in ('APPLIED', 'ADVISED', 'APPROVED', 'REJECTED',
    'WITHDRAWN', 'DRAWN', 'LATE', 'SETTLED', 'WRITTEN_OFF')),
  amount_minor bigint not null check (amount_minor > 0),
  file_cost_minor bigint not null check (file_cost_minor >= 0),
  own_contribution_minor bigint not null check (own_contribution_minor >= 0),
  repaid_minor bigint not null check (repaid_minor >= 0),
  written_off_minor bigint not null check (written_off_minor >= 0),
  currency char(3) not null,
  purpose text not null check (length(purpose) between 1 and 500),
  invoice_id uuid,
  quote_id uuid,
  funder text check (length(funder) between 1 and 200),
  report_due_on date,
  reported_on date,
  reminded_on date,
  terms_id uuid not null,
  -- [{"code": …, "outcome": …, "values": {…}}]
  scoring jsonb not null,
  applied_by_id uuid not null,
  drawn_on date,
  next_due_on date,
  tried_on date,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references financing.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, terms_id) references financing.terms (cooperative_id, id),
  foreign key (cooperative_id, invoice_id)
    references core.invoice (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, quote_id)
    references core.quote (cooperative_id, id) on delete restrict,
  check (repaid_minor + written_off_minor <= amount_minor),
  check ((invoice_id is not null) = (product = 'INVOICE')),
  check ((quote_id is not null) = (product = 'ORDER')),
  check ((funder is not null) = (product = 'SUBSIDY')),
  check ((report_due_on is not null) = (product = 'SUBSIDY'))
);
create index loan_of_activity on financing.loan (cooperative_id, activity_id, id);
create index loan_by_status on financing.loan (cooperative_id, status, next_due_on, id);
create index loan_with_report on financing.loan (cooperative_id, report_due_on, id)
  where reported_on is null;
-- What is expected once is advanced once.
create unique index loan_of_invoice on financing.loan (cooperative_id, invoice_id)
  where status in ('APPLIED', 'ADVISED', 'APPROVED', 'DRAWN', 'LATE');
create unique index loan_of_quote on financing.loan (cooperative_id, quote_id)
  where status in ('APPLIED', 'ADVISED', 'APPROVED', 'DRAWN', 'LATE');

create table financing.instalment (
  cooperative_id uuid not null,
  id uuid not null,
  loan_id uuid not null,
  number integer not null check (number between 1 and 96),
  kind text not null check (kind in ('INSTALMENT', 'ADVANCE', 'BALANCE')),
  due_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  paid_minor bigint not null check (paid_minor between 0 and amount_minor),
  currency char(3) not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, loan_id, number),
  foreign key (cooperative_id, loan_id) references financing.loan (cooperative_id, id)
);

-- Who advised, decided or gave up, and why. A loan has one of each kind at most.
create table financing.opinion (
  cooperative_id uuid not null,
  id uuid not null,
  loan_id uuid not null,
  kind text not null check (kind in ('ADVICE', 'DECISION', 'WRITE_OFF')),
  favourable boolean not null,
  reasons text not null check (length(reasons) between 1 and 1000),
  by_id uuid not null,
  given_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, loan_id, kind),
  foreign key (cooperative_id, loan_id) references financing.loan (cooperative_id, id)
);
