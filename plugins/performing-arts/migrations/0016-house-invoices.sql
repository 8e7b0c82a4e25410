-- For which days of how many people an invoice to a subsidised house is, and the least that it is then.
create table performing_arts.house_invoice (
  cooperative_id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  -- Of whom it was said: another client is another house.
  client_id uuid not null,
  subsidy text not null check (subsidy in ('STRUCTURAL', 'PROJECT')),
  days text[] not null check (cardinality(days) between 1 and 100),
  headcount integer not null check (headcount between 1 and 1000),
  -- By the figures that were known when it was said; null: one of the days had none.
  least_minor bigint check (least_minor > 0),
  unknown_on date,
  currency char(3) not null,
  told_on date not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, invoice_id),
  check ((least_minor is null) = (unknown_on is not null)),
  -- None to the invoice: a draft may be thrown away, whatever was said of it.
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id)
);
create index house_invoice_of_activity
  on performing_arts.house_invoice (cooperative_id, activity_id, client_id);
create index settlement_of_invoice on performing_arts.settlement (cooperative_id, invoice_id)
  where invoice_id is not null;

-- Likewise for a draft that passed the test of its exemption.
alter table performing_arts.invoice drop constraint invoice_cooperative_id_invoice_id_fkey;
