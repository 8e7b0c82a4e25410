-- Activities and those who take part in them.

create table core.activity (
  cooperative_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  description text not null default '',
  -- The one responsible member: never none, by this column, and never two, by the index
  -- participation_one_manager; opening an activity writes both.
  manager_id uuid not null,
  -- The legal entity of the co-operative that invoices and employs for it.
  host_entity_id uuid not null,
  -- An open list of the co-operative's sectors; plugins give them meaning.
  sector text not null check (sector ~ '^[a-z][a-z0-9-]{0,62}$'),
  status text not null check (status in ('OPEN', 'CLOSED')),
  currency char(3) not null,
  version integer not null default 1,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, manager_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id)
);
create index activity_of_manager on core.activity (cooperative_id, manager_id, id);
create index activity_name on core.activity (cooperative_id, name, id);
create index activity_name_start on core.activity (cooperative_id, lower(name) text_pattern_ops);

create table core.participation (
  cooperative_id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  role text not null check (role in ('MANAGER', 'PARTICIPANT')),
  status text not null check (status in ('INVITED', 'ACTIVE', 'DECLINED', 'LEFT')),
  invited_by uuid,
  -- The day of the invitation, then of joining.
  since date not null,
  left_on date check (left_on >= since),
  primary key (cooperative_id, activity_id, member_id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create unique index participation_one_manager
  on core.participation (cooperative_id, activity_id) where role = 'MANAGER';
create index participation_of_member
  on core.participation (cooperative_id, member_id, activity_id) include (status);
