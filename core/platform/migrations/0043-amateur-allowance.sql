-- The allowance for amateurs in the arts: a registration before the day, not a contract.

insert into ledger.once_per_source (kind, description) values
  ('ALLOWANCE_PAID', 'An allowance is paid once.');

-- In minor units, days and hundred-thousandths. The figures of 2026 are not known here.
insert into core.employment_rule (country, code, value, from_day, until_day, source) values
  ('BE', 'amateur-allowance.day', 7722, '2024-01-01', '2025-01-01',
   'Amateur arts allowance 2024, 77.22 a day: www.sociare.be/nl/kennisbank/weg-met-de-kleine-vergoedingsregel-leve-de-amateurkunstenvergoeding'),
  ('BE', 'amateur-allowance.day', 8018, '2025-01-01', '2026-01-01',
   'Amateur arts allowance 2025, 80.18 a day: securex.be/fr/lex4you, le régime d''indemnités réduites au niveau social'),
  ('BE', 'amateur-allowance.travel', 2206, '2024-01-01', '2025-01-01',
   'Amateur arts allowance 2024, travel 22.06 a day: www.sociare.be/nl/kennisbank/weg-met-de-kleine-vergoedingsregel-leve-de-amateurkunstenvergoeding'),
  ('BE', 'amateur-allowance.travel', 2291, '2025-01-01', '2026-01-01',
   'Amateur arts allowance 2025, travel 22.91 a day: securex.be/fr/lex4you, le régime d''indemnités réduites au niveau social'),
  ('BE', 'amateur-allowance.days-year', 30, '2024-01-01', null,
   'Amateur arts allowance, 30 days a year: www.sociare.be/nl/kennisbank/weg-met-de-kleine-vergoedingsregel-leve-de-amateurkunstenvergoeding'),
  ('BE', 'amateur-allowance.days-in-row', 7, '2024-01-01', null,
   'Amateur arts allowance, 7 days in a row for one principal: www.sociare.be/nl/kennisbank/weg-met-de-kleine-vergoedingsregel-leve-de-amateurkunstenvergoeding'),
  ('BE', 'amateur-allowance.solidarity-threshold', 50000, '2024-01-01', null,
   'Amateur arts allowance, solidarity contribution above 500 a year: www.sociare.be/nl/kennisbank/weg-met-de-kleine-vergoedingsregel-leve-de-amateurkunstenvergoeding'),
  ('BE', 'amateur-allowance.solidarity-rate', 5000, '2024-01-01', null,
   'Amateur arts allowance, solidarity contribution of 5 %: www.sociare.be/nl/kennisbank/weg-met-de-kleine-vergoedingsregel-leve-de-amateurkunstenvergoeding');

create table core.amateur_allowance (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  -- The principal: the legal entity that engages and pays.
  host_entity_id uuid not null,
  artist_id uuid not null,
  status text not null check (status in ('REGISTERED', 'PAID', 'CANCELLED')),
  currency char(3) not null,
  description text not null check (length(description) between 1 and 500),
  -- The number that the public register gave it.
  reference text not null check (length(reference) between 1 and 100),
  day_minor bigint not null check (day_minor > 0),
  -- Proven travel, over all days.
  travel_minor bigint not null check (travel_minor >= 0),
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  registered_on date not null,
  registered_by uuid not null,
  paid_on date,
  payout_id uuid,
  -- What the payment made due: on itself, and on what the principal paid before it in the year.
  solidarity_minor bigint check (solidarity_minor >= 0),
  arrears_minor bigint check (arrears_minor >= 0),
  -- The days by the amount: what the contribution is on.
  paid_minor bigint check (paid_minor > 0),
  version integer not null default 1,
  primary key (cooperative_id, id),
  unique (cooperative_id, reference),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, artist_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id),
  check (extract(year from first_day) = extract(year from last_day)),
  check ((status = 'PAID') = (num_nulls(paid_on, payout_id, solidarity_minor, arrears_minor,
    paid_minor) = 0))
);
create index amateur_allowance_of_activity
  on core.amateur_allowance (cooperative_id, activity_id, id);
create index amateur_allowance_of_artist on core.amateur_allowance (cooperative_id, artist_id, id);
create index amateur_allowance_paid
  on core.amateur_allowance (cooperative_id, host_entity_id, paid_on) where status = 'PAID';

create table core.amateur_allowance_day (
  cooperative_id uuid not null,
  allowance_id uuid not null,
  day date not null,
  artist_id uuid not null,
  host_entity_id uuid not null,
  bound boolean not null,
  primary key (cooperative_id, allowance_id, day),
  foreign key (cooperative_id, allowance_id)
    references core.amateur_allowance (cooperative_id, id)
);
-- One a day, whoever registers first.
create unique index amateur_allowance_day_bound
  on core.amateur_allowance_day (cooperative_id, artist_id, day) where bound;

-- What an artist says to have been registered for elsewhere in a year, from the public register.
create table core.amateur_days (
  cooperative_id uuid not null,
  member_id uuid not null,
  year integer not null check (year between 2000 and 2200),
  days_elsewhere integer not null check (days_elsewhere between 0 and 366),
  stated_on date not null,
  primary key (cooperative_id, member_id, year),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
