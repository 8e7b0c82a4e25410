-- On which ground a society asks how much: its tariff of shows, its tariff of events, or a contract.

alter table performing_arts.rights_tariff
  -- Null: there is one, and nobody has said how much.
  alter column minimum_minor drop not null,
  -- Of subsidised companies; null: they pay as others do.
  add column subsidised_share_bps integer check (subsidised_share_bps between 1 and 10000),
  -- The source is too old to rely on.
  add column to_confirm boolean not null default false;

-- What an event costs by what it is, its prices and its floor; null: without an end.
create table performing_arts.event_tariff (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  society text not null check (society ~ '^[a-z][a-z0-9-]{0,62}$'),
  event_kind text not null check (event_kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  ticket_up_to_minor bigint check (ticket_up_to_minor >= 0),
  drink_up_to_minor bigint check (drink_up_to_minor >= 0),
  surface_up_to_m2 integer check (surface_up_to_m2 > 0),
  authors_minor bigint not null check (authors_minor >= 0),
  -- The equitable remuneration of those who play on recordings, and of their producers.
  recorded_minor bigint not null check (recorded_minor >= 0),
  currency char(3) not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (cooperative_id, id)
);
create index event_tariff_of_society
  on performing_arts.event_tariff (cooperative_id, society, event_kind, from_day);

-- What the authors of a production have agreed themselves, through their society.
create table performing_arts.rights_contract (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  society text not null check (society ~ '^[a-z][a-z0-9-]{0,62}$'),
  from_day date not null,
  -- The first day on which it may be played no more.
  until_day date not null check (until_day >= from_day),
  territories text[] not null check (cardinality(territories) between 1 and 100),
  exclusive boolean not null,
  share_bps integer not null check (share_bps between 1 and 10000),
  advance_minor bigint not null check (advance_minor >= 0),
  currency char(3) not null,
  reference text check (length(reference) between 1 and 200),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id)
);
create index rights_contract_of_production
  on performing_arts.rights_contract (cooperative_id, production_id, society, from_day);

alter table performing_arts.rights_declaration
  alter column tariff_id drop not null,
  add column event_tariff_id uuid,
  add column contract_id uuid,
  add column base text not null default 'RECEIPTS' check (base in ('RECEIPTS', 'BUY_OUT', 'EVENT')),
  add column buy_out_minor bigint check (buy_out_minor > 0),
  add column subsidised boolean not null default false,
  add column recorded_music boolean not null default false,
  add column event_kind text,
  add column ticket_minor bigint check (ticket_minor >= 0),
  add column drink_minor bigint check (drink_minor >= 0),
  add column surface_m2 integer check (surface_m2 > 0),
  -- Of what is expected, the part for recorded music.
  add column equitable_minor bigint not null default 0 check (equitable_minor >= 0),
  -- What the advance of the contract has paid already.
  add column advance_used_minor bigint not null default 0 check (advance_used_minor >= 0),
  add check (num_nonnulls(tariff_id, event_tariff_id, contract_id) = 1),
  add check ((base = 'EVENT') = (event_tariff_id is not null)),
  add check (base <> 'BUY_OUT' or buy_out_minor is not null),
  add check (equitable_minor = 0 or recorded_music),
  add foreign key (cooperative_id, event_tariff_id)
    references performing_arts.event_tariff (cooperative_id, id),
  add foreign key (cooperative_id, contract_id)
    references performing_arts.rights_contract (cooperative_id, id);
create index rights_declaration_of_contract
  on performing_arts.rights_declaration (cooperative_id, contract_id)
  where contract_id is not null;

-- Of the deductions, what societies of authors get by the declarations of the date.
alter table performing_arts.settlement
  add column rights_minor bigint not null default 0,
  add check (rights_minor between 0 and deductions_minor);
