-- How far an activity goes alone: its level, what each level may commit to (dated decisions of the
-- co-operative), and the approvals of what passes a limit.

create table core.autonomy_limit (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  level text not null check (level in ('GUIDED', 'AUTONOMOUS', 'ENTREPRENEURIAL')),
  -- The step that is limited, e.g. "contract.sign".
  transition text not null check (transition ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  -- Null: not limited in this respect. 0: every time needs an approval.
  amount_minor bigint check (amount_minor >= 0),
  currency char(3) not null,
  term_days integer check (term_days >= 0),
  workers integer check (workers >= 0),
  from_day date not null,
  -- The decision that the limit rests on, e.g. minutes of the board.
  source text not null check (length(source) between 1 and 500),
  decided_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  -- The newest row that has begun holds.
  unique (cooperative_id, level, transition, from_day)
);

-- Append-only: the newest row that has begun is the activity's level; none is the most guided one.
create table core.activity_level (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  level text not null check (level in ('GUIDED', 'AUTONOMOUS', 'ENTREPRENEURIAL')),
  from_day date not null,
  reason text not null check (length(reason) between 1 and 500),
  decided_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);
create index activity_level_newest
  on core.activity_level (cooperative_id, activity_id, from_day desc, id desc);

create table core.approval (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  transition text not null,
  -- What is approved: one thing as it was at one version; a change of it needs another approval.
  subject_type text not null check (subject_type ~ '^[A-Z][A-Za-z]{0,79}$'),
  subject_id uuid not null,
  subject_version integer not null,
  status text not null check (status in ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
  reason text not null check (length(reason) <= 2000),
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text check (length(note) <= 2000),
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, requested_by) references core.member (cooperative_id, id),
  foreign key (cooperative_id, decided_by) references core.member (cooperative_id, id),
  check ((status in ('APPROVED', 'REFUSED')) = (decided_by is not null)),
  check ((decided_by is null) = (decided_at is null)),
  -- Four eyes.
  check (decided_by <> requested_by)
);
-- One that is open or granted for each step of a thing at a version, whoever asks first.
create unique index approval_standing
  on core.approval (cooperative_id, subject_id, transition, subject_version)
  where status in ('REQUESTED', 'APPROVED');
create index approval_of_subject on core.approval (cooperative_id, subject_id, transition, id desc);
create index approval_of_activity on core.approval (cooperative_id, activity_id, id);
create index approval_open on core.approval (cooperative_id, id) where status = 'REQUESTED';
