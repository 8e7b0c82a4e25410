-- Files: what members upload and what the platform keeps. The bytes are in the file store, under the
-- co-operative and the id; this says what they are, and whose.
create table core.stored_file (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- What it may be used for, e.g. "receipt": a purpose that a domain declares.
  purpose text not null check (purpose ~ '^[a-z][a-z0-9-]{0,62}$'),
  filename text not null check (length(filename) between 1 and 200),
  -- As found in the bytes, never as the sender says.
  media_type text not null check (length(media_type) between 3 and 100),
  size_bytes bigint not null check (size_bytes > 0),
  sha256 char(64) not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default now(),
  -- False until every byte is in the store.
  complete boolean not null default false,
  -- What uses it; until then it is only an upload, which ends by itself.
  subject_type text,
  subject_id uuid,
  claimed_at timestamptz,
  expires_at timestamptz not null,
  primary key (cooperative_id, id),
  check ((claimed_at is null) = (subject_id is null)),
  check ((subject_type is null) = (subject_id is null)),
  check (claimed_at is null or complete)
);
create index stored_file_unclaimed on core.stored_file (expires_at) where claimed_at is null;
create index stored_file_unclaimed_of on core.stored_file (cooperative_id, uploaded_by)
  where claimed_at is null;
create index stored_file_of_subject
  on core.stored_file (cooperative_id, subject_type, subject_id) where claimed_at is not null;
