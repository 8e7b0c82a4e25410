-- That somebody was reminded, and of which state of the appointment: moved, it is told again.

alter table guidance.appointment add column reminded_revision integer;
create index appointment_to_remind on guidance.appointment (cooperative_id, status, day, id);
