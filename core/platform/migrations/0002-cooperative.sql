-- The co-operative's legal host entities, its dated rules (fee, price of shares), its API tokens.

-- Every table can be read, and distributed, by its co-operative: the tenant itself too.
alter table core.cooperative
  add column cooperative_id uuid generated always as (id) stored;

create table core.host_entity (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  enterprise_number text not null,
  vat_number text,
  iban text not null,
  bic text,
  street text not null,
  postal_code text not null,
  city text not null,
  country char(2) not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, enterprise_number)
);

-- What the co-operative keeps of its members' income, as dated data.
create table core.fee_rule (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  base text not null check (base in ('TURNOVER', 'MARGIN', 'INCOME')),
  -- In hundred-thousandths: 6.5 % is 6500. Exactly one of rate and brackets is given.
  rate integer check (rate between 0 and 100000),
  -- [{"upToMinor": "8000000" | null, "rate": 10000}, …] by cumulative amount of the year.
  brackets jsonb,
  fixed_monthly_minor bigint not null default 0 check (fixed_monthly_minor >= 0),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null,
  primary key (cooperative_id, id),
  check ((rate is null) <> (brackets is null))
);
create unique index fee_rule_starts on core.fee_rule (cooperative_id, from_day);

-- What a share of a class costs, as dated data, and which categories of members may hold it.
create table core.share_price (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  class text not null check (class ~ '^[A-Z][A-Z0-9]{0,9}$'),
  held_by text[] not null check (held_by <@ array['USER', 'STAFF', 'PARTNER'] and held_by <> '{}'),
  price_minor bigint not null check (price_minor > 0),
  currency char(3) not null,
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null,
  primary key (cooperative_id, id)
);
create unique index share_price_starts on core.share_price (cooperative_id, class, from_day);

create table core.api_token (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  member_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  -- The first characters of the secret, to recognise it by; the secret itself is never stored.
  prefix text not null,
  hash text not null unique,
  scopes text[] not null check (scopes <> '{}'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (cooperative_id, id)
);
create index api_token_of_member on core.api_token (cooperative_id, member_id, id);
