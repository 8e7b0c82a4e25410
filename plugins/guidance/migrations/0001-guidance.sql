-- Advisers with their hours and sectors, appointments, files with notes, legal questions, hand-overs.
-- Members are the core's, by their ids.

create table guidance.member (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  member_id uuid not null,
  since timestamptz not null,
  primary key (cooperative_id, member_id)
);

-- The id is the member's: nobody advises twice.
create table guidance.adviser (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  legal boolean not null,
  active boolean not null,
  place text check (length(place) between 1 and 200),
  online_at text check (length(online_at) between 1 and 500),
  languages jsonb not null,
  -- [{"weekday": 1, "opens": 540, "closes": 1020}, …] in order.
  openings jsonb not null,
  slot_minutes integer not null check (slot_minutes in (15, 30, 45, 60, 90, 120)),
  -- Who was named for a legal question the longest ago is the next.
  named_at timestamptz not null,
  primary key (cooperative_id, id)
);
create index adviser_by_name on guidance.adviser (cooperative_id, active, name, id);
create index adviser_by_turn on guidance.adviser (cooperative_id, legal, active, named_at, id);

create table guidance.portfolio (
  cooperative_id uuid not null,
  id uuid not null,
  adviser_id uuid not null,
  sector text not null check (sector ~ '^[a-z][a-z0-9-]{0,62}$'),
  from_day date not null,
  until_day date check (until_day >= from_day),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, adviser_id) references guidance.adviser (cooperative_id, id)
    on delete cascade
);
create unique index portfolio_once
  on guidance.portfolio (cooperative_id, adviser_id, sector) where until_day is null;
create index portfolio_by_sector on guidance.portfolio (cooperative_id, sector, until_day, id);

create table guidance.absence (
  cooperative_id uuid not null,
  id uuid not null,
  adviser_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, adviser_id) references guidance.adviser (cooperative_id, id)
    on delete cascade
);
create index absence_of_adviser on guidance.absence (cooperative_id, adviser_id, until_day, id);

create table guidance.appointment (
  cooperative_id uuid not null,
  id uuid not null,
  adviser_id uuid not null,
  member_id uuid not null,
  activity_id uuid,
  day date not null,
  starts integer not null check (starts between 0 and 1439),
  ends integer not null check (ends <= 1440),
  mode text not null check (mode in ('IN_PERSON', 'ONLINE')),
  -- Where, as it was when it was booked: a room, or an address of the web.
  place text not null check (length(place) between 1 and 500),
  subject text not null check (length(subject) between 1 and 200),
  status text not null check
    (status in ('BOOKED', 'NEEDS_TIME', 'CANCELLED', 'HELD', 'NO_SHOW')),
  -- How often it was moved: calendars take the highest.
  revision integer not null check (revision >= 0),
  changed_at timestamptz not null,
  during int4range not null generated always as (int4range(starts, ends)) stored,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, adviser_id) references guidance.adviser (cooperative_id, id),
  check (ends > starts),
  constraint appointment_once exclude using gist
    (cooperative_id with =, adviser_id with =, day with =, during with &&)
    where (status in ('BOOKED', 'HELD', 'NO_SHOW')),
  constraint appointment_of_member_once exclude using gist
    (cooperative_id with =, member_id with =, day with =, during with &&)
    where (status in ('BOOKED', 'HELD', 'NO_SHOW'))
);
create index appointment_of_adviser on guidance.appointment (cooperative_id, adviser_id, day, id);
create index appointment_of_member on guidance.appointment (cooperative_id, member_id, day, id);

create table guidance.file (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  adviser_id uuid not null,
  activity_id uuid,
  title text not null check (length(title) between 1 and 200),
  status text not null check (status in ('OPEN', 'CLOSED')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, adviser_id) references guidance.adviser (cooperative_id, id),
  check ((status = 'CLOSED') = (closed_at is not null))
);
create index file_of_member on guidance.file (cooperative_id, member_id, status, id);
create index file_of_adviser on guidance.file (cooperative_id, adviser_id, status, id);

create table guidance.note (
  cooperative_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  member_id uuid not null,
  author_id uuid,
  body text not null check (length(body) between 1 and 10000),
  shared boolean not null,
  written_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, file_id) references guidance.file (cooperative_id, id)
    on delete cascade
);
create index note_of_file on guidance.note (cooperative_id, file_id, shared, id);
create index note_of_member on guidance.note (cooperative_id, member_id, id);
create index note_of_author on guidance.note (cooperative_id, author_id, id);

create table guidance.question (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  activity_id uuid,
  subject text not null check (length(subject) between 1 and 200),
  status text not null check (status in ('OPEN', 'ANSWERED', 'CLOSED')),
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id)
);
create index question_of_member on guidance.question (cooperative_id, member_id, id);

-- Who may read a question beside the member: from when, and until when.
create table guidance.naming (
  cooperative_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  adviser_id uuid not null,
  named_at timestamptz not null,
  ended_at timestamptz check (ended_at >= named_at),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, question_id) references guidance.question (cooperative_id, id)
    on delete cascade,
  foreign key (cooperative_id, adviser_id) references guidance.adviser (cooperative_id, id)
);
create unique index naming_once
  on guidance.naming (cooperative_id, question_id, adviser_id) where ended_at is null;
create index naming_of_adviser on guidance.naming (cooperative_id, adviser_id, ended_at, id);

create table guidance.message (
  cooperative_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  -- Whose question it is, whoever wrote.
  member_id uuid not null,
  author_id uuid,
  body text not null check (length(body) between 1 and 20000),
  written_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, question_id) references guidance.question (cooperative_id, id)
    on delete cascade
);
create index message_of_question on guidance.message (cooperative_id, question_id, id);
create index message_of_member on guidance.message (cooperative_id, member_id, id);
create index message_of_author on guidance.message (cooperative_id, author_id, id);

-- The id is the file's.
create table guidance.attachment (
  cooperative_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  question_id uuid not null,
  filename text not null,
  media_type text not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, message_id) references guidance.message (cooperative_id, id)
    on delete cascade
);
create index attachment_of_message on guidance.attachment (cooperative_id, message_id, id);

-- Who has read what; never changed, gone only with the question.
create table guidance.reading (
  cooperative_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  reader_id uuid not null,
  -- Null: the messages.
  attachment_id uuid,
  read_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, question_id) references guidance.question (cooperative_id, id)
    on delete cascade
);
create index reading_of_question on guidance.reading (cooperative_id, question_id, id);
create index reading_of_reader on guidance.reading (cooperative_id, reader_id, id);
create function guidance.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'What was read was read.';
end $$;
create trigger reading_stays before update on guidance.reading
  for each row execute function guidance.refuse_change();

create table guidance.hand_over (
  cooperative_id uuid not null,
  id uuid not null,
  from_adviser_id uuid not null,
  to_adviser_id uuid not null,
  on_day date not null,
  briefing text check (length(briefing) between 1 and 10000),
  status text not null check (status in ('PLANNED', 'DONE', 'CANCELLED')),
  planned_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, from_adviser_id) references guidance.adviser (cooperative_id, id),
  foreign key (cooperative_id, to_adviser_id) references guidance.adviser (cooperative_id, id),
  check (from_adviser_id <> to_adviser_id)
);
create index hand_over_due on guidance.hand_over (cooperative_id, status, on_day, id);
create index hand_over_from on guidance.hand_over (cooperative_id, from_adviser_id, id);
create index hand_over_to on guidance.hand_over (cooperative_id, to_adviser_id, id);

create table guidance.handed_member (
  cooperative_id uuid not null,
  id uuid not null,
  hand_over_id uuid not null,
  member_id uuid not null,
  briefing text check (length(briefing) between 1 and 10000),
  status text not null check (status in ('WAITING', 'MOVED', 'REFUSED')),
  -- Why it was refused: a code.
  refusal text,
  appointments integer not null check (appointments >= 0),
  -- Of these, how many need another time.
  clashes integer not null check (clashes between 0 and appointments),
  files integer not null check (files >= 0),
  questions integer not null check (questions >= 0),
  primary key (cooperative_id, id),
  unique (cooperative_id, hand_over_id, member_id),
  foreign key (cooperative_id, hand_over_id) references guidance.hand_over (cooperative_id, id)
    on delete cascade,
  check ((status = 'REFUSED') = (refusal is not null))
);
create index handed_member_of on guidance.handed_member (cooperative_id, hand_over_id, status, id);
create index handed_member_whose on guidance.handed_member (cooperative_id, member_id, id);
