-- How far an electronic document has come on its way to the client: one row a document.
create table core.transmission (
  cooperative_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  status text not null default 'QUEUED'
    check (status in ('QUEUED', 'SENT', 'DELIVERED', 'REFUSED', 'FAILED')),
  -- Electronic addresses: scheme:value.
  sender text not null,
  receiver text not null,
  -- A document that was refused may be sent anew: each round has a file and a key of its own.
  round smallint not null default 1 check (round >= 1),
  -- Of the file of this round, which is kept; null until it is made.
  sha256 char(64),
  -- What the access point calls it.
  message_id text,
  attempts integer not null default 0,
  -- When to try or to ask again; null: nothing is to be done.
  next_attempt_at timestamptz,
  -- Why the last attempt came to nothing: a code, and what the access point said.
  problem text,
  problem_text text,
  queued_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (cooperative_id, id),
  unique (cooperative_id, invoice_id),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check ((status in ('DELIVERED', 'REFUSED', 'FAILED')) = (ended_at is not null)),
  check (status <> 'QUEUED' or next_attempt_at is not null)
);
create index transmission_due on core.transmission (next_attempt_at)
  where next_attempt_at is not null;
create index transmission_of_activity on core.transmission (cooperative_id, activity_id, id);
create index transmission_by_status on core.transmission (cooperative_id, status, id);
