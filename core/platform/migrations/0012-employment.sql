-- Contracts of employment: their kinds, the figures that pay is computed from, the contracts and
-- their days. Rates are dated data with a source; none stands in code.

-- An open list: a co-operative adds the kinds that it knows.
create table core.contract_kind (
  cooperative_id uuid not null references core.cooperative (id),
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  -- {"nl": …, "fr": …, "en": …, "de": …}
  title jsonb not null check (title ?& array['nl', 'fr', 'en', 'de']),
  from_day date not null,
  until_day date check (until_day > from_day),
  primary key (cooperative_id, code)
);

-- From a work budget to gross and from gross to net. Shares are in hundred-thousandths: 13.07 % is
-- 13070, a coefficient of 1.69 is 169000.
create table core.pay_coefficient (
  cooperative_id uuid not null,
  id uuid not null,
  contract_kind text not null,
  -- Null: every joint committee that has no row of its own.
  joint_committee text check (joint_committee ~ '^[0-9A-Z.]{1,12}$'),
  coefficient integer not null check (coefficient >= 100000),
  -- The part of gross that contributions are computed on: 108 % is 108000.
  contribution_base integer not null check (contribution_base > 0),
  employee_share integer not null check (employee_share between 0 and 100000),
  withholding_share integer not null check (withholding_share between 0 and 100000),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, contract_kind) references core.contract_kind (cooperative_id, code)
);
create unique index pay_coefficient_starts
  on core.pay_coefficient (cooperative_id, contract_kind, joint_committee, from_day)
  nulls not distinct;

-- How long before the first day a contract is signed, and when pay is due.
create table core.employment_policy (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- 1: the first day is after the day of signature; 0: it may be the same day.
  days_before_start integer not null check (days_before_start between 0 and 60),
  pay_after_working_days integer not null check (pay_after_working_days between 1 and 60),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id)
);
create unique index employment_policy_starts on core.employment_policy (cooperative_id, from_day);

-- Numbers without gaps: taken in the transaction of the signature.
create table core.contract_counter (
  cooperative_id uuid not null references core.cooperative (id),
  year integer not null,
  last_number integer not null check (last_number > 0),
  primary key (cooperative_id, year)
);

create table core.contract (
  cooperative_id uuid not null,
  id uuid not null,
  -- Given at the signature.
  number text,
  activity_id uuid not null,
  worker_id uuid not null,
  kind text not null,
  joint_committee text check (joint_committee ~ '^[0-9A-Z.]{1,12}$'),
  status text not null check (status in ('DRAFT', 'SIGNED', 'WORKED', 'PAID', 'CANCELLED')),
  currency char(3) not null,
  -- What the activity spends on it in all.
  budget_minor bigint not null check (budget_minor > 0),
  -- Null on a draft for which a figure is missing; fixed by the signature.
  gross_minor bigint check (gross_minor >= 0),
  employee_contribution_minor bigint check (employee_contribution_minor >= 0),
  withholding_minor bigint check (withholding_minor >= 0),
  net_minor bigint check (net_minor >= 0),
  -- The figures that the amounts were computed with.
  coefficient_id uuid,
  due_on date,
  signed_on date,
  paid_on date,
  created_by uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, number),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, worker_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, kind) references core.contract_kind (cooperative_id, code),
  foreign key (cooperative_id, coefficient_id)
    references core.pay_coefficient (cooperative_id, id),
  -- From the signature on nothing of it is open any more.
  check (status in ('DRAFT', 'CANCELLED') or num_nulls(number, gross_minor, net_minor,
    employee_contribution_minor, withholding_minor, coefficient_id, due_on, signed_on) = 0),
  check (gross_minor = net_minor + employee_contribution_minor + withholding_minor),
  check (gross_minor <= budget_minor),
  check ((status = 'PAID') = (paid_on is not null))
);
create index contract_of_activity on core.contract (cooperative_id, activity_id, id);
create index contract_of_worker on core.contract (cooperative_id, worker_id, id);
create index contract_by_status on core.contract (cooperative_id, status, id);
-- For the daily jobs, which walk through what stands at a step in the order of the ids.
create index contract_signed on core.contract (id) where status = 'SIGNED';
create index contract_worked on core.contract (id) where status = 'WORKED';

create table core.contract_day (
  cooperative_id uuid not null,
  contract_id uuid not null,
  day date not null,
  minutes integer not null check (minutes between 1 and 1440),
  worker_id uuid not null,
  -- Whether the contract is signed: a worker has one contract a day, whoever signs first.
  bound boolean not null default false,
  primary key (cooperative_id, contract_id, day),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id)
);
create unique index contract_day_bound
  on core.contract_day (cooperative_id, worker_id, day) where bound;
