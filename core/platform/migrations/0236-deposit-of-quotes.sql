-- What a client that accepts a quote pays in advance, and within how many days of the invoice.

alter table core.quote
  -- Hundredths of a percent of the net amount; null: no deposit is agreed.
  add column deposit_bps integer check (deposit_bps between 1 and 10000),
  -- Null: a deposit is due on the client's usual term.
  add column deposit_term_days smallint check (deposit_term_days between 0 and 365);
