-- What pay is computed from: figures of the law by country, dated and with their source, and how a
-- co-operative employs a kind of contract. A figure that nobody could confirm is not here: whoever
-- needs it is told its name and the day.

create table core.pay_figure (
  country char(2) not null,
  -- e.g. "employee.share"; the country's rules know its meaning and the shape of its value.
  code text not null check (code ~ '^[a-z]+([.-][a-z]+)*$'),
  -- "*" is every one that has no row of its own.
  worker_class text not null default '*',
  employer_category text not null default '*',
  joint_committee text not null default '*',
  -- Shares in hundred-thousandths, amounts in minor units.
  value jsonb not null,
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500),
  -- C: read in the source; D: derived from what was read there, the arithmetic is in the source.
  grade char(1) not null check (grade in ('C', 'D')),
  primary key (country, code, worker_class, employer_category, joint_committee, from_day)
);

insert into core.pay_figure
  (country, code, worker_class, employer_category, value, from_day, until_day, source, grade)
select 'BE', f.code, f.class, f.category, f.value::jsonb, f.from_day::date, f.until_day::date,
  f.source, f.grade
from (values
  ('base.share', 'artist', '*', '108000', '2011-07-01', null,
   'socialsecurity.be, which contributions: 108 % of gross for artists and manual workers', 'C'),
  ('base.share', 'manual', '*', '108000', '2011-07-01', null,
   'socialsecurity.be, which contributions: 108 % of gross for artists and manual workers', 'C'),
  ('base.share', 'employee', '*', '100000', '2011-07-01', null,
   'socialsecurity.be, which contributions: gross pay', 'C'),
  ('base.share', 'student', '*', '100000', '2017-01-01', null,
   'news.belgium.be, student jobs: solidarity contribution on gross pay', 'C'),
  ('employee.share', 'artist', '*', '13070', '2011-07-01', null,
   'FPS Social Security, contributions at 1 July 2011: 7.50 + 3.55 + 1.15 + 0.87 %', 'C'),
  ('employee.share', 'manual', '*', '13070', '2011-07-01', null,
   'FPS Social Security, contributions at 1 July 2011: 7.50 + 3.55 + 1.15 + 0.87 %', 'C'),
  ('employee.share', 'employee', '*', '13070', '2011-07-01', null,
   'FPS Social Security, contributions at 1 July 2011: 7.50 + 3.55 + 1.15 + 0.87 %', 'C'),
  ('employee.share', 'student', '*', '2710', '2017-01-01', null,
   'news.belgium.be, student jobs: 475 hours instead of 50 days', 'C'),
  ('employer.solidarity', 'student', '*', '5420', '2017-01-01', null,
   'news.belgium.be, student jobs: 475 hours instead of 50 days', 'C'),
  ('employer.asbestos', 'student', '*', '10', '2017-01-01', null,
   'news.belgium.be, student jobs: 475 hours instead of 50 days', 'C'),
  -- The page is undated: 25 % is the outcome of the tax shift, whose last step was in 2018.
  ('employer.basic', 'artist', 'private', '25000', '2018-01-01', null,
   'socialsecurity.be, which contributions: private profit sector, wage moderation included', 'D'),
  ('employer.basic', 'manual', 'private', '25000', '2018-01-01', null,
   'socialsecurity.be, which contributions: private profit sector, wage moderation included', 'D'),
  ('employer.basic', 'employee', 'private', '25000', '2018-01-01', null,
   'socialsecurity.be, which contributions: private profit sector, wage moderation included', 'D'),
  ('employer.holiday-quarterly', 'artist', '*', '5570', '2018-01-01', null,
   'Royal decree of 7 June 2015: 5.57 % a quarter from 2018/1 (easypay-group.com)', 'C'),
  ('employer.holiday-quarterly', 'manual', '*', '5570', '2018-01-01', null,
   'Royal decree of 7 June 2015: 5.57 % a quarter from 2018/1 (easypay-group.com)', 'C'),
  ('employer.holiday-yearly', 'artist', '*', '10270', '2015-04-01', null,
   'Debit notice of annual holidays: 10.27 % (partena-professional.be, 17 March 2015)', 'C'),
  ('employer.holiday-yearly', 'manual', '*', '10270', '2015-04-01', null,
   'Debit notice of annual holidays: 10.27 % (partena-professional.be, 17 March 2015)', 'C'),
  -- Before the day of the published sample it is not known here.
  ('working-time.day', '*', '*', '456', '2003-01-01', null,
   '38 hours a week, 7.6 hours (456 minutes) a day: podiumkunsten.be, working time', 'C'),
  ('withholding.artist', '*', '*', '11110', '2023-06-18', null,
   'Annex III RD/CIR92, number 80: artists and musicians, without reduction (securex.be)', 'C'),
  ('holiday-pay.share', 'artist', '*', '15380', '2023-06-18', null,
   'Holiday pay by ONVA/RJV: 15.38 % of last year''s pay; on 108 % in the published sample', 'D'),
  ('holiday-pay.share', 'manual', '*', '15380', '2023-06-18', null,
   'Holiday pay by ONVA/RJV: 15.38 % of last year''s pay; on 108 % in the published sample', 'D'),
  ('reduction.artist', '*', '*', '{"quarterMinor": 72650, "mostMinor": 51700}',
   '2021-01-01', '2022-01-01', 'Target-group reduction of artists in 2021 (securex.eu)', 'C'),
  ('work-bonus', 'employee', '*',
   '{"mostMinor": 20565, "fullUntilMinor": 167449, "noneFromMinor": 261178, "slope": 21940}',
   '2021-01-01', '2022-01-01', 'github.com/hypered/refli.be, publicodes/compensation.yaml', 'C'),
  ('work-bonus', 'manual', '*',
   '{"mostMinor": 22210, "fullUntilMinor": 167449, "noneFromMinor": 261178, "slope": 23700}',
   '2021-01-01', '2022-01-01', 'github.com/hypered/refli.be, publicodes/compensation.yaml', 'C'),
  ('work-bonus', 'artist', '*',
   '{"mostMinor": 22210, "fullUntilMinor": 167449, "noneFromMinor": 261178, "slope": 23700}',
   '2021-01-01', '2022-01-01', 'github.com/hypered/refli.be: as workers, on 108 % of gross', 'D'),
  ('special-contribution', '*', '*',
   '{"startMinor": 194538, "share": 7600, "thenMinor": 219018, "thenAmountMinor": 1860,
     "thenShare": 1100, "mostMinor": 6094, "twoIncomes": {"fromMinor": 109510,
     "leastMinor": 930, "mostMinor": 5164}}',
   '2021-01-01', '2022-01-01',
   'Special contribution for social security: github.com/hypered/refli.be, compensation.yaml', 'C'),
  -- Brackets, exempt amount and marital quotient: the only multiples of ten that give the scales.
  ('withholding.scale', '*', '*',
   '{"expensesShare": 30000, "expensesMostMinor": 492000, "exemptMinor": 790000,
     "brackets": [{"fromMinor": 0, "share": 26750}, {"fromMinor": 1315000, "share": 42800},
       {"fromMinor": 2007000, "share": 48150}, {"fromMinor": 4138000, "share": 53500}],
     "spouseShare": 30000, "spouseMostMinor": 1118000, "singleMinor": 2600,
     "singleParentMinor": 3700, "disabledMinor": 3700,
     "childrenMinor": [0, 3700, 10700, 28200, 49400, 73000, 96500, 120100, 146000],
     "furtherChildMinor": 26200, "bonusShare": 33140}',
   '2021-01-01', '2022-01-01',
   'RD of 16 December 2020, scales I and II as transcribed in github.com/hypered/refli.be', 'D')
) as f (code, class, category, value, from_day, until_day, source, grade);

insert into core.pay_figure
  (country, code, joint_committee, value, from_day, until_day, source, grade) values
  ('BE', 'employer.risk-groups', '304', '100', '2013-01-01', '2015-01-01',
   'CLA of joint committee 304 for 2013-2014 (podiumkunsten.be)', 'C');

-- The co-operative's own figure is the coefficient; rates are the law's, so they leave this table.
alter table core.pay_coefficient
  alter column coefficient drop not null,
  add column worker_class text check (worker_class ~ '^[a-z][a-z-]{0,30}$'),
  add column employer_category text not null default 'private'
    check (employer_category ~ '^[a-z][a-z-]{0,30}$'),
  -- What the quarterly declaration calls this employment; null: not known, the export says so.
  add column worker_code text check (worker_code ~ '^[0-9]{3}$'),
  -- "artist": the flat rate of artists; "scale": the annual key formula; "none": nothing is withheld.
  add column withholding text not null default 'artist'
    check (withholding in ('artist', 'scale', 'none')),
  -- What else the law gives or takes under this scheme, e.g. "work-bonus".
  add column elements text[] not null default '{}';
update core.pay_coefficient
  set worker_class = case contribution_base when 108000 then 'artist' else 'employee' end;
alter table core.pay_coefficient
  alter column worker_class set not null,
  drop column contribution_base, drop column employee_share, drop column withholding_share;

comment on table core.pay_coefficient is
  'How a co-operative employs a kind of contract: its coefficient of work budget to gross pay (null: '
  'none is known, only gross, net and cost can be computed) and the classes that the law goes by.';

-- What a worker chose about pay, from a day on. It is about the person, so it is erased with them.
create table core.pay_choice (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  from_day date not null,
  -- A higher rate than the law's, in hundred-thousandths; null: the law's.
  withholding_share integer check (withholding_share between 0 and 60000),
  children integer not null default 0 check (children between 0 and 30),
  single boolean not null default true,
  spouse_without_income boolean not null default false,
  disabled boolean not null default false,
  -- Net pay is kept and paid in equal monthly parts of this amount; null: on the day it is due.
  instalment_minor bigint check (instalment_minor > 0),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, member_id, from_day),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  check (not (single and spouse_without_income))
);

-- How a signed contract's pay was computed, kept as it was: what a payslip and a declaration say.
create table core.contract_pay (
  cooperative_id uuid not null,
  contract_id uuid not null,
  employer_contribution_minor bigint not null check (employer_contribution_minor >= 0),
  contribution_base_minor bigint not null check (contribution_base_minor >= 0),
  worker_class text not null,
  employer_category text not null,
  worker_code text,
  -- [{"code", "base", "rate", "amount", "source", "from", "until"}], amounts as text.
  lines jsonb not null,
  primary key (cooperative_id, contract_id),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id)
);
