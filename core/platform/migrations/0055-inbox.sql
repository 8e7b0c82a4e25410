-- What a plugin that runs alone has done for its gateway, by the key of the work: a repeat answers
-- the same and does nothing again. Written in the transaction of the work itself.

create table core.inbox (
  cooperative_id uuid not null references core.cooperative (id),
  key text not null check (length(key) between 1 and 300),
  answer jsonb not null,
  -- What the core was asked to do meanwhile, to be asked again when the work is: each has a key.
  asked jsonb not null default '[]',
  done_at timestamptz not null default now(),
  -- When the gateway was found to have kept what came of it; null while that is not known.
  settled_at timestamptz,
  primary key (cooperative_id, key)
);
create index inbox_unsettled on core.inbox (done_at) where settled_at is null;
