-- Legal questions move along only where who reads them has planned the hand-over: an administrator who
-- plans it for them does not come to read them by it.

alter table guidance.hand_over add column moves_questions boolean not null default false;
