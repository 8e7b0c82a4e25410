-- What an invoice of a date in a subsidised house is at least: the gross scale × a coefficient.
create table performing_arts.house_minimum (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  subsidy text not null check (subsidy in ('STRUCTURAL', 'PROJECT')),
  scale_minor bigint not null check (scale_minor > 0),
  -- 14600 is × 1.46.
  coefficient_bps integer not null check (coefficient_bps between 10000 and 100000),
  currency char(3) not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id)
);
create index house_minimum_of_subsidy
  on performing_arts.house_minimum (cooperative_id, subsidy, from_day);

-- Null: the house is not known to be subsidised, so nothing is judged.
alter table performing_arts.deal
  add column house_subsidy text check (house_subsidy in ('STRUCTURAL', 'PROJECT')),
  add check (house_subsidy is null or kind = 'CESSION');
