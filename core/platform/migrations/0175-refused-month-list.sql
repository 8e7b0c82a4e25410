-- The months that could not be made are listed over a whole co-operative: each has an id of its own. The
-- default is for a server of the version before, which writes beside this one during an upgrade.
alter table core.engagement_month_refusal
  add column id uuid not null default gen_random_uuid(),
  drop constraint engagement_month_refusal_pkey,
  add primary key (cooperative_id, id),
  add unique (cooperative_id, engagement_id, month);
create index engagement_month_refusal_since
  on core.engagement_month_refusal (cooperative_id, since, id);
