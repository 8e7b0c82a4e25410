-- What a failed or cancelled assignment has left standing is work for a person until one has seen to it.
alter table core.assignment_step
  add column seen_to_at timestamptz,
  add check (stands or seen_to_at is null);
create index assignment_step_left on core.assignment_step (cooperative_id, assignment_id)
  where stands and seen_to_at is null;
