-- What every domain stands on: the roles, the co-operatives, the outbox and its delivery, the audit
-- trail, idempotency keys and the decisions about plugins.

do $$
begin
  -- Roles belong to the cluster, not to the database: another database may have made them already.
  if not exists (select from pg_roles where rolname = 'gezel_app') then
    create role gezel_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'gezel_ledger') then
    create role gezel_ledger nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  execute format('grant gezel_app to %I', current_user);
  execute format('grant gezel_ledger to %I', current_user);
end $$;

create schema if not exists core;
grant usage on schema core to gezel_app;
alter default privileges in schema core grant select, insert, update, delete on tables to gezel_app;

create table core.cooperative (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  name text not null check (length(name) between 1 and 200),
  country char(2) not null,
  currency char(3) not null,
  locale text not null check (locale in ('nl', 'fr', 'en', 'de')),
  version integer not null default 1,
  created_at timestamptz not null default now()
);

-- Facts, written in the transaction that made them true and delivered after it.
create table core.outbox (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  type text not null,
  subject_type text not null,
  subject_id uuid not null,
  activity_id uuid,
  payload jsonb not null default '{}',
  actor uuid,
  occurred_at timestamptz not null default now(),
  -- Null until every handler has its delivery row; then the event is a record only.
  fanned_out_at timestamptz,
  primary key (cooperative_id, id)
);
create index outbox_waiting on core.outbox (occurred_at) where fanned_out_at is null;
create index outbox_of_activity on core.outbox (cooperative_id, activity_id, id);

-- One row for each handler of an event: the inbox mark and the dead letter in one.
create table core.delivery (
  cooperative_id uuid not null,
  event_id uuid not null,
  handler text not null,
  state text not null default 'PENDING' check (state in ('PENDING', 'DONE', 'DEAD', 'HELD')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  done_at timestamptz,
  primary key (cooperative_id, event_id, handler),
  foreign key (cooperative_id, event_id) references core.outbox (cooperative_id, id)
);
create index delivery_due on core.delivery (next_attempt_at) where state = 'PENDING';

create table core.audit (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  at timestamptz not null default now(),
  actor uuid,
  token_id uuid,
  action text not null,
  subject_type text,
  subject_id uuid,
  request_id text,
  primary key (cooperative_id, id)
);
create index audit_of_subject on core.audit (cooperative_id, subject_id);

-- The audit trail is only ever added to.
create function core.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the table %.% is append-only', tg_table_schema, tg_table_name
    using errcode = 'GZ010';
end $$;
create trigger audit_append_only before update or delete or truncate on core.audit
  for each statement execute function core.refuse_change();

create table core.idempotency (
  cooperative_id uuid not null references core.cooperative (id),
  member_id uuid not null,
  key text not null,
  request_hash text not null,
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, member_id, key)
);

-- Switching a plugin on or off is a dated decision; the newest one holds.
create table core.plugin_decision (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  plugin text not null,
  state text not null check (state in ('ENABLED', 'DISABLED', 'ARCHIVED')),
  decided_by uuid,
  decided_at timestamptz not null default now(),
  reference text not null check (length(reference) between 1 and 300),
  primary key (cooperative_id, id)
);
create index plugin_decision_newest on core.plugin_decision (cooperative_id, plugin, id desc);
create trigger plugin_decision_append_only before update or delete or truncate
  on core.plugin_decision for each statement execute function core.refuse_change();
