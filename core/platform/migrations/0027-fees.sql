-- The fee rule whole: internal invoices, exemptions, the fixed monthly part, margin as its base; and
-- income that is no invoice.

alter table core.fee_rule
  -- Of invoices between activities of the co-operative, in hundred-thousandths; null: as any other.
  add column internal_rate integer check (internal_rate between 0 and 100000),
  add column decided_by uuid,
  add column decided_at timestamptz not null default now();

-- Who or what is exempt from the fee, from a day to a day, and why.
create table core.fee_exemption (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- Null: every activity.
  activity_id uuid,
  -- Null: everything; else one kind of income, or the fixed monthly part.
  applies_to text check (applies_to in ('INVOICE', 'SUBSIDY', 'PATRONAGE', 'OTHER', 'MONTHLY')),
  from_day date not null,
  until_day date check (until_day > from_day),
  reason text not null check (length(reason) between 1 and 1000),
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);
create index fee_exemption_of on core.fee_exemption (cooperative_id, activity_id);

-- Which movements of the ledger lower the margin of an activity: kinds, as patterns of `like`.
create table core.production_cost (
  pattern text primary key,
  description text not null
);
insert into core.production_cost (pattern, description) values
  ('SERVICE\_CHARGED', 'Services that the activity took.'),
  ('EXPENSE\_%', 'Expenses that the activity bears.'),
  ('PURCHASE\_%', 'Purchases of the activity.');

-- Income of an activity that is no invoice: it comes from the bank, and its fee is kept at once.
create table core.income (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('SUBSIDY', 'PATRONAGE', 'OTHER')),
  payer text not null check (length(payer) between 1 and 200),
  -- The decision or agreement that it rests on.
  reference text not null check (length(reference) between 1 and 200),
  bank_line_id uuid not null,
  received_on date not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  fee_minor bigint not null check (fee_minor between 0 and amount_minor),
  transaction_id uuid not null,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  -- The reversing transaction, and why; null: it stands.
  reversal_id uuid,
  reversal_reason text check (length(reversal_reason) between 1 and 1000),
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, bank_line_id) references core.bank_line (cooperative_id, id),
  check ((reversal_id is null) = (reversal_reason is null))
);
create index income_of_activity on core.income (cooperative_id, activity_id, id);
create index income_of_line on core.income (cooperative_id, bank_line_id);

-- The fixed part of a month, owed by each activity that was open in it; taken when there is money.
create table core.monthly_fee (
  cooperative_id uuid not null,
  activity_id uuid not null,
  month date not null check (extract(day from month) = 1),
  fee_rule_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  charged_on date,
  primary key (cooperative_id, activity_id, month),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, fee_rule_id) references core.fee_rule (cooperative_id, id)
);
create index monthly_fee_due on core.monthly_fee (cooperative_id, activity_id, month)
  where charged_on is null;
create index monthly_fee_month on core.monthly_fee (cooperative_id, month);

-- A fee is of a document, of another income, of a month, or what the margin of a month corrected.
alter table core.fee_line
  alter column invoice_id drop not null,
  add column kind text not null default 'INVOICE'
    check (kind in ('INVOICE', 'INCOME', 'MONTHLY', 'MARGIN')),
  add column income_id uuid,
  add column month date,
  add column internal boolean not null default false,
  add column exemption_id uuid,
  -- What came in, without VAT; null in lines of old: their base.
  add column income_minor bigint,
  add foreign key (cooperative_id, income_id) references core.income (cooperative_id, id)
    deferrable initially deferred,
  add foreign key (cooperative_id, exemption_id)
    references core.fee_exemption (cooperative_id, id),
  add check ((kind = 'INVOICE') = (invoice_id is not null)),
  add check ((kind = 'INCOME') = (income_id is not null)),
  add check ((kind in ('MONTHLY', 'MARGIN')) = (month is not null));
create unique index fee_line_of_month on core.fee_line (cooperative_id, activity_id, kind, month)
  where month is not null;
create index fee_line_on_day on core.fee_line (cooperative_id, on_day, id);
