-- What the audiovisual sector adds to an activity. The schema itself is the migrator's.

create table audiovisual.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table audiovisual.production (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  kind text not null
    check (kind in ('FILM', 'SERIES', 'DOCUMENTARY', 'ANIMATION', 'COMMERCIAL', 'CLIP', 'OTHER')),
  director text check (length(director) between 1 and 200),
  planned_days integer check (planned_days between 1 and 1000),
  joint_committee text check (joint_committee in ('227', '303.01')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references audiovisual.activity (cooperative_id, activity_id)
);
create index production_of_activity on audiovisual.production (cooperative_id, activity_id, id);

create table audiovisual.shooting_day (
  cooperative_id uuid not null,
  id uuid not null,
  -- The production's: what belongs to an activity is visible to those who take part in it.
  activity_id uuid not null,
  production_id uuid not null,
  number integer not null check (number >= 1),
  day date not null,
  location text not null check (length(location) between 1 and 300),
  status text not null check (status in ('PLANNED', 'SHOT', 'CANCELLED')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, production_id, number),
  foreign key (cooperative_id, activity_id)
    references audiovisual.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id)
);
create unique index shooting_day_once
  on audiovisual.shooting_day (cooperative_id, production_id, day) where status <> 'CANCELLED';
create index shooting_day_of_activity
  on audiovisual.shooting_day (cooperative_id, activity_id, id);

-- A sheet that was handed out never changes: a correction is the next version.
create table audiovisual.call_sheet (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  shooting_day_id uuid not null,
  version integer not null check (version >= 1),
  general_call text not null check (general_call ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  estimated_wrap text not null check (estimated_wrap ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  sunrise text check (sunrise ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  sunset text check (sunset ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  unit_base text not null check (length(unit_base) between 1 and 300),
  nearest_hospital text not null check (length(nearest_hospital) between 1 and 300),
  police text check (length(police) between 1 and 300),
  parking text check (length(parking) between 1 and 300),
  weather text check (length(weather) between 1 and 300),
  meals text check (length(meals) between 1 and 300),
  transport text check (length(transport) between 1 and 300),
  equipment text check (length(equipment) between 1 and 1000),
  scenes jsonb not null,
  calls jsonb not null,
  performers jsonb not null,
  contacts jsonb not null,
  made_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, shooting_day_id, version),
  foreign key (cooperative_id, activity_id)
    references audiovisual.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, shooting_day_id)
    references audiovisual.shooting_day (cooperative_id, id)
);
create index call_sheet_of_activity on audiovisual.call_sheet (cooperative_id, activity_id, id);
