-- What is given for shares, or for what may become shares. It is the company's money, and no entry of
-- the ledger's.

alter table start_ups.equity_event
  -- In minor units; null: nothing is paid, or nobody said.
  add column consideration_minor bigint check (consideration_minor >= 0),
  add column currency char(3),
  -- How it was given, in words: by which transfer, for what work, in which goods.
  add column consideration_text text check (length(consideration_text) between 1 and 500),
  add check (consideration_minor is null or currency is not null);
