-- What a self-billed document became, and what a supplier's credit note took off.
alter table core.purchase
  -- The sale or credit note that a self-billed document became.
  add column invoice_id uuid,
  -- The invoice of the supplier from whose payout a credit note was taken off.
  add column netted_against uuid,
  add column netted_minor bigint not null default 0 check (netted_minor >= 0),
  add foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  add foreign key (cooperative_id, netted_against) references core.purchase (cooperative_id, id),
  add check (invoice_id is null or (status = 'APPROVED' and self_billed)),
  add check ((netted_against is null) = (netted_minor = 0));
create unique index purchase_of_sale on core.purchase (cooperative_id, invoice_id)
  where invoice_id is not null;
create index purchase_by_number on core.purchase (cooperative_id, supplier_key, number);
