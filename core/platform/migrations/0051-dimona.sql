-- Dimona: the declaration of each employment to social security before it begins.

-- Dated decision of a co-operative to declare through this platform: who declares elsewhere, or did
-- before this day, has no row, and no contract waits for a declaration then.
create table core.dimona_setting (
  cooperative_id uuid not null references core.cooperative (id),
  from_day date not null,
  until_day date check (until_day > from_day),
  reference text not null check (length(reference) between 1 and 500),
  primary key (cooperative_id, from_day)
);

-- The worker type that a kind of contract is declared with.
create table core.dimona_worker_type (
  cooperative_id uuid not null,
  contract_kind text not null,
  worker_type char(3) not null check (worker_type ~ '^[A-Z0-9]{3}$'),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, contract_kind, from_day),
  foreign key (cooperative_id, contract_kind) references core.contract_kind (cooperative_id, code)
);

-- Where students of an activity work: a declaration names the place by the code of its municipality.
create table core.place_of_work (
  cooperative_id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  street text not null check (length(street) between 1 and 200),
  house_number text not null check (length(house_number) between 1 and 20),
  box_number text check (length(box_number) between 1 and 20),
  post_code text not null check (length(post_code) between 1 and 20),
  municipality_code char(5) not null check (municipality_code ~ '^[0-9]{5}$'),
  municipality text not null check (length(municipality) between 1 and 200),
  version integer not null default 1,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);

create table core.dimona_declaration (
  cooperative_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  kind text not null check (kind in ('IN', 'UPDATE', 'OUT', 'CANCEL')),
  -- What is declared, without who: the national number joins it when it leaves.
  content jsonb not null,
  -- The first day of the employment: an IN is accepted before it, or the contract does not start.
  first_day date not null,
  state text not null check (state in ('QUEUED', 'SENDING', 'SUBMITTED', 'ACCEPTED',
    'ACCEPTED_WITH_WARNING', 'REFUSED', 'WAITING', 'UNKNOWN', 'FAILED', 'WITHDRAWN', 'HANDLED')),
  -- Of the service, once it has received the declaration.
  reference text,
  period_id text,
  anomalies jsonb not null default '[]',
  attempts integer not null default 0,
  -- When to send or to ask next; null: not by itself.
  next_at timestamptz,
  -- Until when somebody is at it; past that, a server died on the way.
  claimed_until timestamptz,
  last_error text,
  queued_at timestamptz not null default clock_timestamp(),
  submitted_at timestamptz,
  answered_at timestamptz,
  handled_by uuid,
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id),
  check ((state = 'HANDLED') = (handled_by is not null)),
  check (state not in ('SUBMITTED', 'ACCEPTED', 'ACCEPTED_WITH_WARNING', 'WAITING')
    or reference is not null)
);
create index dimona_of_contract on core.dimona_declaration (cooperative_id, contract_id, id);
create index dimona_due on core.dimona_declaration (next_at) where next_at is not null;
create index dimona_claimed on core.dimona_declaration (claimed_until)
  where claimed_until is not null;
create index dimona_by_state on core.dimona_declaration (cooperative_id, state, id);
