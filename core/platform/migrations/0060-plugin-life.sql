-- The life of a plugin after it was switched off: archived, restored, dropped; what its validations
-- did not see meanwhile; and the letters that no handler could take, as a list that can be shown.

alter table core.plugin_decision drop constraint plugin_decision_state_check;
alter table core.plugin_decision add constraint plugin_decision_state_check
  check (state in ('ENABLED', 'DISABLED', 'ARCHIVED', 'DROPPED'));

-- Schemas of plugins that are put aside under another name, with the foreign keys to the core that
-- they had. A schema belongs to the database, not to one co-operative: it is put aside when the last
-- co-operative that used it has archived it. Only the owner of the database writes here.
create table core.archived_schema (
  plugin text primary key,
  archived_at timestamptz not null default now(),
  -- [{"table": "performance", "name": "performance_fk", "definition": "FOREIGN KEY …"}]
  foreign_keys jsonb not null
);
revoke insert, update, delete on core.archived_schema from gezel_app;

-- A plugin that is switched off judges nothing. That a rule was not asked is a fact to look up when
-- somebody asks later why a step was let through.
create table core.skipped_validation (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  plugin text not null,
  validation text not null,
  transition text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor uuid,
  at timestamptz not null,
  primary key (cooperative_id, id)
);
create index skipped_validation_of_plugin on core.skipped_validation (cooperative_id, plugin, id);
create trigger skipped_validation_append_only before update or delete or truncate
  on core.skipped_validation for each statement execute function core.refuse_change();

-- A delivery has no id of its own; clients name one by what its key makes.
alter table core.delivery add column id uuid
  generated always as (md5(event_id::text || '/' || handler)::uuid) stored;
create unique index delivery_by_id on core.delivery (cooperative_id, id);
create index delivery_dead on core.delivery (cooperative_id, next_attempt_at) where state = 'DEAD';

create view core.dead_letter with (security_invoker = true) as
  select d.cooperative_id, d.id, d.event_id, d.handler, d.attempts, d.last_error,
    d.next_attempt_at as given_up_at, o.type as event_type, o.subject_type, o.subject_id,
    o.occurred_at
  from core.delivery d
  join core.outbox o on o.cooperative_id = d.cooperative_id and o.id = d.event_id
  where d.state = 'DEAD';
