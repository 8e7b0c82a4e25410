-- What a show needs of a place, and how the hours of a date go.

-- A rider that was sent never changes: a correction is the next version.
create table performing_arts.rider (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  version integer not null check (version >= 1),
  stage_width_cm integer check (stage_width_cm between 1 and 100000),
  stage_depth_cm integer check (stage_depth_cm between 1 and 100000),
  stage_height_cm integer check (stage_height_cm between 1 and 100000),
  power_amperes integer check (power_amperes between 1 and 10000),
  get_in_minutes integer check (get_in_minutes between 1 and 10080),
  get_out_minutes integer check (get_out_minutes between 1 and 10080),
  local_hands integer check (local_hands between 1 and 1000),
  sound text check (length(sound) between 1 and 4000),
  light text check (length(light) between 1 and 4000),
  stage text check (length(stage) between 1 and 4000),
  hospitality text check (length(hospitality) between 1 and 4000),
  made_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, production_id, version),
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id)
);

alter table performing_arts.performance
  -- [{"at": "14:00", "what": "get-in"}], in their order.
  add column timetable jsonb not null default '[]' check (jsonb_typeof(timetable) = 'array'),
  add column practical text check (length(practical) between 1 and 4000);
