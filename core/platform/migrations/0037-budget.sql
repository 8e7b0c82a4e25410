-- Projects and budgets of activities, and what one activity gives another. What is spent and committed
-- is never stored here: it is read from the ledger and from the documents that commit.

create table core.project (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  status text not null check (status in ('OPEN', 'CLOSED')),
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, activity_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);
create index project_of_activity on core.project (cooperative_id, activity_id, id);

-- Which document of an activity belongs to which of its projects; what has no row belongs to none.
create table core.project_link (
  cooperative_id uuid not null,
  activity_id uuid not null,
  source_type text not null check (source_type ~ '^[a-z][a-z_]{0,39}$'),
  source_id uuid not null,
  project_id uuid not null,
  primary key (cooperative_id, activity_id, source_type, source_id),
  foreign key (cooperative_id, activity_id, project_id)
    references core.project (cooperative_id, activity_id, id)
);

-- What a budget has lines for, and which entries of the ledger count to which line.
create table core.budget_kind (
  code text primary key check (code ~ '^[A-Z]+(_[A-Z]+)*$')
);
insert into core.budget_kind (code) values
  ('WORK'), ('EXPENSES'), ('PURCHASES'), ('SERVICES'), ('TRANSFERS');

create table core.budget_kind_source (
  ledger_kind text primary key,
  kind text not null references core.budget_kind (code)
);
insert into core.budget_kind_source (ledger_kind, kind) values
  ('SALARY_PAID', 'WORK'), ('EXPENSE_APPROVED', 'EXPENSES'), ('PURCHASE_APPROVED', 'PURCHASES'),
  ('SERVICE_CHARGED', 'SERVICES'), ('ACTIVITY_TRANSFERRED', 'TRANSFERS');

create table core.budget (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  -- Null: of the whole activity.
  project_id uuid,
  title text not null check (length(title) between 1 and 200),
  currency char(3) not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  -- What a commitment that passes a line meets.
  policy text not null check (policy in ('WARN', 'REFUSE')),
  status text not null check (status in ('OPEN', 'CLOSED')),
  created_by uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, activity_id, project_id)
    references core.project (cooperative_id, activity_id, id)
);
create index budget_of_activity on core.budget (cooperative_id, activity_id, id);

create table core.budget_line (
  cooperative_id uuid not null,
  budget_id uuid not null,
  kind text not null references core.budget_kind (code),
  planned_minor bigint not null check (planned_minor >= 0),
  primary key (cooperative_id, budget_id, kind),
  foreign key (cooperative_id, budget_id) references core.budget (cooperative_id, id)
);

insert into ledger.once_per_source (kind, description) values
  ('ACTIVITY_TRANSFERRED', 'A transfer between activities is booked once.');

create table core.activity_transfer (
  cooperative_id uuid not null,
  id uuid not null,
  from_activity_id uuid not null,
  to_activity_id uuid not null check (to_activity_id <> from_activity_id),
  from_project_id uuid,
  to_project_id uuid,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null check (length(reason) between 1 and 1000),
  on_day date not null,
  made_by uuid not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, from_activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, to_activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, from_activity_id, from_project_id)
    references core.project (cooperative_id, activity_id, id),
  foreign key (cooperative_id, to_activity_id, to_project_id)
    references core.project (cooperative_id, activity_id, id)
);
create trigger activity_transfer_append_only before update or delete or truncate
  on core.activity_transfer for each statement execute function core.refuse_change();
