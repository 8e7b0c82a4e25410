-- A member asks that the community or the sector bears a part of a tool's price for one activity:
-- one of the staff assesses it, another decides, and neither is who asked.

create table cost_sharing.application (
  cooperative_id uuid not null,
  -- That of the step which waits for it.
  id uuid not null,
  activity_id uuid not null,
  service text not null check (service ~ '^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$'),
  bearer text not null check (bearer in ('SECTOR', 'COMMUNITY')),
  share integer not null check (share between 1 and 1000),
  reason text not null check (length(reason) between 1 and 2000),
  stops_if_refused boolean not null,
  status text not null
    check (status in ('ASKED', 'ASSESSED', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
  applicant_id uuid not null,
  applied_at timestamptz not null,
  assessor_id uuid,
  assessed_at timestamptz,
  in_favour boolean,
  user_share integer check (user_share >= 0),
  client_share integer check (client_share >= 0),
  sector_share integer check (sector_share >= 0),
  community_share integer check (community_share >= 0),
  last_day date,
  source text check (length(source) between 1 and 500),
  decider_id uuid,
  decided_at timestamptz,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references cost_sharing.activity (cooperative_id, activity_id),
  check ((assessor_id is null) = (in_favour is null)),
  check (in_favour is not true or (last_day is not null
    and user_share + client_share + sector_share + community_share = 1000)),
  check ((status in ('GRANTED', 'REFUSED')) = (decider_id is not null)),
  -- Four eyes, and neither pair is that of who asked.
  check (assessor_id <> applicant_id),
  check (decider_id <> assessor_id and decider_id <> applicant_id)
);
create unique index application_open on cost_sharing.application
  (cooperative_id, activity_id, service) where status in ('ASKED', 'ASSESSED');
create index application_by_status on cost_sharing.application (cooperative_id, status, id);
create index application_of_activity on cost_sharing.application (cooperative_id, activity_id, id);

alter table cost_sharing.rule add column activity_id uuid;
alter table cost_sharing.rule add column until_day date check (until_day > from_day);
alter table cost_sharing.rule add check ((activity_id is null) = (until_day is null));
