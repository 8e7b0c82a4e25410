-- What the law asks of contracts beyond pay: dated figures by country, minimum pay, attestations,
-- hours of students, formalities; and what a contract says besides its days and budget.

-- Figures of the law, by country; the newest row that has begun holds, unless it has ended. A row of
-- a joint committee goes before the general one.
create table core.employment_rule (
  country char(2) not null,
  code text not null check (code ~ '^[a-z]+([.-][a-z]+)*$'),
  joint_committee text check (joint_committee ~ '^[0-9A-Z.]{1,12}$'),
  value bigint not null,
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500)
);
create unique index employment_rule_starts
  on core.employment_rule (country, code, joint_committee, from_day) nulls not distinct;

insert into core.employment_rule (country, code, value, from_day, until_day, source) values
  ('BE', 'student.hours', 475, '2017-01-01', '2023-01-01',
   'Student quota of 475 hours a year: news.belgium.be/nl/studentenjobs-50-dagen-worden-475-uur'),
  ('BE', 'student.hours', 600, '2023-01-01', '2025-01-01',
   'Student quota of 600 hours a year: trends.knack.be/geld/rechten/werken-als-student-wordt-eenvoudiger-2'),
  ('BE', 'student.hours', 650, '2025-01-01', null,
   'Student quota of 650 hours a year: webwoordenboek.nl/kenniscentrum/wat-als-ik-meer-dan-600-uur-werk-als-student'),
  ('BE', 'attestation.ordinary-years', 5, '2024-01-01', null,
   'Arts-work attestation, ordinary: five years: dev.amplo.be/fr/faq/travailleur-euse-des-arts'),
  ('BE', 'attestation.plus-years', 5, '2024-01-01', null,
   'Arts-work attestation, plus: five years: dev.amplo.be/fr/faq/travailleur-euse-des-arts'),
  ('BE', 'attestation.starter-years', 3, '2024-01-01', null,
   'Arts-work attestation, starter: three years: dev.amplo.be/fr/faq/travailleur-euse-des-arts'),
  -- In minutes. The page that was read is undated: nothing is known here for earlier years.
  ('BE', 'working-time.usual-day', 480, '2016-01-01', null,
   'General law, 8 hours a day: get-real.be/werken/arbeidsovereenkomst/arbeidsduur.php'),
  ('BE', 'working-time.longest-day', 540, '2016-01-01', null,
   'General law, 9 hours a day with variable schedules: get-real.be/werken/arbeidsovereenkomst/arbeidsduur.php'),
  ('BE', 'working-time.usual-week', 2280, '2016-01-01', null,
   'General law, 38 hours a week: get-real.be/werken/arbeidsovereenkomst/arbeidsduur.php'),
  ('BE', 'working-time.longest-week', 2700, '2016-01-01', null,
   'General law, 45 hours a week with variable schedules: get-real.be/werken/arbeidsovereenkomst/arbeidsduur.php'),
  ('BE', 'working-time.rest', 660, '2016-01-01', null,
   'General law, 11 hours of rest in 24: get-real.be/werken/arbeidsovereenkomst/arbeidsduur.php');
insert into core.employment_rule (country, code, joint_committee, value, from_day, source)
select 'BE', 'working-time.' || r.code, '304', r.value, date '2016-12-19',
  'Joint committee 304, agreement of 19 December 2016 (138114): '
  'www.podiumkunsten.be/loopbaan/loon-en-arbeidsvoorwaarden/arbeidsduur-flexibiliteit/rustdagen-en-overuren'
-- What is usual depends on the kind of day there, which the core does not know: only the ends do.
from (values ('usual-day', 720), ('longest-day', 720), ('usual-week', 5040), ('longest-week', 5040),
  ('rest', 480)) as r (code, value);

-- The least that work pays before deductions: of the law (cooperative_id null) or of a scale that a
-- co-operative has loaded. The amount is in ten-thousandths of the currency, as hourly pay is set.
create table core.minimum_pay (
  id uuid primary key,
  country char(2) not null,
  cooperative_id uuid references core.cooperative (id),
  joint_committee text check (joint_committee ~ '^[0-9A-Z.]{1,12}$'),
  function_code text check (function_code ~ '^[a-z0-9][a-z0-9.-]{0,62}$'),
  per text not null check (per in ('HOUR', 'DAY')),
  amount_e4 bigint not null check (amount_e4 > 0),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500),
  -- The general minimum has neither; a scale has both.
  check ((joint_committee is null) = (function_code is null)),
  check ((cooperative_id is null) = (joint_committee is null))
);
create unique index minimum_pay_starts on core.minimum_pay
  (country, cooperative_id, joint_committee, function_code, per, from_day) nulls not distinct;
insert into core.minimum_pay (id, country, per, amount_e4, from_day, source) values
  (gen_random_uuid(), 'BE', 'HOUR', 128252, '2025-02-01',
   'Guaranteed average minimum monthly income (agreement 43), an hour at 38 hours a week, from 18 years: '
   'www.salairesminimums.be/document.html?date=01%2F02%2F2025&jcId=cf2e07ee4e76fa89014e7734edb3052c');

-- Whether a contract in a joint committee must name a function whose minimum pay is known.
alter table core.employment_policy add column scale_required boolean not null default false;

-- A kind of contract that a co-operative names itself follows the law of one that the law knows.
alter table core.contract_kind add column regime text check (regime ~ '^[a-z][a-z0-9-]{0,62}$');

-- Proof that somebody may work in the arts without an employer's authority (article 1bis).
create table core.attestation (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('ORDINARY', 'PLUS', 'STARTER')),
  reference text not null check (length(reference) between 1 and 100),
  from_day date not null,
  -- The first day on which it no longer holds.
  until_day date not null check (until_day > from_day),
  ended_on date,
  recorded_by uuid not null,
  -- Somebody of the co-operative who has seen it; only then it counts.
  verified_by uuid,
  verified_on date,
  file_id uuid,
  version integer not null default 1,
  primary key (cooperative_id, id),
  unique (cooperative_id, member_id, reference),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  check ((verified_by is null) = (verified_on is null))
);

-- What a student says to have worked elsewhere in a year, from the public counter.
create table core.student_hours (
  cooperative_id uuid not null,
  member_id uuid not null,
  year integer not null check (year between 2000 and 2200),
  minutes_elsewhere integer not null check (minutes_elsewhere >= 0),
  stated_on date not null,
  stated_by uuid not null,
  primary key (cooperative_id, member_id, year),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);

-- Kinds of day, an open list: work, and absences that are paid like it.
create table core.day_kind (
  cooperative_id uuid not null references core.cooperative (id),
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  title jsonb not null check (title ?& array['nl', 'fr', 'en', 'de']),
  absence boolean not null,
  from_day date not null,
  until_day date check (until_day > from_day),
  primary key (cooperative_id, code)
);

alter table core.contract
  -- By the scale of the joint committee.
  add column function_code text check (function_code ~ '^[a-z0-9][a-z0-9.-]{0,62}$'),
  add column at_risk boolean not null default false,
  add column work_country char(2) not null default 'BE',
  -- The attestation that an article 1bis was signed on.
  add column attestation_id uuid,
  add foreign key (cooperative_id, attestation_id)
    references core.attestation (cooperative_id, id);

alter table core.contract_day
  -- Minutes from midnight; null: not agreed.
  add column starts_minute smallint check (starts_minute between 0 and 1439),
  add column kind text not null default 'work';

-- What must be arranged around a contract before a day: insurance, medical fitness, papers abroad.
create table core.formality (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  contract_id uuid not null,
  worker_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  country char(2),
  due_on date not null,
  status text not null check (status in ('OPEN', 'DONE', 'WAIVED', 'CANCELLED')),
  source text not null check (length(source) between 1 and 500),
  reference text check (length(reference) between 1 and 200),
  settled_on date,
  settled_by uuid,
  version integer not null default 1,
  primary key (cooperative_id, id),
  unique (cooperative_id, contract_id, kind),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check ((status in ('DONE', 'WAIVED')) = (settled_on is not null)),
  check (status <> 'DONE' or reference is not null)
);
create index formality_due on core.formality (cooperative_id, due_on, id) where status = 'OPEN';
create index formality_of_activity on core.formality (cooperative_id, activity_id, id);
create index formality_of_worker on core.formality (cooperative_id, worker_id, id);

-- What one request hired, so that its repeat answers the same.
create table core.hiring (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  contract_ids uuid[] not null,
  primary key (cooperative_id, id)
);
