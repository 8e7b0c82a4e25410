-- Work that a client asks the co-operative for before any activity has it: one activity takes it, and
-- it is a request of that activity from then on.

create table marketplace.inquiry (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  client_name text not null check (length(client_name) between 1 and 200),
  contact text not null check (length(contact) between 1 and 500),
  title text not null check (length(title) between 1 and 200),
  skills text[] not null check (cardinality(skills) between 1 and 20),
  days jsonb not null,
  first_day date not null,
  place text,
  budget_minor bigint check (budget_minor > 0),
  currency char(3) not null,
  seats integer not null check (seats between 1 and 20),
  status text not null check (status in ('OPEN', 'TAKEN', 'CLOSED')),
  received_at timestamptz not null,
  receiver_id uuid not null,
  request_id uuid,
  reason text check (length(reason) between 1 and 500),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, request_id) references marketplace.request (cooperative_id, id),
  check ((status = 'TAKEN') = (request_id is not null)),
  check ((status = 'CLOSED') = (reason is not null))
);
create index inquiry_by_status on marketplace.inquiry (cooperative_id, status, id);
