-- Members, the roles that they hold, their advisers through time and the register of shares.

create table core.member (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- The person across co-operatives: the subject of the access token. Null until first invited.
  subject text,
  display_name text not null check (length(display_name) between 1 and 200),
  email text not null,
  locale text not null check (locale in ('nl', 'fr', 'en', 'de')),
  status text not null check (status in ('PENDING', 'ACTIVE', 'SUSPENDED', 'LEFT')),
  -- 0: account and terms; 1: postal address and phone; 2: identified, may buy shares and open
  -- an activity.
  completion smallint not null default 0 check (completion between 0 and 2),
  category text not null check (category in ('USER', 'STAFF', 'PARTNER')),
  phone text,
  street text,
  postal_code text,
  city text,
  country char(2),
  -- Who established the identity, when and by what means ("eid", "itsme", "passport"); never the
  -- number of a document.
  identified_on date,
  identified_by uuid,
  identified_with text check (identified_with ~ '^[a-z][a-z0-9-]{0,62}$'),
  version integer not null default 1,
  joined_on date not null,
  left_on date check (left_on >= joined_on),
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, subject)
);
create unique index member_email on core.member (cooperative_id, lower(email));
create index member_subject on core.member (subject);
create index member_name on core.member (cooperative_id, display_name, id);
create index member_name_start
  on core.member (cooperative_id, lower(display_name) text_pattern_ops);

alter table core.api_token
  add foreign key (cooperative_id, member_id) references core.member (cooperative_id, id);

create table core.role_grant (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  role text not null,
  -- Held from the first day, until the second day begins; both on one day: never held.
  from_day date not null,
  until_day date check (until_day >= from_day),
  granted_by uuid,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create index role_grant_of_member on core.role_grant (cooperative_id, member_id);
create unique index role_grant_open
  on core.role_grant (cooperative_id, member_id, role) where until_day is null;

-- Who advises whom, now (no end) and in the past.
create table core.advice (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  adviser_id uuid not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, adviser_id) references core.member (cooperative_id, id),
  check (member_id <> adviser_id)
);
create unique index advice_now on core.advice (cooperative_id, member_id) where until_day is null;
create index advice_of_adviser on core.advice (cooperative_id, adviser_id);

-- The share register: issues and redemptions, never changed. What a member holds is their sum.
create table core.share_movement (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  class text not null,
  quantity integer not null check (quantity <> 0),
  price_minor bigint not null check (price_minor > 0),
  currency char(3) not null,
  on_day date not null,
  reference text not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create index share_movement_of_member on core.share_movement (cooperative_id, member_id);
create trigger share_movement_append_only before update or delete or truncate
  on core.share_movement for each statement execute function core.refuse_change();
