-- Statements of the bank from files: what was imported, how far, and the balances that must meet.

-- One file. It is checked whole before it is here; its lines are booked in batches, each of which
-- moves `lines_done` in its own transaction, so that a killed import goes on where it was.
create table core.bank_import (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  filename text not null check (length(filename) between 1 and 200),
  format text not null check (format in ('CODA', 'CAMT_053')),
  -- SHA-256 of the bytes: the same file is known whatever its name.
  content_hash char(64) not null,
  byte_size bigint not null check (byte_size > 0),
  -- Where the bytes are kept; null while only the one who sent them has them.
  file_id uuid,
  status text not null check (status in ('READING', 'DONE')),
  -- Which statements it has, in its order: [{"iban": "BE…", "year": 2026, "number": 12}].
  heads jsonb not null check (jsonb_typeof(heads) = 'array'),
  lines_total integer not null check (lines_total >= 0),
  lines_done integer not null default 0 check (lines_done between 0 and lines_total),
  imported integer not null default 0,
  duplicates integer not null default 0,
  matched integer not null default 0,
  settled integer not null default 0,
  imported_by uuid not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (cooperative_id, id),
  unique (cooperative_id, content_hash),
  check (imported + duplicates = lines_done),
  check ((status = 'DONE') = (finished_at is not null)),
  check (status <> 'DONE' or lines_done = lines_total)
);
create index bank_import_unfinished on core.bank_import (id) where status = 'READING';

-- The balances at both ends, as the bank says them: null for a statement that was typed in.
alter table core.bank_statement
  add column opening_minor bigint,
  add column closing_minor bigint,
  add column closed_on date,
  add check ((opening_minor is null) = (closing_minor is null)),
  add check ((closing_minor is null) = (closed_on is null));

alter table core.bank_line
  add column value_on date,
  -- What whoever ordered a payment called it: comes back with the debit, and when it is returned.
  add column end_to_end_id text check (length(end_to_end_id) between 1 and 35),
  add column bank_reference text check (length(bank_reference) between 1 and 35),
  add column return_reason text check (length(return_reason) between 1 and 4);
