-- Lines that a service puts on a draft: who added them is kept with the line, so that they can be taken
-- back while the document is a draft. What a person rewrites is theirs and has no origin any more.
alter table core.invoice_line add column origin text check (length(origin) between 1 and 200);
alter table core.quote_line add column origin text check (length(origin) between 1 and 200);

create table core.added_lines (
  cooperative_id uuid not null references core.cooperative (id),
  key text not null check (length(key) between 1 and 200),
  service text not null check (length(service) between 1 and 120),
  document_type text not null check (document_type in ('invoice', 'quote')),
  document_id uuid not null,
  -- What was asked for, to know a repeat by.
  content jsonb not null,
  positions smallint[] not null,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (cooperative_id, key)
);
