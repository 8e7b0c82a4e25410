-- Equipment with its serial number, value and owner; rentals from the pool; leases with instalments.

create table equipment.item (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  serial_number text check (length(serial_number) between 1 and 100),
  owner text not null check (owner in ('COOPERATIVE', 'LESSOR')),
  -- Who uses it for good; null: it is in the pool.
  activity_id uuid,
  currency char(3) not null,
  value_minor bigint not null check (value_minor > 0),
  residual_minor bigint not null check (residual_minor between 0 and value_minor),
  depreciation_months integer not null check (depreciation_months between 1 and 600),
  acquired_on date not null,
  price_per_day_minor bigint check (price_per_day_minor > 0),
  deposit_minor bigint not null check (deposit_minor >= 0),
  insured_under text check (length(insured_under) between 1 and 200),
  status text not null check (status in ('IN_USE', 'RETIRED')),
  request_key text not null check (length(request_key) between 1 and 200),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict,
  -- What is rented is in the pool.
  check (price_per_day_minor is null or activity_id is null)
);
create unique index item_once on equipment.item (cooperative_id, request_key);
create unique index item_serial on equipment.item (cooperative_id, serial_number)
  where serial_number is not null and status = 'IN_USE';
create index item_of_activity on equipment.item (cooperative_id, activity_id, id);

create table equipment.rental (
  cooperative_id uuid not null,
  -- The step's that booked it, and the key of its charge and deposit.
  id uuid not null,
  item_id uuid not null,
  activity_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  price_minor bigint not null check (price_minor > 0),
  deposit_minor bigint not null check (deposit_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('BOOKED', 'RETURNED', 'CANCELLED')),
  returned_on date,
  kept_minor bigint check (kept_minor between 0 and deposit_minor),
  condition text check (length(condition) between 1 and 1000),
  request_key text not null check (length(request_key) between 1 and 200),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, item_id) references equipment.item (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
-- One thing is in one place on one day, whatever two people ask at once.
alter table equipment.rental add constraint rental_once_a_day exclude using gist
  (cooperative_id with =, item_id with =, daterange(from_day, until_day, '[]') with &&)
  where (status = 'BOOKED');
create index rental_of_item on equipment.rental (cooperative_id, item_id, from_day, id);
create index rental_of_activity on equipment.rental (cooperative_id, activity_id, id);
create unique index rental_once on equipment.rental (cooperative_id, activity_id, request_key);

create table equipment.lease (
  cooperative_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  activity_id uuid not null,
  lessor text not null check (length(lessor) between 1 and 200),
  from_day date not null,
  option_minor bigint not null check (option_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('RUNNING', 'RETURNED', 'BOUGHT')),
  ended_on date,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, item_id),
  foreign key (cooperative_id, item_id) references equipment.item (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
create index lease_of_activity on equipment.lease (cooperative_id, activity_id, id);

create table equipment.instalment (
  cooperative_id uuid not null,
  -- The key of its charge.
  id uuid not null,
  lease_id uuid not null,
  activity_id uuid not null,
  due_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  status text not null check (status in ('DUE', 'MISSED', 'PAID')),
  paid_on date,
  primary key (cooperative_id, id),
  unique (cooperative_id, lease_id, due_on),
  foreign key (cooperative_id, lease_id) references equipment.lease (cooperative_id, id),
  check ((status = 'PAID') = (paid_on is not null))
);
create index instalment_open on equipment.instalment (cooperative_id, status, due_on, id);
