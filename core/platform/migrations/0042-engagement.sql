-- Employment without an agreed end: an engagement makes one contract a month. A salaried
-- entrepreneur has a fixed part, an advance on the variable part, and a settlement a year.

-- What an activity must be able to carry before it engages somebody: a dated decision.
create table core.engagement_policy (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- Months of all its engagements that the activity can pay.
  months_to_carry integer not null check (months_to_carry between 1 and 60),
  -- Which part of what clients still owe counts, in hundred-thousandths.
  expected_share integer not null check (expected_share between 0 and 100000),
  -- So many days before a month its contract is made.
  lead_days integer not null check (lead_days between 1 and 28),
  from_day date not null,
  source text not null check (length(source) between 1 and 500),
  decided_by uuid not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, from_day)
);

create table core.engagement (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  worker_id uuid not null,
  kind text not null,
  joint_committee text check (joint_committee ~ '^[0-9A-Z.]{1,12}$'),
  function_code text check (function_code ~ '^[a-z0-9][a-z0-9.-]{0,62}$'),
  status text not null check (status in ('DRAFT', 'SIGNED', 'ENDED', 'CANCELLED')),
  currency char(3) not null,
  -- What a full month costs the activity in all.
  fixed_minor bigint not null check (fixed_minor > 0),
  -- Of a salaried entrepreneur, on top of it and on account of the variable part.
  advance_minor bigint not null default 0 check (advance_minor >= 0),
  -- Minutes from Monday to Sunday.
  schedule integer[] not null check (cardinality(schedule) = 7),
  from_day date not null,
  -- The last day; null: no end is agreed.
  last_day date check (last_day >= from_day),
  end_reason text check (length(end_reason) between 1 and 500),
  signed_on date,
  created_by uuid not null,
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, worker_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, kind) references core.contract_kind (cooperative_id, code),
  check (status in ('DRAFT', 'CANCELLED') or signed_on is not null),
  check ((last_day is null) = (end_reason is null))
);
create index engagement_of_activity on core.engagement (cooperative_id, activity_id, id);
create index engagement_of_worker on core.engagement (cooperative_id, worker_id, id);
create index engagement_signed on core.engagement (id) where status = 'SIGNED';

alter table core.contract
  add column engagement_id uuid,
  add foreign key (cooperative_id, engagement_id)
    references core.engagement (cooperative_id, id);

-- The contract of a month, and what its budget is made of.
create table core.engagement_month (
  cooperative_id uuid not null,
  engagement_id uuid not null,
  month date not null check (extract(day from month) = 1),
  contract_id uuid not null,
  fixed_minor bigint not null check (fixed_minor >= 0),
  advance_minor bigint not null check (advance_minor >= 0),
  settlement_minor bigint not null check (settlement_minor >= 0),
  primary key (cooperative_id, engagement_id, month),
  unique (cooperative_id, contract_id),
  foreign key (cooperative_id, engagement_id) references core.engagement (cooperative_id, id),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id)
);

-- The year of a salaried entrepreneur: turnover less direct costs, contribution and what employing
-- has cost already is what is still to be paid, or carried over when it is less than nothing.
create table core.engagement_settlement (
  cooperative_id uuid not null,
  engagement_id uuid not null,
  year integer not null check (year between 2000 and 2200),
  turnover_minor bigint not null,
  direct_costs_minor bigint not null,
  contribution_minor bigint not null,
  employed_minor bigint not null check (employed_minor >= 0),
  -- From the year before: zero or less.
  carried_minor bigint not null check (carried_minor <= 0),
  balance_minor bigint not null,
  -- The month whose contract pays a balance above zero.
  paid_month date,
  settled_by uuid not null,
  settled_on date not null,
  primary key (cooperative_id, engagement_id, year),
  foreign key (cooperative_id, engagement_id) references core.engagement (cooperative_id, id),
  check (balance_minor = turnover_minor - direct_costs_minor - contribution_minor
    - employed_minor + carried_minor),
  check (paid_month is null or balance_minor > 0)
);
