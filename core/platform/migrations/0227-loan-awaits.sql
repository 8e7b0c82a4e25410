-- A loan may await a client: what the client of an invoice, or of an order that is yet to be invoiced,
-- pays is to repay it. Upon the same money nobody else then advances anything.
alter table core.loan
  add column awaits_type text check (awaits_type in ('Invoice', 'Quote')),
  add column awaits_id uuid,
  add constraint loan_awaits check ((awaits_type is null) = (awaits_id is null));

create index loan_that_awaits on core.loan (cooperative_id, activity_id)
  where awaits_id is not null and assumed_by is null;
