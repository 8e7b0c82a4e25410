-- What the probe's tools did: one row each time, so that twice would show.
create table probe.effect (
  cooperative_id uuid not null,
  id uuid not null,
  step_id uuid not null,
  tool text not null,
  deed text not null check (deed in ('start', 'cancel', 'settle')),
  seen jsonb not null,
  primary key (cooperative_id, id)
);
