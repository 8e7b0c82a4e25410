-- A thing is sold by an offer of its activity, and leaves when that is accepted.

alter table equipment.item
  add column sale_quote_id uuid,
  add column sale_price_minor bigint check (sale_price_minor > 0),
  -- The company that the activity became, when it is offered to that.
  add column offered_to text check (offered_to ~ '^[0-9]{10}$'),
  add constraint item_offered
    check ((sale_quote_id is null) = (sale_price_minor is null));
create index item_of_sale on equipment.item (cooperative_id, sale_quote_id)
  where sale_quote_id is not null;
