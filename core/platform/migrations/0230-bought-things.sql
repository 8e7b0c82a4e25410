-- What an activity buys through a service counts among its purchases, and so does what is given back of it.
insert into core.budget_kind_source (ledger_kind, kind) values
  ('GOODS_CHARGED', 'PURCHASES'), ('GOODS_REFUNDED', 'PURCHASES');
