-- On which terms works are quoted: the co-operative's own, and what was agreed with a client.

create table design.terms (
  cooperative_id uuid not null,
  id uuid not null,
  -- The client with whom it was agreed, or the co-operative itself.
  holder_id uuid not null,
  client_id uuid,
  -- What is null is as it would be without this row.
  quote_validity text check (quote_validity in ('TWO_MONTHS', 'THIRTY_WORKING_DAYS')),
  advance_percent integer check (advance_percent between 0 and 100),
  advance_days integer check (advance_days between 1 and 60),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, client_id)
    references core.client (cooperative_id, id) on delete restrict,
  check (holder_id = coalesce(client_id, cooperative_id)),
  check (num_nonnulls(quote_validity, advance_percent, advance_days) > 0),
  constraint terms_once exclude using gist
    (cooperative_id with =, holder_id with =, daterange(from_day, until_day) with &&)
);
create index terms_of_holder on design.terms (cooperative_id, holder_id, from_day);

-- A studio that says nothing of its own follows the co-operative.
alter table design.activity
  alter column quote_validity drop not null, alter column quote_validity drop default,
  alter column advance_percent drop not null, alter column advance_percent drop default,
  alter column advance_days drop not null, alter column advance_days drop default;
