-- Who works on a production, what was worked on a day, what is used for it and what it costs.

create table audiovisual.crew_member (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  contract_id uuid not null,
  worker_id uuid not null,
  department text not null check (department ~ '^[a-z][a-z0-9-]{0,62}$'),
  position text not null check (length(position) between 1 and 200),
  -- The production's on the day on which this person joined; null: nobody said.
  joint_committee text check (joint_committee in ('227', '303.01')),
  primary key (cooperative_id, id),
  unique (cooperative_id, production_id, contract_id),
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id),
  foreign key (cooperative_id, contract_id)
    references core.contract (cooperative_id, id) on delete restrict
);
create index crew_member_of_contract on audiovisual.crew_member (cooperative_id, contract_id);

-- A report that was handed in never changes: a correction is the next version.
create table audiovisual.production_report (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  shooting_day_id uuid not null,
  version integer not null check (version >= 1),
  called_at text not null check (called_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  wrapped_at text not null check (wrapped_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  scenes_shot jsonb not null,
  scenes_missed jsonb not null,
  -- Against the call sheet that held; null when there was none.
  over_minutes integer,
  made_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, shooting_day_id, version),
  foreign key (cooperative_id, shooting_day_id)
    references audiovisual.shooting_day (cooperative_id, id)
);

create table audiovisual.crew_hours (
  cooperative_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  crew_member_id uuid not null,
  worker_id uuid not null,
  began_at text not null check (began_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ended_at text not null check (ended_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  break_minutes integer not null check (break_minutes between 0 and 720),
  minutes integer not null check (minutes between 1 and 1440),
  primary key (cooperative_id, id),
  unique (cooperative_id, report_id, crew_member_id),
  foreign key (cooperative_id, report_id)
    references audiovisual.production_report (cooperative_id, id),
  foreign key (cooperative_id, crew_member_id)
    references audiovisual.crew_member (cooperative_id, id)
);

create table audiovisual.equipment (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  serial_number text check (length(serial_number) between 1 and 100),
  owner text not null check (owner in ('COOPERATIVE', 'MEMBER', 'RENTAL')),
  rental_firm text check (length(rental_firm) between 1 and 200),
  value_minor bigint not null check (value_minor > 0),
  currency char(3) not null,
  covered_from date,
  covered_until date check (covered_until >= covered_from),
  primary key (cooperative_id, id),
  check ((covered_from is null) = (covered_until is null)),
  check ((owner = 'RENTAL') = (rental_firm is not null)),
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id)
);
create index equipment_of_production
  on audiovisual.equipment (cooperative_id, production_id, id);
create unique index equipment_once
  on audiovisual.equipment (cooperative_id, production_id, serial_number)
  where serial_number is not null;

create table audiovisual.spend (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  contract_id uuid,
  day date not null,
  title text not null check (length(title) between 1 and 200),
  evidence text not null check (length(evidence) between 1 and 200),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  eligibility text not null
    check (eligibility in ('NO', 'EEA_DIRECT', 'BELGIAN_DIRECT', 'BELGIAN_INDIRECT')),
  primary key (cooperative_id, id),
  unique (cooperative_id, production_id, evidence),
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id),
  foreign key (cooperative_id, contract_id)
    references core.contract (cooperative_id, id) on delete restrict
);
create index spend_of_production on audiovisual.spend (cooperative_id, production_id, id);
