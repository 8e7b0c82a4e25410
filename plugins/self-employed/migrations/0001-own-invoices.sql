-- Members who stay self-employed: who they are on their own invoices, the invoices with a series of
-- numbers of each member's own, and the figures of law by which contributions are estimated.

create table self_employed.member (
  cooperative_id uuid not null,
  member_id uuid not null,
  trade_name text not null check (length(trade_name) between 1 and 200),
  enterprise_number text not null check (enterprise_number ~ '^\d{10}$'),
  vat_regime text not null check (vat_regime in ('NORMAL', 'SMALL_ENTERPRISE')),
  occupation text not null check (occupation in ('MAIN', 'SECONDARY')),
  iban text not null check (length(iban) between 15 and 34),
  street text not null check (length(street) between 1 and 200),
  postal_code text not null check (length(postal_code) between 1 and 20),
  city text not null check (length(city) between 1 and 100),
  country char(2) not null,
  currency char(3) not null,
  -- The number and the day of the last invoice of the year in which it was issued.
  last_year integer,
  last_number integer not null default 0,
  last_issued_on date,
  primary key (cooperative_id, member_id),
  foreign key (cooperative_id, member_id)
    references core.member (cooperative_id, id) on delete restrict
);

create table self_employed.invoice (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  credits_id uuid,
  year integer not null,
  number integer not null check (number > 0),
  issued_on date not null,
  due_on date not null check (due_on >= issued_on),
  -- Both parties as they were on the day of issue.
  seller jsonb not null,
  client jsonb not null,
  client_name text not null,
  lines jsonb not null,
  vat_regime text not null check (vat_regime in ('NORMAL', 'SMALL_ENTERPRISE')),
  net_minor bigint not null check (net_minor > 0),
  vat_minor bigint not null check (vat_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('ISSUED', 'PAID', 'CREDITED')),
  paid_on date,
  primary key (cooperative_id, id),
  -- One series a member: no gap, for the number is given under the lock of the member's row.
  unique (cooperative_id, member_id, year, number),
  foreign key (cooperative_id, credits_id) references self_employed.invoice (cooperative_id, id),
  check ((kind = 'CREDIT_NOTE') = (credits_id is not null)),
  check (vat_regime = 'NORMAL' or vat_minor = 0),
  check ((status = 'PAID') = (paid_on is not null))
);
create index invoice_of_member on self_employed.invoice (cooperative_id, member_id, id);
create index invoice_by_year on self_employed.invoice (cooperative_id, member_id, issued_on);
create unique index credit_once on self_employed.invoice (cooperative_id, credits_id)
  where credits_id is not null;

-- Contributions of an occupation from a day on: the newest row that has begun holds.
create table self_employed.scale (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  occupation text not null check (occupation in ('MAIN', 'SECONDARY')),
  from_day date not null,
  -- Income of a year below which nothing is due; income on which at least is paid.
  free_below_minor bigint not null check (free_below_minor >= 0),
  least_income_minor bigint not null check (least_income_minor >= 0),
  -- [{"upToMinor": "7344700", "rate": 205000}, …] in millionths; nothing is due above the last.
  brackets jsonb not null,
  -- What the fund adds for its work, in millionths of the contributions.
  fee_rate integer not null check (fee_rate between 0 and 1000000),
  currency char(3) not null,
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create index scale_on on self_employed.scale (cooperative_id, occupation, from_day desc, id desc);

-- The turnover of a year up to which a small enterprise may be exempt from VAT.
create table self_employed.threshold (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  from_day date not null,
  turnover_minor bigint not null check (turnover_minor > 0),
  currency char(3) not null,
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create index threshold_on on self_employed.threshold (cooperative_id, from_day desc, id desc);
