-- The fleet, what it costs, who has which van when, and tickets for trains.

-- What an activity uses of this plugin hangs on this row.
create table mobility.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table mobility.van (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  plate text not null check (length(plate) between 1 and 20),
  category text not null check (category ~ '^[a-z][a-z0-9-]{0,62}$'),
  place text not null check (length(place) between 1 and 200),
  seats integer not null check (seats between 1 and 100),
  kilometres integer not null check (kilometres between 0 and 10000000),
  status text not null check (status in ('IN_SERVICE', 'RETIRED')),
  primary key (cooperative_id, id)
);
create unique index van_once on mobility.van (cooperative_id, plate) where status = 'IN_SERVICE';
create index van_of_category on mobility.van (cooperative_id, category, status, id);
create index van_by_name on mobility.van (cooperative_id, name, id);

-- The newest row of a category that has begun is the tariff: none is altered.
create table mobility.van_tariff (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  category text not null check (category ~ '^[a-z][a-z0-9-]{0,62}$'),
  currency char(3) not null,
  per_day_minor bigint not null check (per_day_minor > 0),
  kilometres_per_day integer not null check (kilometres_per_day between 0 and 100000),
  per_kilometre_minor bigint not null check (per_kilometre_minor >= 0),
  deposit_minor bigint not null check (deposit_minor >= 0),
  from_day date not null,
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create index van_tariff_on
  on mobility.van_tariff (cooperative_id, category, currency, from_day desc, id desc);

create table mobility.rental (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  van_id uuid not null,
  tariff_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  status text not null check (status in ('BOOKED', 'OUT', 'RETURNED', 'MISSED', 'CANCELLED')),
  price_minor bigint not null check (price_minor > 0),
  deposit_minor bigint not null check (deposit_minor >= 0),
  currency char(3) not null,
  kilometres_out integer,
  kilometres_back integer check (kilometres_back >= kilometres_out),
  handed_over_on date check (handed_over_on >= from_day),
  returned_on date check (returned_on >= handed_over_on),
  damage text check (length(damage) between 1 and 1000),
  -- What the return cost beyond the price, and what of that is still to be paid.
  extra_minor bigint not null check (extra_minor >= 0),
  owed_minor bigint not null check (owed_minor between 0 and extra_minor),
  changed_at timestamptz not null,
  -- The last day on which nobody else can have the van: what comes back early is free again.
  held_until date not null check (held_until between from_day and until_day),
  period daterange not null generated always as (daterange(from_day, held_until, '[]')) stored,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references mobility.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, van_id) references mobility.van (cooperative_id, id),
  foreign key (cooperative_id, tariff_id) references mobility.van_tariff (cooperative_id, id),
  check ((status in ('OUT', 'RETURNED')) = (kilometres_out is not null)),
  check ((status = 'RETURNED') = (returned_on is not null)),
  constraint rental_once exclude using gist
    (cooperative_id with =, van_id with =, period with &&)
    where (status not in ('CANCELLED', 'MISSED'))
);
create unique index rental_out on mobility.rental (cooperative_id, van_id) where status = 'OUT';
create index rental_of_activity on mobility.rental (cooperative_id, activity_id, from_day, id);
create index rental_of_van on mobility.rental (cooperative_id, van_id, held_until, id);
create index rental_by_status on mobility.rental (cooperative_id, status, from_day, id);
create index rental_owed on mobility.rental (cooperative_id, owed_minor, id) where owed_minor > 0;

create table mobility.ticket_request (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  origin text not null check (length(origin) between 1 and 200),
  destination text not null check (length(destination) between 1 and 200),
  outward_on date not null,
  return_on date check (return_on >= outward_on),
  travel_class text not null check (travel_class in ('FIRST', 'SECOND')),
  currency char(3) not null,
  -- Up to this the price needs nobody's word any more; null: it is asked.
  maximum_minor bigint check (maximum_minor > 0),
  price_minor bigint check (price_minor > 0),
  supplier_reference text check (length(supplier_reference) between 1 and 200),
  refusal text check (length(refusal) between 1 and 500),
  status text not null check
    (status in ('REQUESTED', 'OFFERED', 'PAID', 'ISSUED', 'REFUSED', 'CANCELLED')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references mobility.activity (cooperative_id, activity_id),
  check (price_minor is not null or status not in ('OFFERED', 'PAID', 'ISSUED'))
);
create index ticket_request_of_activity
  on mobility.ticket_request (cooperative_id, activity_id, outward_on, id);
create index ticket_request_by_status
  on mobility.ticket_request (cooperative_id, status, outward_on, id);

create table mobility.traveller (
  cooperative_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  -- Erased with the person; the request and its price stay.
  traveller_name text check (length(traveller_name) between 1 and 200),
  age_group text not null check (age_group in ('CHILD', 'YOUTH', 'ADULT', 'SENIOR')),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, request_id)
    references mobility.ticket_request (cooperative_id, id)
);
create index traveller_of_request on mobility.traveller (cooperative_id, request_id, id);
