-- What an assignment needed and no tool of the co-operative met stands in the register under its
-- code: everybody who lacks it then supports the same need.

alter table community.need add column of_plans text check (of_plans ~ '^[a-z][a-z0-9-]{0,62}$');
create unique index need_of_plans on community.need (cooperative_id, of_plans)
  where status in ('ASKED', 'PLANNED');
create index need_by_code on community.need (cooperative_id, of_plans, id);
