-- Policies of insurers as data, the covers that are bought under them, what should be covered, and
-- claims with every state that they went through.

create table insurance.policy (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  insurer text not null check (length(insurer) between 1 and 200),
  title text not null check (length(title) between 1 and 200),
  risk text not null check (risk in ('EQUIPMENT', 'VEHICLE', 'LIABILITY', 'ACCIDENT', 'CANCELLATION')),
  -- What makes somebody think of it, besides a person.
  suggested_for text check (suggested_for in ('CONTRACT', 'EQUIPMENT', 'VAN')),
  currency char(3) not null,
  cover_up_to_minor bigint not null check (cover_up_to_minor > 0),
  excess_minor bigint not null check (excess_minor >= 0),
  fixed_per_day_minor bigint not null check (fixed_per_day_minor >= 0),
  -- Of the value, a day, in millionths.
  rate_per_day integer not null check (rate_per_day between 0 and 1000000),
  minimum_minor bigint not null check (minimum_minor >= 0),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id),
  check (fixed_per_day_minor + rate_per_day + minimum_minor > 0)
);
create unique index policy_once on insurance.policy (cooperative_id, insurer, title, from_day)
  where until_day is null or until_day > from_day;
create index policy_by_risk on insurance.policy (cooperative_id, risk, from_day);

create table insurance.need (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  risk text not null,
  source_type text not null check (length(source_type) between 1 and 80),
  source_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  value_minor bigint check (value_minor > 0),
  status text not null check (status in ('OPEN', 'COVERED', 'WAIVED')),
  reason text check (length(reason) between 1 and 500),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
create index need_of_activity on insurance.need (cooperative_id, activity_id, id);
-- One thing that happened is one need, however often it is told.
create unique index need_once on insurance.need (cooperative_id, source_type, source_id, risk);

create table insurance.cover (
  cooperative_id uuid not null,
  -- The step's that bought it, and the charge's key.
  id uuid not null,
  activity_id uuid not null,
  policy_id uuid not null,
  need_id uuid,
  step_id uuid,
  request_key text not null check (length(request_key) between 1 and 200),
  subject text not null check (length(subject) between 1 and 200),
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  value_minor bigint not null check (value_minor > 0),
  premium_minor bigint not null check (premium_minor > 0),
  currency char(3) not null,
  status text not null check (status in ('REQUESTED', 'ACTIVE', 'REFUSED', 'CANCELLED')),
  number text check (length(number) between 1 and 80),
  reason text check (length(reason) <= 1000),
  bought_on date not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, policy_id) references insurance.policy (cooperative_id, id),
  foreign key (cooperative_id, need_id) references insurance.need (cooperative_id, id),
  check ((status = 'ACTIVE') <= (number is not null))
);
create index cover_of_activity on insurance.cover (cooperative_id, activity_id, id);
create unique index cover_once on insurance.cover (cooperative_id, activity_id, request_key);

create table insurance.claim (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  cover_id uuid not null,
  request_key text not null check (length(request_key) between 1 and 200),
  occurred_on date not null,
  description text not null check (length(description) between 1 and 2000),
  claimed_minor bigint not null check (claimed_minor > 0),
  accepted_minor bigint check (accepted_minor between 0 and claimed_minor),
  currency char(3) not null,
  status text not null check (status in ('REPORTED', 'ACCEPTED', 'REJECTED', 'PAID', 'WITHDRAWN')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, cover_id) references insurance.cover (cooperative_id, id),
  check ((status in ('ACCEPTED', 'PAID')) <= (accepted_minor is not null))
);
create index claim_of_cover on insurance.claim (cooperative_id, cover_id, id);
create unique index claim_once on insurance.claim (cooperative_id, cover_id, request_key);

create table insurance.claim_state (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  claim_id uuid not null,
  status text not null,
  at timestamptz not null,
  reason text check (length(reason) <= 1000),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, claim_id) references insurance.claim (cooperative_id, id)
);
create index state_of_claim on insurance.claim_state (cooperative_id, claim_id, id);
