-- On which terms a studio quotes, and the quote of a brief.

alter table design.activity
  -- Days that a quote can be accepted: two months, or thirty working days.
  add column quote_validity text not null default 'TWO_MONTHS'
    check (quote_validity in ('TWO_MONTHS', 'THIRTY_WORKING_DAYS')),
  -- Percent that is asked in advance, and within how many days of the order.
  add column advance_percent integer not null default 30 check (advance_percent between 0 and 100),
  add column advance_days integer not null default 7 check (advance_days between 1 and 60);
alter table design.brief add column quote_id uuid;
