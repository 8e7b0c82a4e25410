-- What an answer from outside ends: the few steps that wait, by what they made.
create index assignment_step_waiting on core.assignment_step (cooperative_id, reference)
  where status = 'WAITING';
