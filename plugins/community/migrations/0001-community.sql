-- Meetings, groups with their recommendations, votes, petitions, and the register of needs.
-- Members are the core's, by their ids.

create table community.group (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('GROUP', 'WORKING_GROUP')),
  purpose text not null check (length(purpose) between 1 and 2000),
  status text not null check (status in ('OPEN', 'ENDED')),
  opened_at timestamptz not null,
  primary key (cooperative_id, id)
);
create index group_by_name on community.group (cooperative_id, status, name, id);

create table community.group_member (
  cooperative_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  convenes boolean not null,
  joined_at timestamptz not null,
  left_at timestamptz check (left_at >= joined_at),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, group_id) references community.group (cooperative_id, id)
);
create unique index group_member_once
  on community.group_member (cooperative_id, group_id, member_id) where left_at is null;
create index group_member_whose on community.group_member (cooperative_id, member_id, id);

create table community.recommendation (
  cooperative_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 10000),
  status text not null check
    (status in ('PROPOSED', 'ADOPTED', 'POSTPONED', 'CARRIED_OUT', 'DECLINED')),
  proposed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, group_id) references community.group (cooperative_id, id)
);
create index recommendation_of_group on community.recommendation (cooperative_id, group_id, id);
create index recommendation_by_status on community.recommendation (cooperative_id, status, id);

create table community.meeting (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  group_id uuid,
  title text not null check (length(title) between 1 and 200),
  place text not null check (length(place) between 1 and 500),
  day date not null,
  starts integer not null check (starts between 0 and 1439),
  ends integer not null check (ends > starts and ends <= 1440),
  seats integer check (seats between 1 and 100000),
  -- ["Approve the accounts", …] in order.
  agenda jsonb not null,
  minutes text check (length(minutes) between 1 and 100000),
  status text not null check (status in ('PLANNED', 'HELD', 'CANCELLED')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, group_id) references community.group (cooperative_id, id),
  check ((status = 'HELD') = (minutes is not null))
);
create index meeting_by_day on community.meeting (cooperative_id, day, id);

create table community.registration (
  cooperative_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  member_id uuid not null,
  status text not null check (status in ('REGISTERED', 'WITHDRAWN', 'ATTENDED', 'MISSED')),
  registered_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, meeting_id) references community.meeting (cooperative_id, id)
);
create unique index registration_once
  on community.registration (cooperative_id, meeting_id, member_id) where status <> 'WITHDRAWN';
create index registration_of_meeting
  on community.registration (cooperative_id, meeting_id, status, id);
create index registration_whose on community.registration (cooperative_id, member_id, id);

create table community.vote (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  meeting_id uuid,
  question text not null check (length(question) between 1 and 2000),
  binding boolean not null,
  secret boolean not null,
  kind text not null check (kind in ('DECISION', 'CHOICE')),
  -- [{"code": "for", "title": "…"}, …] in order.
  options jsonb not null,
  eligible_on date not null,
  shareholders_only boolean not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  quorum_percent integer check (quorum_percent between 1 and 100),
  -- Null: more than half.
  majority_percent integer check (majority_percent between 51 and 100),
  rule_source text not null check (length(rule_source) between 1 and 500),
  status text not null check (status in ('DRAFT', 'OPEN', 'SEALED', 'WITHDRAWN')),
  electorate integer check (electorate > 0),
  outcome text check (outcome in ('ADOPTED', 'REJECTED', 'CHOSEN', 'TIED', 'NO_QUORUM')),
  chosen text,
  votes_cast integer,
  counts jsonb,
  seal text check (seal ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, meeting_id) references community.meeting (cooperative_id, id),
  check ((status = 'SEALED') = (seal is not null)),
  check (status in ('DRAFT', 'WITHDRAWN') or electorate is not null)
);
create index vote_by_status on community.vote (cooperative_id, status, closes_at, id);

-- Who has voted: not what, and without a moment.
create table community.voter (
  cooperative_id uuid not null,
  -- A random id: its order tells nothing.
  id uuid not null,
  vote_id uuid not null,
  member_id uuid not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, vote_id) references community.vote (cooperative_id, id)
);
create unique index voter_once on community.voter (cooperative_id, vote_id, member_id);
create index voter_whose on community.voter (cooperative_id, member_id, id);

-- One row a vote, whatever is cast: nothing in it belongs to one ballot. The id is the vote's.
create table community.ballot_box (
  cooperative_id uuid not null,
  id uuid not null,
  counts jsonb not null,
  votes_cast integer not null check (votes_cast >= 0),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, id) references community.vote (cooperative_id, id)
);

-- Of open votes only: what each has voted.
create table community.ballot (
  cooperative_id uuid not null,
  id uuid not null,
  vote_id uuid not null,
  member_id uuid not null,
  option text not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, vote_id) references community.vote (cooperative_id, id)
);
create unique index ballot_once on community.ballot (cooperative_id, vote_id, member_id);
create index ballot_whose on community.ballot (cooperative_id, member_id, id);

create function community.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'What is sealed is not changed.';
end $$;
create trigger vote_sealed before update or delete on community.vote
  for each row when (old.status = 'SEALED') execute function community.refuse_change();

-- A ballot of a secret vote has nowhere to be.
create function community.refuse_secret() returns trigger language plpgsql as $$
begin
  if (select v.secret from community.vote v
      where v.cooperative_id = new.cooperative_id and v.id = new.vote_id) then
    raise exception 'A secret ballot is not kept.';
  end if;
  return new;
end $$;
create trigger ballot_open before insert or update of vote_id on community.ballot
  for each row execute function community.refuse_secret();

create table community.petition (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 10000),
  addressee text not null check (length(addressee) between 1 and 200),
  threshold integer not null check (threshold between 1 and 1000000),
  closes_on date not null,
  starter_id uuid,
  signatures integer not null check (signatures >= 0),
  status text not null check (status in ('OPEN', 'HANDED_OVER', 'ANSWERED', 'WITHDRAWN')),
  opened_at timestamptz not null,
  handed_over_on date,
  answer text check (length(answer) between 1 and 10000),
  answered_on date check (answered_on >= handed_over_on),
  primary key (cooperative_id, id),
  check ((status = 'ANSWERED') = (answer is not null)),
  check (status in ('OPEN', 'WITHDRAWN') or handed_over_on is not null)
);
create index petition_by_status on community.petition (cooperative_id, status, id);
create index petition_whose on community.petition (cooperative_id, starter_id, id);

create table community.signature (
  cooperative_id uuid not null,
  id uuid not null,
  petition_id uuid not null,
  -- Null: somebody who was erased; the signature counts.
  member_id uuid,
  signed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, petition_id) references community.petition (cooperative_id, id)
);
create unique index signature_once
  on community.signature (cooperative_id, petition_id, member_id);
create index signature_whose on community.signature (cooperative_id, member_id, id);

create table community.weighting (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  per_supporter integer not null check (per_supporter between 0 and 1000),
  per_practice integer not null check (per_practice between 0 and 1000),
  per_month integer not null check (per_month between 0 and 1000),
  months_at_most integer not null check (months_at_most between 0 and 600),
  from_day date not null,
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create unique index weighting_from on community.weighting (cooperative_id, from_day);

create table community.need (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 10000),
  status text not null check (status in ('ASKED', 'PLANNED', 'MET', 'DECLINED', 'MERGED')),
  -- Which need it was found to be the same as.
  merged_into_id uuid,
  asked_on date not null,
  supporters integer not null check (supporters >= 0),
  practices integer not null check (practices >= 0),
  -- By the weighting of the day on which it was last weighed; null: there was none.
  points integer,
  sort_points integer not null generated always as (coalesce(points, 0)) stored,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, merged_into_id) references community.need (cooperative_id, id),
  check ((status = 'MERGED') = (merged_into_id is not null)),
  check (merged_into_id <> id)
);
create index need_by_points on community.need (cooperative_id, status, sort_points, id);
create index need_merged on community.need (cooperative_id, merged_into_id, id);

create table community.support (
  cooperative_id uuid not null,
  id uuid not null,
  need_id uuid not null,
  -- Null: somebody who was erased; the support counts.
  member_id uuid,
  practice text not null check (practice ~ '^[a-z][a-z0-9-]{0,62}$'),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, need_id) references community.need (cooperative_id, id)
);
create unique index support_once on community.support (cooperative_id, need_id, member_id);
create index support_of_need on community.support (cooperative_id, need_id, practice, id);
create index support_by_practice on community.support (cooperative_id, practice, need_id);
create index support_whose on community.support (cooperative_id, member_id, id);

-- How recommendations and needs went: each step with its reason, never changed.
create table community.history (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  subject_id uuid not null,
  status text not null,
  reason text check (length(reason) between 1 and 2000),
  happened_at timestamptz not null,
  primary key (cooperative_id, id)
);
create index history_of on community.history (cooperative_id, subject_id, id);
