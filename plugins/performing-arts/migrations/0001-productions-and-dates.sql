-- What the performing arts add to activities and contracts. The schema itself is the migrator's.

create table performing_arts.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  company_name text not null check (length(company_name) between 1 and 200),
  discipline text not null check (discipline ~ '^[a-z][a-z0-9-]{0,62}$'),
  changed_at timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table performing_arts.production (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  authors text check (length(authors) between 1 and 500),
  duration_minutes integer check (duration_minutes between 1 and 1440),
  people_on_tour integer check (people_on_tour between 1 and 1000),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id)
);
create index production_of_activity
  on performing_arts.production (cooperative_id, activity_id, id);

create table performing_arts.venue (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  city text not null check (length(city) between 1 and 200),
  country char(2) not null,
  capacity integer check (capacity between 1 and 1000000),
  stage_width_cm integer check (stage_width_cm between 1 and 100000),
  stage_depth_cm integer check (stage_depth_cm between 1 and 100000),
  contact_name text check (length(contact_name) between 1 and 200),
  contact_details text check (length(contact_details) between 1 and 200),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id)
);
create index venue_of_activity on performing_arts.venue (cooperative_id, activity_id, id);

-- An open list: a co-operative adds the kinds that it knows.
create table performing_arts.day_kind (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  -- {"nl": …, "fr": …, "en": …, "de": …}
  titles jsonb not null check (titles ?& array['nl', 'fr', 'en', 'de']),
  primary key (cooperative_id, code)
);

create table performing_arts.performance (
  cooperative_id uuid not null,
  id uuid not null,
  -- The production's: what belongs to an activity is visible to those who take part in it.
  activity_id uuid not null,
  production_id uuid not null,
  venue_id uuid,
  kind_code text not null,
  day date not null,
  starts_at timestamptz,
  ends_at timestamptz check (ends_at > starts_at),
  status text not null check (status in ('OPTION', 'CONFIRMED', 'PLAYED', 'CANCELLED')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id),
  foreign key (cooperative_id, venue_id) references performing_arts.venue (cooperative_id, id),
  foreign key (cooperative_id, kind_code)
    references performing_arts.day_kind (cooperative_id, code),
  check ((starts_at is null) = (ends_at is null))
);
create index performance_of_activity
  on performing_arts.performance (cooperative_id, activity_id, id);
create index performance_of_production
  on performing_arts.performance (cooperative_id, production_id, id);
create index performance_by_status
  on performing_arts.performance (cooperative_id, status, day, id);
-- A matinée and an evening are two dates; the same hour twice is a mistake.
create unique index performance_once
  on performing_arts.performance (cooperative_id, production_id, day, kind_code, starts_at)
  nulls not distinct where status <> 'CANCELLED';

create table performing_arts.contract (
  cooperative_id uuid not null,
  contract_id uuid not null,
  activity_id uuid not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, contract_id),
  foreign key (cooperative_id, contract_id)
    references core.contract (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id)
);

create table performing_arts.contract_day (
  cooperative_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  day date not null,
  kind_code text not null,
  performance_id uuid,
  starts_at timestamptz,
  ends_at timestamptz check (ends_at > starts_at),
  in_force boolean not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, contract_id, day),
  foreign key (cooperative_id, contract_id)
    references performing_arts.contract (cooperative_id, contract_id),
  foreign key (cooperative_id, kind_code)
    references performing_arts.day_kind (cooperative_id, code),
  foreign key (cooperative_id, performance_id)
    references performing_arts.performance (cooperative_id, id),
  check ((starts_at is null) = (ends_at is null))
);
create index contract_day_on_performance
  on performing_arts.contract_day (cooperative_id, performance_id, id);
