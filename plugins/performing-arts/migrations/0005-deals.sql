-- What is agreed with an organiser about dates, and how each of them is settled.

create table performing_arts.deal (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('CESSION', 'CO_REALISATION', 'HALL_RENTAL')),
  status text not null check (status in ('DRAFT', 'SIGNED', 'SETTLED', 'CANCELLED')),
  currency char(3) not null,
  fee_minor bigint check (fee_minor > 0),
  guarantee_minor bigint check (guarantee_minor >= 0),
  share_bps integer check (share_bps between 1 and 10000),
  rent_minor bigint check (rent_minor > 0),
  tickets_sold_by text not null check (tickets_sold_by in ('ORGANISER', 'COMPANY')),
  travel_minor bigint not null check (travel_minor >= 0),
  per_diem_minor bigint not null check (per_diem_minor >= 0),
  party_size integer not null check (party_size between 0 and 1000),
  promotion_minutes integer not null check (promotion_minutes between 0 and 60),
  -- The version that the signature bound the organiser to.
  rider_id uuid,
  signed_on date,
  cancelled_on date,
  cancelled_for text check (cancelled_for in ('FORCE_MAJEURE', 'BY_ORGANISER', 'BY_COMPANY')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  check ((kind = 'CESSION') = (fee_minor is not null)),
  check ((kind = 'CO_REALISATION') = (share_bps is not null)),
  check ((kind = 'CO_REALISATION') = (guarantee_minor is not null)),
  check ((kind = 'HALL_RENTAL') = (rent_minor is not null)),
  check ((status = 'CANCELLED') = (cancelled_for is not null)),
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id),
  foreign key (cooperative_id, client_id)
    references core.client (cooperative_id, id) on delete restrict,
  foreign key (cooperative_id, rider_id) references performing_arts.rider (cooperative_id, id)
);
create index deal_of_activity on performing_arts.deal (cooperative_id, activity_id, id);
create index deal_of_production on performing_arts.deal (cooperative_id, production_id, id);

create table performing_arts.deal_date (
  cooperative_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  performance_id uuid not null,
  -- No more once the deal is cancelled: the date may then be another deal's.
  live boolean not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, deal_id, performance_id),
  foreign key (cooperative_id, deal_id) references performing_arts.deal (cooperative_id, id),
  foreign key (cooperative_id, performance_id)
    references performing_arts.performance (cooperative_id, id)
);
create unique index deal_date_once
  on performing_arts.deal_date (cooperative_id, performance_id) where live;

create table performing_arts.settlement (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  deal_id uuid not null,
  performance_id uuid not null,
  status text not null check (status in ('PROPOSED', 'AGREED')),
  audience integer not null check (audience between 0 and 1000000),
  receipts_minor bigint not null check (receipts_minor >= 0),
  deductions_minor bigint not null check (deductions_minor >= 0),
  company_minor bigint not null,
  organiser_minor bigint not null,
  extras_minor bigint not null check (extras_minor >= 0),
  due_minor bigint not null,
  currency char(3) not null,
  evidence text not null check (length(evidence) between 1 and 500),
  agreed_on date,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, deal_id, performance_id),
  -- The parts are the whole.
  check (receipts_minor = deductions_minor + company_minor + organiser_minor),
  check ((status = 'AGREED') = (agreed_on is not null)),
  foreign key (cooperative_id, deal_id, performance_id)
    references performing_arts.deal_date (cooperative_id, deal_id, performance_id)
);
