-- The catalogue, its sessions, and who takes part.

create table training.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table training.course (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  goal text not null check (length(goal) between 1 and 2000),
  given_by text not null check (length(given_by) between 1 and 200),
  topic text not null check (topic ~ '^[a-z][a-z0-9-]{0,62}$'),
  vat_exemption text check
    (vat_exemption in ('LANGUAGE_COURSE', 'PROFESSIONAL', 'SCHOOL', 'OTHER', 'NONE')),
  certificate_percent integer not null check (certificate_percent between 1 and 100),
  status text not null check (status in ('DRAFT', 'PUBLISHED', 'CANCELLED')),
  primary key (cooperative_id, id),
  check (status <> 'PUBLISHED' or vat_exemption is not null)
);
create index course_by_title on training.course (cooperative_id, status, title, id);

create table training.session (
  cooperative_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  place text not null check (length(place) between 1 and 200),
  trainer_name text check (length(trainer_name) between 1 and 200),
  -- [{"day": "2027-01-11", "startsAt": "09:30", "minutes": 360}, …] in order.
  days jsonb not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  seats integer not null check (seats between 1 and 100),
  price_minor bigint not null check (price_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('OPEN', 'CANCELLED')),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, course_id) references training.course (cooperative_id, id)
);
create index session_of_course on training.session (cooperative_id, course_id, first_day, id);
create index session_by_day on training.session (cooperative_id, status, first_day, id);

create table training.registration (
  cooperative_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  -- Which of the seats; who waits or has cancelled has none.
  seat integer check (seat between 1 and 100),
  price_minor bigint not null check (price_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('REGISTERED', 'WAITING', 'CANCELLED')),
  attended_days jsonb not null,
  registered_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, session_id) references training.session (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references training.activity (cooperative_id, activity_id),
  check ((status = 'REGISTERED') = (seat is not null))
);
create unique index registration_once
  on training.registration (cooperative_id, session_id, member_id) where status <> 'CANCELLED';
create unique index registration_seat
  on training.registration (cooperative_id, session_id, seat) where status = 'REGISTERED';
create index registration_of_session
  on training.registration (cooperative_id, session_id, status, id);
create index registration_of_activity on training.registration (cooperative_id, activity_id, id);
create index registration_of_member on training.registration (cooperative_id, member_id, id);
