-- Things that a legal entity of the co-operative owns for an activity that has paid for them, written
-- off by equal months. What an activity pays is its cost at once; the books of the entity show the
-- thing, and what was paid for it, until both are used up.

insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('asset.cost', 'debit', 0, null, 'What things cost that a legal entity owns and writes off.'),
  ('asset.depreciated', 'credit', 0, null, 'What of their cost is written off.'),
  ('asset.funded', 'credit', 0, null,
   'What activities have paid for them and is not written off yet.');

-- Which things are written off, and over how many months: decided, dated, never altered.
create table core.asset_policy (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- One service, e.g. "equipment.purchase", or all of a plugin, e.g. "equipment".
  service text not null check (service ~ '^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$' and length(service) <= 120),
  from_day date not null,
  -- What costs less is a cost at once.
  threshold_minor bigint not null check (threshold_minor >= 0),
  currency char(3) not null,
  shortest_months integer not null check (shortest_months between 1 and 600),
  longest_months integer not null check (longest_months between shortest_months and 600),
  source text not null check (length(source) between 1 and 500),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, service, from_day)
);
create trigger asset_policy_append_only before update or delete or truncate on core.asset_policy
  for each statement execute function core.refuse_change();

create table core.asset (
  cooperative_id uuid not null,
  -- The id that whoever keeps the thing gave it.
  id uuid not null,
  service text not null check (length(service) between 1 and 120),
  activity_id uuid not null,
  host_entity_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  currency char(3) not null,
  cost_minor bigint not null check (cost_minor > 0),
  residual_minor bigint not null check (residual_minor between 0 and cost_minor),
  months integer not null check (months between 1 and 600),
  from_day date not null,
  -- What was booked so far, and the first day of the month that is booked next; null: none is.
  depreciated_minor bigint not null default 0
    check (depreciated_minor between 0 and cost_minor - residual_minor),
  next_month date check (extract(day from next_month) = 1),
  status text not null check (status in ('IN_USE', 'DISPOSED', 'CANCELLED')),
  ended_on date check ((ended_on is null) = (status = 'IN_USE')),
  transaction_id uuid not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  check (status = 'IN_USE' or next_month is null)
);
create index asset_of_activity on core.asset (cooperative_id, activity_id, id);
create index asset_to_depreciate on core.asset (cooperative_id, next_month, id)
  where next_month is not null;
