-- Minimum pay by the month: whoever is paid by the month is judged by it, in part for a part of a
-- full-timer's month, and not by the hours that the month happens to have.
alter table core.minimum_pay
  drop constraint minimum_pay_per_check,
  add check (per in ('HOUR', 'DAY', 'MONTH'));
insert into core.minimum_pay (id, country, per, amount_e4, from_day, source) values
  (gen_random_uuid(), 'BE', 'MONTH', 21118900, '2025-02-01',
   'Guaranteed average minimum monthly income (agreement 43), from 18 years: 1,668.39 is 79 % of it and '
   '1,900.70 is 90 %, so that it is 2,111.89: '
   'www.salairesminimums.be/document.html?date=01%2F02%2F2025&jcId=cf2e07ee4e76fa89014e7734edb3052c');
