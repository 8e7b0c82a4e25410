-- What is declared to societies of authors, subsidy files, and who is exempt from VAT and why.

create table performing_arts.rights_tariff (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  society text not null check (society ~ '^[a-z][a-z0-9-]{0,62}$'),
  share_bps integer not null check (share_bps between 1 and 10000),
  minimum_minor bigint not null check (minimum_minor >= 0),
  currency char(3) not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id)
);
create index rights_tariff_of_society
  on performing_arts.rights_tariff (cooperative_id, society, from_day);

create table performing_arts.rights_declaration (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  performance_id uuid not null,
  tariff_id uuid not null,
  society text not null,
  works text not null check (length(works) between 1 and 4000),
  audience integer not null check (audience between 0 and 1000000),
  receipts_minor bigint not null check (receipts_minor >= 0),
  expected_minor bigint not null check (expected_minor >= 0),
  billed_minor bigint check (billed_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('DRAFT', 'DECLARED', 'BILLED', 'WITHDRAWN')),
  reference text check (length(reference) between 1 and 200),
  declared_on date,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  check ((status = 'BILLED') = (billed_minor is not null)),
  foreign key (cooperative_id, performance_id)
    references performing_arts.performance (cooperative_id, id),
  foreign key (cooperative_id, tariff_id)
    references performing_arts.rights_tariff (cooperative_id, id)
);
create unique index rights_declaration_once
  on performing_arts.rights_declaration (cooperative_id, performance_id, society)
  where status <> 'WITHDRAWN';

create table performing_arts.subsidy_scheme (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  funder text not null check (length(funder) between 1 and 200),
  advance_bps integer not null check (advance_bps between 0 and 10000),
  -- A grant of no more than this is paid at once; null: none is.
  at_once_minor bigint check (at_once_minor >= 0),
  report_months integer not null check (report_months between 0 and 60),
  longest_months integer not null check (longest_months between 1 and 120),
  currency char(3) not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id)
);
create index subsidy_scheme_of_code
  on performing_arts.subsidy_scheme (cooperative_id, code, from_day);

create table performing_arts.subsidy (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid,
  scheme_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  status text not null
    check (status in ('REQUESTED', 'GRANTED', 'REFUSED', 'REPORTED', 'CLOSED', 'WITHDRAWN')),
  asked_minor bigint not null check (asked_minor > 0),
  granted_minor bigint check (granted_minor > 0),
  advance_minor bigint check (advance_minor >= 0),
  balance_minor bigint check (balance_minor >= 0),
  currency char(3) not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  report_due_on date not null,
  reported_on date,
  advance_received_on date,
  balance_received_on date,
  reference text check (length(reference) between 1 and 200),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  -- Advance and balance are the grant.
  check (granted_minor is null or granted_minor = advance_minor + balance_minor),
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id),
  foreign key (cooperative_id, scheme_id)
    references performing_arts.subsidy_scheme (cooperative_id, id)
);
create index subsidy_of_activity on performing_arts.subsidy (cooperative_id, activity_id, id);

create table performing_arts.invoice (
  cooperative_id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  -- For whom it was tested: another client is another test.
  client_id uuid not null,
  recipient text not null check (recipient in ('ORGANISER', 'RECORD_PUBLISHER', 'FILM_MAKER')),
  deal_id uuid,
  evidence text not null check (length(evidence) between 1 and 1000),
  tested_on date not null,
  primary key (cooperative_id, invoice_id),
  foreign key (cooperative_id, invoice_id)
    references core.invoice (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, deal_id) references performing_arts.deal (cooperative_id, id)
);
