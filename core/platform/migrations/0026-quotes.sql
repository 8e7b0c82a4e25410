-- Revisions and conditions of quotes, and how a client answered one without an account.

alter table core.quote
  -- What is agreed besides the price: terms, schedule, ownership.
  add column conditions text check (length(conditions) between 1 and 10000),
  add column revision smallint not null default 1 check (revision >= 1),
  add column revises_id uuid,
  add foreign key (cooperative_id, revises_id) references core.quote (cooperative_id, id),
  add check ((revision = 1) = (revises_id is null)),
  drop constraint quote_status_check,
  add constraint quote_status_check
    check (status in ('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'SUPERSEDED'));

-- The revisions of an offer share its number; each is revised once.
drop index core.quote_number;
create unique index quote_number on core.quote
  (cooperative_id, host_entity_id, year, sequence, revision) where sequence is not null;
create unique index quote_revised_once on core.quote (cooperative_id, revises_id)
  where revises_id is not null;

-- Who answered for the client by a signed link: kept as long as what was agreed.
create table core.quote_answer (
  cooperative_id uuid not null,
  quote_id uuid not null,
  answer text not null check (answer in ('ACCEPTED', 'DECLINED')),
  -- As the person wrote it.
  name text not null check (length(name) between 1 and 200),
  -- A keyed digest: it tells whether two answers came from one address, and not from which.
  address_digest text not null,
  answered_at timestamptz not null,
  primary key (cooperative_id, quote_id),
  foreign key (cooperative_id, quote_id) references core.quote (cooperative_id, id)
);
create trigger quote_answer_append_only before update or delete or truncate on core.quote_answer
  for each statement execute function core.refuse_change();
