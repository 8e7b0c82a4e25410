-- A client may be no subsidised house, and an invoice to one may be for no work: nothing is least then.
alter table performing_arts.house_invoice
  drop constraint house_invoice_subsidy_check,
  add constraint house_invoice_subsidy_check check (subsidy in ('STRUCTURAL', 'PROJECT', 'NONE')),
  drop constraint house_invoice_days_check,
  add constraint house_invoice_days_check
    check (cardinality(days) between 0 and 100 and (subsidy <> 'NONE' or cardinality(days) = 0)),
  drop constraint house_invoice_least_minor_check,
  add constraint house_invoice_least_minor_check
    check (least_minor >= 0 and (cardinality(days) = 0) = (least_minor = 0));
alter table performing_arts.deal
  drop constraint deal_house_subsidy_check,
  add constraint deal_house_subsidy_check
    check (house_subsidy in ('STRUCTURAL', 'PROJECT', 'NONE'));
