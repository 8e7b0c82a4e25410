-- The quote that an invoice is of: rights are a share of all that was agreed, not of one part of it.

alter table design.invoice add column quote_id uuid;
update design.invoice d set quote_id = i.quote_id
  from core.invoice i where i.cooperative_id = d.cooperative_id and i.id = d.invoice_id;
create index invoice_of_activity on design.invoice (cooperative_id, activity_id, quote_id);
