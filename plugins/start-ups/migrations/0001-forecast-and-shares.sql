-- What start-ups add to activities. The schema itself is the migrator's.

create table start_ups.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  company_name text not null check (length(company_name) between 1 and 200),
  changed_at timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table start_ups.investment (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  bought_on date not null,
  cost_minor bigint not null check (cost_minor > 0),
  residual_minor bigint not null check (residual_minor between 0 and cost_minor),
  life_months integer not null check (life_months between 1 and 600),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id)
);
create index investment_of_activity on start_ups.investment (cooperative_id, activity_id, id);

create table start_ups.team_member (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  member_id uuid,
  role text not null check (length(role) between 1 and 200),
  monthly_cost_minor bigint not null check (monthly_cost_minor >= 0),
  from_day date not null,
  until_day date check (until_day >= from_day),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id)
);
create index team_member_of_activity on start_ups.team_member (cooperative_id, activity_id, id);

create table start_ups.scenario (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  from_day date not null check (extract(day from from_day) = 1),
  months integer not null check (months between 1 and 60),
  opening_minor bigint not null,
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, activity_id, name),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id)
);

create table start_ups.holder (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id)
);
create index holder_of_activity on start_ups.holder (cooperative_id, activity_id, id);

create table start_ups.equity_event (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  sequence integer not null check (sequence between 1 and 5000),
  kind text not null check (kind in ('ISSUE', 'TRANSFER', 'CANCEL', 'SPLIT')),
  day date not null,
  share_class text not null check (share_class ~ '^[a-z][a-z0-9-]{0,62}$'),
  holder_id uuid,
  to_holder_id uuid,
  quantity bigint check (quantity > 0),
  numerator integer check (numerator between 1 and 1000000),
  denominator integer check (denominator between 1 and 1000000),
  primary key (cooperative_id, id),
  unique (cooperative_id, activity_id, sequence),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, holder_id) references start_ups.holder (cooperative_id, id),
  foreign key (cooperative_id, to_holder_id) references start_ups.holder (cooperative_id, id)
);

-- What happened to shares has happened: a mistake is put right by another event.
create function start_ups.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Events of a cap table are never changed.' using errcode = 'restrict_violation';
end $$;
create trigger equity_event_stays before update on start_ups.equity_event
  for each row execute function start_ups.refuse_change();
