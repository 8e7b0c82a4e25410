-- A rule for one activity goes before all others, and ends on a day that is known from the start.

alter table core.charge_rule add column activity_id uuid;
-- The first day on which it holds no more.
alter table core.charge_rule add column until_day date check (until_day > from_day);
alter table core.charge_rule add check ((activity_id is null) = (until_day is null));
alter table core.charge_rule add check (activity_id is null or sector is null);
alter table core.charge_rule add foreign key (cooperative_id, activity_id)
  references core.activity (cooperative_id, id);
drop index core.charge_rule_on;
create index charge_rule_on on core.charge_rule (cooperative_id, service, from_day desc, id desc)
  where activity_id is null;
create index charge_rule_of on core.charge_rule
  (cooperative_id, activity_id, service, from_day desc, id desc) where activity_id is not null;
