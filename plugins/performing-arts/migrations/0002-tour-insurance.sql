-- Tariffs of insurers and the certificates that were made under them.

create table performing_arts.insurance_offer (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  insurer text not null check (length(insurer) between 1 and 200),
  cover_up_to_minor bigint not null check (cover_up_to_minor > 0),
  premium_per_day_minor bigint not null check (premium_per_day_minor > 0),
  currency char(3) not null,
  from_day date not null,
  -- A tariff that is replaced on its first day has never held.
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);

create unique index insurance_offer_once on performing_arts.insurance_offer
  (cooperative_id, insurer, cover_up_to_minor, currency, from_day)
  where until_day is null or until_day > from_day;

create table performing_arts.insurance_certificate (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  offer_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  value_minor bigint not null check (value_minor > 0),
  premium_minor bigint not null check (premium_minor > 0),
  currency char(3) not null,
  status text not null check (status in ('ACTIVE', 'VOID')),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id),
  foreign key (cooperative_id, offer_id)
    references performing_arts.insurance_offer (cooperative_id, id)
);
create index certificate_of_production
  on performing_arts.insurance_certificate (cooperative_id, production_id, id);
