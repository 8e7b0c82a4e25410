-- Webhooks: applications that are told of events. What they are told waits in the outbox's own
-- transaction-safe way: the fan-out of an event writes one delivery for each webhook that wants it.
create table core.webhook (
  cooperative_id uuid not null,
  id uuid not null,
  -- Who made it: it tells what this member may see at the moment of telling, and no more.
  member_id uuid not null,
  url text not null check (length(url) between 8 and 2000),
  description text not null default '' check (length(description) <= 200),
  -- e.g. {invoice.issued}, {invoice.*}, {*}.
  types text[] not null check (cardinality(types) between 1 and 50),
  -- The permissions of the request that made it; it never tells more than they allow.
  held text[] not null,
  secret bytea not null,
  secret_key text not null,
  -- The secret before the last change, which signs too until then.
  previous_secret bytea,
  previous_key text,
  previous_until timestamptz,
  created_at timestamptz not null default now(),
  -- Ended by its owner, or by the receiver with 410.
  ended_at timestamptz,
  end_reason text check (end_reason in ('DELETED', 'GONE')),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  check ((ended_at is null) = (end_reason is null)),
  check (num_nulls(previous_secret, previous_key, previous_until) in (0, 3))
);
create index webhook_live on core.webhook (cooperative_id) where ended_at is null;
create index webhook_of_member on core.webhook (cooperative_id, member_id, id);

create table core.webhook_delivery (
  cooperative_id uuid not null,
  -- Made where an event is spread, by the database: created_at has their order, not the id.
  id uuid not null default gen_random_uuid(),
  webhook_id uuid not null,
  event_id uuid not null,
  -- 0, and more for each time that it was told again at the owner's wish.
  replay integer not null default 0,
  state text not null default 'PENDING'
    check (state in ('PENDING', 'DELIVERED', 'FAILED', 'HIDDEN', 'ENDED')),
  attempts integer not null default 0,
  next_at timestamptz,
  claimed_until timestamptz,
  last_status integer,
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  primary key (cooperative_id, id),
  unique (cooperative_id, webhook_id, event_id, replay),
  foreign key (cooperative_id, webhook_id) references core.webhook (cooperative_id, id),
  foreign key (cooperative_id, event_id) references core.outbox (cooperative_id, id)
);
create index webhook_delivery_due on core.webhook_delivery (next_at) where next_at is not null;
create index webhook_delivery_claimed on core.webhook_delivery (claimed_until)
  where claimed_until is not null;
create index webhook_delivery_of
  on core.webhook_delivery (cooperative_id, webhook_id, created_at, id);
