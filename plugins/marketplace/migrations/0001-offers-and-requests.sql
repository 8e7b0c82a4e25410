-- Who offers what, who looks for whom, and what was proposed to whom. Skills and places are the
-- co-operative's own lists, so that what is offered and what is sought are said in the same words.

create table marketplace.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table marketplace.member (
  cooperative_id uuid not null,
  member_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, member_id),
  foreign key (cooperative_id, member_id)
    references core.member (cooperative_id, id) on delete restrict
);

create table marketplace.skill (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  sector text not null check (sector ~ '^[a-z][a-z0-9-]{0,62}$'),
  -- In nl, fr, en and de.
  title jsonb not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, code)
);

create table marketplace.place (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  region text not null check (region ~ '^[a-z][a-z0-9-]{0,62}$'),
  primary key (cooperative_id, id),
  unique (cooperative_id, code)
);

-- What each part of a score counts for: the newest row that has begun holds; none is altered.
create table marketplace.policy (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  skills_weight integer not null check (skills_weight between 1 and 1000),
  availability_weight integer not null check (availability_weight between 0 and 1000),
  price_weight integer not null check (price_weight between 0 and 1000),
  place_weight integer not null check (place_weight between 0 and 1000),
  -- Percent above the budget from which a price has no points.
  tolerance_percent integer not null check (tolerance_percent between 0 and 1000),
  same_region_points integer not null check (same_region_points between 0 and 1000),
  -- Fewer people than this are never made a figure of.
  least_people integer not null check (least_people >= 5),
  from_day date not null,
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create index policy_on on marketplace.policy (cooperative_id, from_day desc, id desc);

create table marketplace.offer (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  offered_as text not null check (length(offered_as) between 1 and 200),
  title text not null check (length(title) between 1 and 200),
  sector text not null check (sector ~ '^[a-z][a-z0-9-]{0,62}$'),
  skills text[] not null check (cardinality(skills) between 1 and 20),
  places text[] not null check (cardinality(places) <= 50),
  regions text[] not null,
  day_price_minor bigint not null check (day_price_minor > 0),
  currency char(3) not null,
  free datemultirange not null,
  status text not null check (status in ('OPEN', 'WITHDRAWN')),
  offered_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id)
    references core.member (cooperative_id, id) on delete restrict
);
-- Of a hundred thousand offers a skill leaves some hundreds, which are then scored.
create index offer_by_skill on marketplace.offer using gin (skills);
create index offer_of_member on marketplace.offer (cooperative_id, member_id, id);
create index offer_by_age on marketplace.offer (cooperative_id, status, id);

create table marketplace.request (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  client_id uuid,
  title text not null check (length(title) between 1 and 200),
  skills text[] not null check (cardinality(skills) between 1 and 20),
  days jsonb not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  place text,
  budget_minor bigint check (budget_minor > 0),
  currency char(3) not null,
  seats integer not null check (seats between 1 and 20),
  status text not null check (status in ('OPEN', 'FILLED', 'WITHDRAWN')),
  quote_id uuid,
  -- The step of an assignment that waits until it is filled.
  step_id uuid,
  requested_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references marketplace.activity (cooperative_id, activity_id)
);
create index request_of_activity on marketplace.request (cooperative_id, activity_id, id);

create table marketplace.proposal (
  cooperative_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  -- Null when who offered it has left and was erased.
  offer_id uuid,
  activity_id uuid not null,
  member_id uuid not null,
  offered_as text not null check (length(offered_as) between 1 and 200),
  title text not null check (length(title) between 1 and 200),
  skills text[] not null,
  days jsonb not null,
  day_price_minor bigint not null check (day_price_minor > 0),
  currency char(3) not null,
  -- The step of an assignment that proposed it.
  step_id uuid,
  status text not null check (status in ('PROPOSED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  proposed_at timestamptz not null,
  answered_at timestamptz,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, request_id) references marketplace.request (cooperative_id, id),
  foreign key (cooperative_id, offer_id)
    references marketplace.offer (cooperative_id, id) on delete set null (offer_id),
  check ((status in ('ACCEPTED', 'DECLINED')) <= (answered_at is not null))
);
create index proposal_of_request on marketplace.proposal (cooperative_id, request_id, id);
create index proposal_to_member on marketplace.proposal (cooperative_id, member_id, id);
-- Nobody is asked twice for the same at once.
create unique index proposal_once on marketplace.proposal (cooperative_id, request_id, offer_id)
  where status in ('PROPOSED', 'ACCEPTED');

-- Figures of the market that name no one: only where at least five people offer, and rounded to
-- whole units, since the middle one of five prices is somebody's price.
create view marketplace.figure with (security_invoker = true) as
select
  o.cooperative_id,
  md5(o.sector || '/' || s.skill || '/' || o.currency)::uuid as id,
  o.sector, s.skill, o.currency,
  count(distinct o.member_id)::integer as headcount,
  (round(percentile_cont(0.25) within group (order by o.day_price_minor) / 100) * 100)::bigint
    as lower_minor,
  (round(percentile_cont(0.5) within group (order by o.day_price_minor) / 100) * 100)::bigint
    as median_minor,
  (round(percentile_cont(0.75) within group (order by o.day_price_minor) / 100) * 100)::bigint
    as upper_minor
from marketplace.offer o cross join unnest(o.skills) as s (skill)
where o.status = 'OPEN'
group by o.cooperative_id, o.sector, s.skill, o.currency
having count(distinct o.member_id) >= 5;
