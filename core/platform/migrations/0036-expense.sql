-- Expenses: sheets with receipts and kilometres, what is advanced for them, and the dated figures.

set role gezel_ledger;
insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('activity.earmarked', 'credit', 0, 'expense-advance',
   'Money of an activity that members hold as an advance of expenses.'),
  ('expense.advanced', 'debit', 0, 'expense-advance',
   'What members were advanced for expenses and have not accounted for.');

insert into ledger.once_per_source (kind, description) values
  ('EXPENSE_APPROVED', 'A sheet of expenses is booked once.'),
  ('EXPENSE_ADVANCE_APPROVED', 'An advance of expenses is given once.');
reset role;

-- Kilometres with one's own vehicle on a business trip, in ten-thousandths of a euro each.
insert into core.money_rule (country, code, value, from_day, until_day, source)
select 'BE', 'km-rate.quarterly', r.rate, r.from_day, r.from_day + interval '3 months',
  'Quarterly lump sum for business trips: '
  'https://www.paycover.be/actualites/forfait-dplacements-professionnels-partir-du-1er-octobre-2025'
from (values
  (4170, date '2022-07-01'), (4201, date '2022-10-01'),
  (4259, date '2023-01-01'), (4246, date '2023-04-01'), (4237, date '2023-07-01'),
  (4259, date '2023-10-01'), (4269, date '2024-01-01'), (4265, date '2024-04-01'),
  (4297, date '2024-07-01'), (4293, date '2024-10-01'), (4290, date '2025-01-01'),
  (4320, date '2025-04-01'), (4309, date '2025-07-01'), (4312, date '2025-10-01'))
  as r (rate, from_day);
insert into core.money_rule (country, code, value, from_day, until_day, source) values
  ('BE', 'km-rate.annual', 4415, date '2024-07-01', date '2025-07-01',
   'Annual lump sum for business trips, circular 2025/C/18'),
  ('BE', 'km-rate.annual', 4449, date '2025-07-01', date '2026-07-01',
   'Annual lump sum for business trips, circular 2025/C/18');
insert into core.money_rule (country, code, value, from_day, source) values
  ('BE', 'km-ceiling.year', 24000, date '2022-01-01',
   'Kilometres a year for which the lump sum is accepted: '
   'https://www.sst.secretariatsocial.eu/fr/a-propos-de-sst/actualites/'
   'l-indemnite-kilometrique-diminue-a-partir-du-1er-juillet-2025');

-- Which of the two rates a co-operative pays binds it for the whole year.
create table core.km_regime (
  cooperative_id uuid not null references core.cooperative (id),
  year smallint not null check (year between 2000 and 2200),
  regime text not null check (regime in ('QUARTERLY', 'ANNUAL')),
  reference text not null check (length(reference) between 1 and 200),
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (cooperative_id, year)
);
create trigger km_regime_append_only before update or delete or truncate on core.km_regime
  for each statement execute function core.refuse_change();

-- What may be claimed, by the co-operative's own decision; of one code the newest row holds, until
-- its last day. A category ends by a row that is closed on the day it begins.
create table core.expense_category (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  code text not null check (code ~ '^[a-z]+(-[a-z]+)*$' and length(code) <= 60),
  -- In nl, fr, en and de.
  title jsonb not null,
  kind text not null check (kind in ('RECEIPT', 'KILOMETRES')),
  receipt_required boolean not null,
  -- Which part of the VAT on a receipt is deducted, in hundred-thousandths.
  vat_deductible integer not null check (vat_deductible between 0 and 100000),
  ceiling_minor bigint check (ceiling_minor > 0),
  ceiling_per text check (ceiling_per in ('LINE', 'DAY', 'MONTH')),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 300),
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, code, from_day),
  check ((ceiling_minor is null) = (ceiling_per is null)),
  check (kind = 'RECEIPT' or (not receipt_required and vat_deductible = 0))
);
create trigger expense_category_append_only before update or delete or truncate
  on core.expense_category for each statement execute function core.refuse_change();

create table core.vehicle (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('CAR', 'MOTORCYCLE', 'MOPED')),
  plate text not null check (length(plate) between 1 and 20),
  from_day date not null,
  until_day date check (until_day >= from_day),
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create index vehicle_of_member on core.vehicle (cooperative_id, member_id, id);

create table core.expense_advance (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  host_entity_id uuid not null,
  member_id uuid not null,
  status text not null check (status in ('REQUESTED', 'APPROVED', 'REFUSED', 'SETTLED')),
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- What is not yet accounted for, by receipts or by giving it back.
  open_minor bigint not null check (open_minor between 0 and amount_minor),
  reason text not null check (length(reason) between 1 and 1000),
  requested_on date not null,
  decided_by uuid,
  decided_on date,
  refusal_reason text check (length(refusal_reason) between 1 and 1000),
  payout_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id),
  check ((status = 'REQUESTED') = (decided_by is null)),
  check ((status = 'REFUSED') = (refusal_reason is not null)),
  check ((status = 'APPROVED') = (open_minor > 0)),
  -- Never one's own, in the database too.
  check (decided_by <> member_id)
);
create index expense_advance_of_activity
  on core.expense_advance (cooperative_id, activity_id, id);
create index expense_advance_of_member on core.expense_advance (cooperative_id, member_id, id);

-- A sheet: what a member spent for an activity in a month.
create table core.expense (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  host_entity_id uuid not null,
  member_id uuid not null,
  month date not null check (extract(day from month) = 1),
  status text not null check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REFUSED')),
  paid_by text not null check (paid_by in ('MEMBER', 'ACTIVITY')),
  advance_id uuid,
  currency char(3) not null,
  note text not null default '',
  claimed_minor bigint not null check (claimed_minor >= 0),
  -- From the approval: what was granted, the VAT of it that is deducted, and how it was settled.
  approved_minor bigint check (approved_minor between 0 and claimed_minor),
  deductible_minor bigint check (deductible_minor between 0 and approved_minor),
  advanced_minor bigint check (advanced_minor between 0 and approved_minor),
  submitted_on date,
  decided_by uuid,
  decided_on date,
  refusal_reason text check (length(refusal_reason) between 1 and 1000),
  payout_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, advance_id) references core.expense_advance (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id),
  check (advance_id is null or paid_by = 'MEMBER'),
  check ((status = 'APPROVED') = (approved_minor is not null)),
  check ((approved_minor is null) = (deductible_minor is null)),
  check ((approved_minor is null) = (advanced_minor is null)),
  check ((status in ('APPROVED', 'REFUSED')) = (decided_by is not null)),
  check ((status = 'REFUSED') = (refusal_reason is not null)),
  check (decided_by <> member_id)
);
create index expense_of_activity on core.expense (cooperative_id, activity_id, id);
create index expense_of_member on core.expense (cooperative_id, member_id, month);

create table core.expense_line (
  cooperative_id uuid not null,
  expense_id uuid not null,
  position smallint not null check (position between 1 and 100),
  category text not null,
  on_day date not null,
  description text not null check (length(description) between 1 and 1000),
  supplier text check (length(supplier) between 1 and 200),
  -- VAT included; of kilometres what their rate gives, 0 in a draft while the rate is not known.
  amount_minor bigint not null check (amount_minor >= 0),
  vat_minor bigint not null check (vat_minor between 0 and amount_minor),
  vat_deductible integer not null check (vat_deductible between 0 and 100000),
  kilometres integer check (kilometres > 0),
  -- In ten-thousandths of a euro.
  km_rate integer check (km_rate > 0),
  vehicle_id uuid,
  receipt_ids uuid[] not null default '{}' check (cardinality(receipt_ids) <= 10),
  approved_minor bigint check (approved_minor between 0 and amount_minor),
  cut_reason text check (length(cut_reason) between 1 and 1000),
  primary key (cooperative_id, expense_id, position),
  foreign key (cooperative_id, expense_id) references core.expense (cooperative_id, id),
  foreign key (cooperative_id, vehicle_id) references core.vehicle (cooperative_id, id),
  check ((kilometres is null) = (vehicle_id is null)),
  check (cut_reason is null or approved_minor < amount_minor)
);

-- What is approved is booked: neither the sheet nor its lines change any more.
create function core.guard_expense() returns trigger language plpgsql as $$
begin
  if exists (select from core.expense e
    where e.cooperative_id = old.cooperative_id and e.id = old.expense_id
      and e.status = 'APPROVED') then
    raise exception 'the expense % is approved: its lines cannot be changed', old.expense_id
      using errcode = 'GZ010';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger expense_line_immutable before update or delete on core.expense_line
  for each row execute function core.guard_expense();
create function core.guard_expense_sheet() returns trigger language plpgsql as $$
begin
  if old.status = 'APPROVED' then
    raise exception 'the expense % is approved: it cannot be changed', old.id
      using errcode = 'GZ010';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger expense_immutable before update or delete on core.expense
  for each row execute function core.guard_expense_sheet();
