-- What reports read: entries by their day, documents by theirs, and the co-operative's own chart.

create index txn_event_idx on ledger.txn (cooperative_id, event_on, id);
create index invoice_issued on core.invoice (cooperative_id, issued_on, id)
  where issued_on is not null;

-- Which account of the co-operative's chart an account of the ledger is, from a day on: its
-- accountant decides, so there is no default.
create table core.chart_account (
  cooperative_id uuid not null references core.cooperative (id),
  code text not null,
  number text not null check (number ~ '^[0-9A-Za-z.-]{1,20}$'),
  name text not null check (length(name) between 1 and 200),
  from_day date not null,
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (cooperative_id, code, from_day)
);
