-- Who is to bear the price of services: proposed by one, decided by another. What was decided is
-- handed to the ledger, which applies it; what a client is to bear is passed on once.

create table cost_sharing.rule (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  service text not null check (service ~ '^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$'),
  sector text check (sector ~ '^[a-z][a-z0-9-]{0,62}$'),
  from_day date not null,
  user_share integer not null check (user_share >= 0),
  client_share integer not null check (client_share >= 0),
  sector_share integer not null check (sector_share >= 0),
  community_share integer not null check (community_share >= 0),
  source text not null check (length(source) between 1 and 500),
  status text not null check (status in ('PROPOSED', 'DECIDED', 'REJECTED')),
  proposer_id uuid not null,
  proposed_at timestamptz not null,
  decider_id uuid,
  decided_at timestamptz,
  primary key (cooperative_id, id),
  check (user_share + client_share + sector_share + community_share = 1000),
  -- Four eyes.
  check (decider_id is null or decider_id <> proposer_id),
  check ((status = 'PROPOSED') = (decided_at is null))
);
create index rule_by_day on cost_sharing.rule (cooperative_id, from_day desc, id desc);

create table cost_sharing.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

-- Its id is that of the client's part of a charge, so that each is passed on once.
create table cost_sharing.passed_on (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  invoice_id uuid not null,
  service text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  passed_on_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references cost_sharing.activity (cooperative_id, activity_id)
);
create index passed_on_by on cost_sharing.passed_on (cooperative_id, activity_id, id);
