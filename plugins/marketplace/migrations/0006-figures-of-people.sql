-- Figures of a market count people: who offers the same work five times has one price in them, the mean
-- of theirs, and moves them no more than anybody else.

create or replace view marketplace.figure with (security_invoker = true) as
select
  p.cooperative_id,
  md5(p.sector || '/' || p.skill || '/' || p.currency)::uuid as id,
  p.sector, p.skill, p.currency,
  count(*)::integer as headcount,
  (round(percentile_cont(0.25) within group (order by p.price) / 100) * 100)::bigint as lower_minor,
  (round(percentile_cont(0.5) within group (order by p.price) / 100) * 100)::bigint as median_minor,
  (round(percentile_cont(0.75) within group (order by p.price) / 100) * 100)::bigint as upper_minor
from (
  select o.cooperative_id, o.sector, s.skill, o.currency, o.member_id,
    avg(o.day_price_minor)::double precision as price
  from marketplace.offer o cross join unnest(o.skills) as s (skill)
  where o.status = 'OPEN'
  group by o.cooperative_id, o.sector, s.skill, o.currency, o.member_id
) p
group by p.cooperative_id, p.sector, p.skill, p.currency
having count(*) >= 5;
