-- The vault: what identifies a person towards the state, sealed with a key of that person which is
-- itself wrapped with a master key outside the database. Destroying the person's key erases all of
-- it, in every backup too.
create schema vault;
grant usage on schema vault to gezel_app;

create table vault.person_key (
  cooperative_id uuid not null,
  member_id uuid not null,
  -- Which master key wraps it, so that master keys can be changed one after the other.
  master_key text not null check (master_key ~ '^[a-z0-9-]{1,40}$'),
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  primary key (cooperative_id, member_id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create index person_key_of_master on vault.person_key (master_key);

create table vault.secret (
  cooperative_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('national-number')),
  sealed bytea not null,
  -- A keyed hash: eleven digits can all be tried, so a plain one would tell them.
  fingerprint bytea not null check (length(fingerprint) = 32),
  kept_at timestamptz not null default now(),
  primary key (cooperative_id, member_id, kind),
  foreign key (cooperative_id, member_id)
    references vault.person_key (cooperative_id, member_id) on delete cascade
);
-- A person is once in a co-operative.
create unique index secret_fingerprint on vault.secret (cooperative_id, kind, fingerprint);

-- Who opened what, for what: added to in the transaction that reads.
create table vault.opening (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  member_id uuid not null,
  kind text not null,
  purpose text not null check (purpose ~ '^[a-z][a-z0-9.-]{0,62}$'),
  subject_type text not null,
  subject_id uuid not null,
  -- Null: the platform itself.
  actor uuid,
  primary key (cooperative_id, id)
);
create index opening_of_member on vault.opening (cooperative_id, member_id, id);
create trigger opening_append_only before update or delete or truncate on vault.opening
  for each statement execute function core.refuse_change();

grant select, insert, update, delete on vault.person_key, vault.secret to gezel_app;
grant select, insert on vault.opening to gezel_app;
