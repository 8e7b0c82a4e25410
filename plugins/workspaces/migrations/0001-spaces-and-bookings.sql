-- Rooms and desks, when they are open, what they cost, and who has them when. Times are minutes of a
-- civil day where the space is, so that no change of the clocks moves a booking.

create table workspaces.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table workspaces.space (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  place text not null check (length(place) between 1 and 200),
  kind text not null check (kind in ('ROOM', 'DESKS')),
  -- A room is taken as a whole; of desks each is taken by itself.
  capacity integer not null check (capacity between 1 and 1000),
  category text not null check (category ~ '^[a-z][a-z0-9-]{0,62}$'),
  -- [{"weekday": 1, "opens": 540, "closes": 1080}, …]: 1 is Monday.
  openings jsonb not null,
  status text not null check (status in ('OPEN', 'RETIRED')),
  primary key (cooperative_id, id),
  check (kind = 'ROOM' or capacity <= 100)
);
create index space_by_name on workspaces.space (cooperative_id, name, id);

create table workspaces.closure (
  cooperative_id uuid not null,
  id uuid not null,
  space_id uuid not null,
  day date not null,
  reason text not null check (length(reason) between 1 and 200),
  primary key (cooperative_id, id),
  unique (cooperative_id, space_id, day),
  foreign key (cooperative_id, space_id) references workspaces.space (cooperative_id, id)
);

-- Prices and terms: the newest row of a category that has begun holds; none is altered.
create table workspaces.tariff (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  category text not null check (category ~ '^[a-z][a-z0-9-]{0,62}$'),
  currency char(3) not null,
  -- Of a room, or of one desk.
  per_hour_minor bigint not null check (per_hour_minor > 0),
  -- [{"daysBefore": 2, "refundPercent": 100}, …], the most days first.
  cancellation jsonb not null,
  from_day date not null,
  source text not null check (length(source) between 1 and 500),
  demonstration boolean not null,
  primary key (cooperative_id, id)
);
create index tariff_on
  on workspaces.tariff (cooperative_id, category, currency, from_day desc, id desc);

create table workspaces.booking (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  space_id uuid not null,
  tariff_id uuid not null,
  purpose text check (length(purpose) between 1 and 200),
  booked_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references workspaces.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, space_id) references workspaces.space (cooperative_id, id),
  foreign key (cooperative_id, tariff_id) references workspaces.tariff (cooperative_id, id)
);
create index booking_of_activity on workspaces.booking (cooperative_id, activity_id, id);

-- One desk, or the room, once. Its id is the key of its charge.
create table workspaces.slot (
  cooperative_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  space_id uuid not null,
  seat integer not null check (seat between 1 and 1000),
  day date not null,
  starts integer not null check (starts >= 0),
  ends integer not null check (ends > starts and ends <= 1440),
  price_minor bigint not null check (price_minor > 0),
  kept_minor bigint check (kept_minor between 0 and price_minor),
  currency char(3) not null,
  status text not null check (status in ('BOOKED', 'CANCELLED')),
  minutes int4range not null generated always as (int4range(starts, ends)) stored,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, booking_id) references workspaces.booking (cooperative_id, id),
  foreign key (cooperative_id, space_id) references workspaces.space (cooperative_id, id),
  check ((status = 'CANCELLED') = (kept_minor is not null)),
  constraint slot_once exclude using gist
    (cooperative_id with =, space_id with =, day with =, seat with =, minutes with &&)
    where (status = 'BOOKED')
);
create index slot_of_booking on workspaces.slot (cooperative_id, booking_id, day, id);
create index slot_of_space on workspaces.slot (cooperative_id, space_id, day, seat, id);
