-- What a service pays out of an activity to somebody outside, once a key; the payout waits for its release.
create table core.service_payout (
  cooperative_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  service text not null check (length(service) between 1 and 120),
  activity_id uuid not null,
  payout_id uuid not null,
  -- What was asked for, to know a repeat by.
  content jsonb not null,
  primary key (cooperative_id, key),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id)
);
create trigger service_payout_append_only before update or delete or truncate on core.service_payout
  for each statement execute function core.refuse_change();
