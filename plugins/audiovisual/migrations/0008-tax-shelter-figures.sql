-- What the tax shelter asks, as the co-operative entered it; what it did not is published law or not known.
create table audiovisual.tax_shelter_figure (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  code text not null check (code in ('TERM_MONTHS', 'DIRECT_PERCENT', 'SPEND_PERCENT',
    'PRODUCTION_INCOME_PERCENT', 'PRODUCER_FEE_PERCENT', 'GENERAL_COST_PERCENT', 'WORK_CEILING',
    'EXEMPT_PERCENT', 'INVESTOR_CEILING')),
  -- Null: every kind of work.
  kind text check (kind in ('FILM', 'SERIES', 'DOCUMENTARY', 'ANIMATION', 'STAGE')),
  -- Months, basis points or euro cents, as the code has it.
  value bigint not null check (value > 0),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id),
  check (kind is null or code in ('TERM_MONTHS', 'WORK_CEILING'))
);
create index tax_shelter_figure_of_code
  on audiovisual.tax_shelter_figure (cooperative_id, code, from_day);
