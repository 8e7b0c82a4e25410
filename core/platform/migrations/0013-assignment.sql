-- Assignments: one command that starts several tools, and its steps. The rows hold all that is
-- needed to go on after a crash; nothing of it is only in a process.

create table core.assignment (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  client_id uuid,
  title text not null check (length(title) between 1 and 200),
  status text not null check (status in
    ('PLANNED', 'RUNNING', 'WAITING', 'DONE', 'FAILED', 'CANCELLING', 'CANCELLED')),
  currency char(3) not null,
  planned_by uuid not null,
  -- Whose rights the steps act with, and the permissions that were held at the start: a token's
  -- scopes narrow them, and what is granted later is not used.
  started_by uuid,
  held_permissions text[],
  -- When a runner looks at it again; only while it is under way.
  next_turn_at timestamptz,
  version integer not null default 1,
  planned_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, client_id) references core.client (cooperative_id, id),
  foreign key (cooperative_id, planned_by) references core.member (cooperative_id, id),
  foreign key (cooperative_id, started_by) references core.member (cooperative_id, id),
  check ((status in ('RUNNING', 'CANCELLING')) = (next_turn_at is not null)),
  check ((status in ('DONE', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
  check (status in ('PLANNED', 'CANCELLED') or num_nulls(started_by, held_permissions) = 0)
);
create index assignment_of_activity on core.assignment (cooperative_id, activity_id, id);
create index assignment_due on core.assignment (next_turn_at) where next_turn_at is not null;

create table core.assignment_step (
  cooperative_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  -- Its turn, from 0, and the places of the steps that must be done before it.
  place integer not null check (place >= 0),
  needs integer[] not null default '{}',
  tool text not null,
  -- Null: a tool of the core.
  plugin text,
  input jsonb not null,
  -- What the tool's plan hands to its start; null when it could not be planned.
  plan jsonb,
  cost_minor bigint,
  status text not null check (status in ('PENDING', 'RUNNING', 'WAITING', 'DONE', 'FAILED',
    'COMPENSATING', 'COMPENSATED', 'SKIPPED')),
  -- How often the present start or cancellation was begun.
  attempts integer not null default 0 check (attempts >= 0),
  -- The global id of what was made.
  reference text,
  -- Codes with their values: each reader gets the sentence in their own language.
  findings jsonb not null default '[]',
  -- It could not be undone: what it did stands, and a person must see to it.
  stands boolean not null default false,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (cooperative_id, id),
  -- Deferrable: checked after the statement, so that steps may change places in one.
  unique (cooperative_id, assignment_id, place) deferrable,
  foreign key (cooperative_id, assignment_id) references core.assignment (cooperative_id, id)
);
