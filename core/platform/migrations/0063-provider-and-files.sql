-- Two doors for plugins: suppliers and files.

-- Suppliers outside (insurers, rental firms, railways, bailiffs), as tools ask them: who answers for
-- each co-operative, and every request with its answer.

-- Without a row it is the desk: a person of the co-operative.
create table core.provider_setting (
  cooperative_id uuid not null references core.cooperative (id),
  provider text not null check (length(provider) between 1 and 120),
  adapter text not null check (adapter in ('DESK', 'SIMULATOR', 'HTTP')),
  url text check (length(url) between 1 and 1000),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (cooperative_id, provider),
  check ((adapter = 'HTTP') = (url is not null))
);

create table core.provider_request (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  plugin text not null,
  provider text not null,
  -- The plugin's own key: the same request twice is one.
  key text not null check (length(key) between 1 and 200),
  request_hash text not null,
  activity_id uuid,
  -- Whose data the request carries, when it is one member's.
  member_id uuid,
  request jsonb not null,
  -- Who answers it: after too many failures a person at the desk, whoever it was before.
  adapter text not null check (adapter in ('DESK', 'SIMULATOR', 'HTTP')),
  state text not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'REFUSED', 'CANCELLED')),
  answer jsonb,
  reason text check (length(reason) <= 1000),
  taken_by uuid,
  attempts integer not null default 0,
  -- When a machine is asked again; null: it waits for a person.
  next_attempt_at timestamptz,
  last_error text,
  asked_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (cooperative_id, id),
  unique (cooperative_id, plugin, key),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check ((state = 'OPEN') = (settled_at is null)),
  check (state <> 'ANSWERED' or answer is not null),
  check (state = 'OPEN' or next_attempt_at is null)
);
create index provider_request_due on core.provider_request (next_attempt_at)
  where next_attempt_at is not null;
create index provider_request_open on core.provider_request (cooperative_id, state, id);

-- A plugin's purposes of uploads begin with its name and a dot.
alter table core.stored_file drop constraint stored_file_purpose_check;
alter table core.stored_file add constraint stored_file_purpose_check
  check (purpose ~ '^[a-z][a-z0-9.-]{0,119}$');
