-- Validations of plugins elsewhere that could not answer and are asked again: the step waits for the
-- answer, and goes on when it is tried again after that.

create table core.pending_validation (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  plugin text not null,
  transition text not null,
  subject_type text not null,
  subject_id uuid not null,
  -- Of what would change: an answer is good for exactly that.
  fingerprint text not null,
  -- What is asked, until it is answered; then nothing of it is kept.
  change jsonb,
  findings jsonb,
  attempts integer not null default 1,
  asked_at timestamptz not null,
  next_attempt_at timestamptz,
  answered_at timestamptz,
  primary key (cooperative_id, id),
  unique (cooperative_id, plugin, transition, subject_id, fingerprint),
  check ((answered_at is null) = (findings is null)),
  check ((answered_at is null) = (change is not null))
);
create index pending_validation_due on core.pending_validation (next_attempt_at)
  where next_attempt_at is not null;
create index pending_validation_of_subject on core.pending_validation (cooperative_id, subject_id);
