-- Debts that are collected: a file an invoice, its letters, its plan; and the dated figures and
-- policies by which all of it is judged.

create table collection.file (
  cooperative_id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  debtor_kind text not null check (debtor_kind in ('COMPANY', 'CONSUMER', 'PUBLIC_BODY', 'FOREIGN')),
  -- What was sold, as a letter to a consumer must say.
  subject text not null check (length(subject) between 1 and 200),
  status text not null check (status in ('WATCHED', 'REMINDED', 'NOTICED', 'IOS', 'COURT',
    'ENFORCEABLE', 'PLAN', 'DISPUTED', 'SETTLED', 'WITHDRAWN')),
  -- Where it goes on when a plan is broken or a dispute is over.
  rung text not null check (rung in ('WATCHED', 'REMINDED', 'NOTICED')),
  -- The step of an assignment that waits for the money.
  step_id uuid,
  next_step_on date,
  contested_on date,
  dispute_reason text check (length(dispute_reason) between 1 and 1000),
  legal_key text,
  legal_outcome text,
  legal_reason text check (length(legal_reason) <= 1000),
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, invoice_id),
  foreign key (cooperative_id, invoice_id)
    references core.invoice (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
create index file_of_activity on collection.file (cooperative_id, activity_id, invoice_id);
create index file_by_next_step on collection.file (cooperative_id, status, next_step_on, invoice_id);

create table collection.letter (
  cooperative_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('REMINDER', 'NOTICE')),
  channel text not null check (channel in ('EMAIL', 'POST')),
  sent_on date not null,
  -- The last day of the term that it gives.
  pay_by date not null check (pay_by > sent_on),
  principal_minor bigint not null check (principal_minor > 0),
  interest_minor bigint not null check (interest_minor >= 0),
  lump_sum_minor bigint not null check (lump_sum_minor >= 0),
  penalty_minor bigint not null check (penalty_minor >= 0),
  -- What was announced in case it is not paid: of a consumer's reminder.
  announced_minor bigint not null check (announced_minor >= 0),
  currency char(3) not null,
  -- The parties and the invoice as they were on that day: a letter never changes.
  parties jsonb not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, invoice_id) references collection.file (cooperative_id, invoice_id),
  check (kind = 'NOTICE' or interest_minor + lump_sum_minor + penalty_minor = 0)
);
create index letter_of_file on collection.letter (cooperative_id, invoice_id, id);
-- Two people who send the same letter on one day send one.
create unique index letter_once on collection.letter (cooperative_id, invoice_id, kind, sent_on);

create table collection.instalment (
  cooperative_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  day date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- Null: of the plan that holds now.
  ended_on date,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, invoice_id) references collection.file (cooperative_id, invoice_id)
);
create index instalment_of_file on collection.instalment (cooperative_id, invoice_id, id);
create unique index instalment_once on collection.instalment (cooperative_id, invoice_id, day)
  where ended_on is null;

create table collection.figure (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  code text not null check (code in ('interest-rate', 'lump-sum')),
  -- Hundredths of a percent a year, or minor units of the currency.
  value bigint not null check (value > 0 and value <= 10000000),
  currency char(3),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id),
  check ((code = 'lump-sum') = (currency is not null))
);
create unique index figure_once on collection.figure (cooperative_id, code, from_day)
  where until_day is null or until_day > from_day;

create table collection.policy (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  debtor_kind text not null check (debtor_kind in ('COMPANY', 'CONSUMER', 'PUBLIC_BODY', 'FOREIGN')),
  reminder_after_days integer not null check (reminder_after_days between 1 and 365),
  term_days integer not null check (term_days between 1 and 90),
  -- What the general terms agree with consumers; nothing is due that they do not.
  penalty_agreed boolean not null,
  interest_agreed integer check (interest_agreed between 1 and 10000),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create unique index policy_once on collection.policy (cooperative_id, debtor_kind, from_day)
  where until_day is null or until_day > from_day;
