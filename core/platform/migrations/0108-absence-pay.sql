-- What of a day that is not worked the employer pays: a kind says by which rule, and the figures of the
-- rule are dated. Where a figure is missing the absence is refused by its name.

alter table core.day_kind
  -- "work": as if it were worked; "none": nothing; "guaranteed": guaranteed pay in sickness, so much of
  -- the first days; "leave": by whoever pays holidays, the employer or the holiday fund.
  add column pay text not null default 'work'
    check (pay in ('work', 'none', 'guaranteed', 'leave')),
  add check (absence or pay = 'work');
update core.day_kind set pay = 'guaranteed' where code = 'sickness' and absence;
update core.day_kind set pay = 'leave' where code = 'leave' and absence;
insert into core.day_kind (cooperative_id, code, title, absence, pay, from_day)
select cooperative_id, 'unpaid-absence', jsonb_build_object('nl', 'onbetaalde afwezigheid',
    'fr', 'absence non payée', 'en', 'unpaid absence', 'de', 'unbezahlte Abwesenheit'),
  true, 'none', date '2000-01-01'
from core.day_kind where code = 'work'
on conflict do nothing;

insert into core.pay_figure (country, code, worker_class, value, from_day, source, grade) values
  ('BE', 'guaranteed-pay.long', '*',
   '{"serviceMonths": 0, "relapseDays": 14, "periods": [{"days": 30, "share": 100000}]}', '2026-01-01',
   'Guaranteed pay of employees, open-ended or for three months at least: 30 days whole '
   '(espace-jeunes.droitsquotidiens.be, jobat.be); relapse within 14 days (abvvmetaal-btb.be)', 'C'),
  ('BE', 'guaranteed-pay.long', 'manual',
   '{"serviceMonths": 1, "relapseDays": 14, "periods": [{"days": 7, "share": 100000},
     {"days": 7, "share": 85880}, {"days": 16, "share": 25880}]}', '2026-01-01',
   'Guaranteed pay of manual workers after a month of service: 7 days whole, 7 at 85.88 %, until the '
   '30th at 25.88 % (abvvmetaal-btb.be, guaranteed pay from 1 January 2026)', 'C'),
  ('BE', 'guaranteed-pay.short', '*',
   '{"serviceMonths": 1, "relapseDays": 14, "periods": [{"days": 7, "share": 100000},
     {"days": 7, "share": 85880}, {"days": 16, "share": 25880}]}', '2026-01-01',
   'Guaranteed pay of employees for less than three months, as manual workers, after a month of service '
   '(espace-jeunes.droitsquotidiens.be; shares: abvvmetaal-btb.be, from 1 January 2026)', 'C'),
  ('BE', 'leave.share', 'artist', '0', '2023-06-18',
   'Holidays of artists are paid by ONVA/RJV, as those of manual workers: decrew.be, cultuurloket.be', 'C'),
  ('BE', 'leave.share', 'manual', '0', '2023-06-18',
   'Holidays of manual workers are paid by ONVA/RJV: decrew.be, cultuurloket.be', 'C');

-- 1: work on Sundays is prohibited but for exceptions, which a person must know; 0: they are worked there.
insert into core.employment_rule (country, code, joint_committee, value, from_day, source) values
  ('BE', 'working-time.no-sunday', null, 1, '2016-01-01',
   'General law, no work on Sundays but for exceptions: get-real.be/werken/arbeidsovereenkomst/arbeidsduur.php'),
  ('BE', 'working-time.no-sunday', '304', 0, '2016-12-19',
   'Joint committee 304, agreement of 19 December 2016 (138114): up to ten days in a row in rehearsal and on '
   'tour: www.podiumkunsten.be/loopbaan/loon-en-arbeidsvoorwaarden/arbeidsduur-flexibiliteit');
