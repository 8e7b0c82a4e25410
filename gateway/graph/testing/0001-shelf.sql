-- The tables of a plugin with which the store and its attempts are tried.
create table shelf.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  company_name text not null check (length(company_name) between 1 and 200),
  discipline text not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
create table shelf.venue (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  city text not null,
  country char(2) not null,
  capacity integer,
  stage_width_cm integer,
  stage_depth_cm integer,
  contact_name text,
  contact_details text,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references shelf.activity (cooperative_id, activity_id)
);
create index venue_of_activity on shelf.venue (cooperative_id, activity_id, id);
create table shelf.day_kind (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  code text not null,
  titles jsonb not null check (titles ?& array['nl', 'fr', 'en', 'de']),
  primary key (cooperative_id, code)
);
create table shelf.offer (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  insurer text not null check (length(insurer) between 1 and 200),
  cover_up_to_minor bigint not null check (cover_up_to_minor > 0),
  premium_per_day_minor bigint not null check (premium_per_day_minor > 0),
  currency char(3) not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null,
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create unique index offer_once on shelf.offer
  (cooperative_id, insurer, cover_up_to_minor, currency, from_day)
  where until_day is null or until_day > from_day;
