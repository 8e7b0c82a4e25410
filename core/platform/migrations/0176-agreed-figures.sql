-- What agreements give beyond minimum pay, by steps: supplements, the shares of the young, weeks of
-- notice. Of the law (cooperative_id null) or as a co-operative has loaded it. A step holds from its
-- "at" until the next: an age, an hour of the day, months of service. Shares are in hundred-thousandths.
create table core.agreed_figure (
  id uuid primary key,
  country char(2) not null,
  cooperative_id uuid references core.cooperative (id),
  joint_committee text check (joint_committee ~ '^[0-9A-Z.]{1,12}$'),
  code text not null check (code ~ '^[a-z]+([.-][a-z]+)*$'),
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) > 0),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500)
);
create unique index agreed_figure_starts on core.agreed_figure
  (country, cooperative_id, joint_committee, code, from_day) nulls not distinct;

insert into core.agreed_figure (id, country, joint_committee, code, steps, from_day, source) values
  (gen_random_uuid(), 'BE', null, 'youth',
   '[{"at": 0, "value": 67000}, {"at": 17, "value": 73000}, {"at": 18, "value": 100000}]', '2025-02-01',
   'Guaranteed average minimum monthly income (agreement 43), shares by age: '
   'www.salairesminimums.be/document.html?date=01%2F02%2F2025&jcId=cf2e07ee4e76fa89014e7734edb3052c'),
  (gen_random_uuid(), 'BE', null, 'youth.student',
   '[{"at": 0, "value": 67000}, {"at": 17, "value": 73000}, {"at": 18, "value": 79000},
     {"at": 19, "value": 85000}, {"at": 20, "value": 90000}, {"at": 21, "value": 100000}]', '2025-02-01',
   'Guaranteed average minimum monthly income (agreement 43), shares of students by age: '
   'www.salairesminimums.be/document.html?date=01%2F02%2F2025&jcId=cf2e07ee4e76fa89014e7734edb3052c'),
  (gen_random_uuid(), 'BE', '304', 'youth',
   '[{"at": 16, "value": 70000}, {"at": 17, "value": 76000}, {"at": 18, "value": 82000},
     {"at": 19, "value": 88000}, {"at": 20, "value": 94000}, {"at": 21, "value": 100000}]', '2016-12-19',
   'Joint committee 304, agreement of 19 December 2016 (138114): shares of the scale by age: '
   'podiumkunsten.be/sector/lopende-caos-pc-304/413');

-- The age of a worker who is younger than the shares of the young reach, as the draft states it.
alter table core.contract add column worker_age smallint check (worker_age between 15 and 20);
