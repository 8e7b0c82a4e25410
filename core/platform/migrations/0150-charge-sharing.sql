-- Who bears the price of a service: the activity that uses it, its client, its sector or the
-- community. Rules are dated and never altered; what they made of a charge is kept with it.

insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('service.borne', 'debit', null, null,
   'What the community or a sector has borne of the price of services.');

create table core.charge_rule (
  cooperative_id uuid not null references core.cooperative (id),
  -- The id that whoever keeps the rules gave it.
  id uuid not null,
  -- One service, e.g. "mobility.van", or all of a plugin, e.g. "mobility".
  service text not null check (service ~ '^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$'),
  -- Of activities in this sector; null: of all.
  sector text,
  from_day date not null,
  user_share integer not null check (user_share >= 0),
  client_share integer not null check (client_share >= 0),
  sector_share integer not null check (sector_share >= 0),
  community_share integer not null check (community_share >= 0),
  source text not null check (length(source) between 1 and 500),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (cooperative_id, id),
  check (user_share + client_share + sector_share + community_share = 1000)
);
create index charge_rule_on on core.charge_rule (cooperative_id, service, from_day desc, id desc);
create trigger charge_rule_append_only before update or delete or truncate on core.charge_rule
  for each statement execute function core.refuse_change();

-- A sector as the owner of an account.
create table core.sector_account (
  cooperative_id uuid not null references core.cooperative (id),
  sector text not null,
  id uuid not null,
  primary key (cooperative_id, sector),
  unique (cooperative_id, id)
);

create table core.charge_share (
  cooperative_id uuid not null,
  id uuid not null,
  charge_key text not null,
  bearer text not null check (bearer in ('USER', 'CLIENT', 'SECTOR', 'COMMUNITY')),
  sector text check ((bearer = 'SECTOR') = (sector is not null)),
  amount_minor bigint not null check (amount_minor > 0),
  rule_id uuid not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, charge_key, bearer),
  foreign key (cooperative_id, charge_key) references core.service_charge (cooperative_id, key),
  foreign key (cooperative_id, rule_id) references core.charge_rule (cooperative_id, id)
);
create trigger charge_share_append_only before update or delete or truncate on core.charge_share
  for each statement execute function core.refuse_change();

create table core.charge_share_refund (
  cooperative_id uuid not null,
  share_id uuid not null,
  transaction_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (cooperative_id, share_id, transaction_id),
  foreign key (cooperative_id, share_id) references core.charge_share (cooperative_id, id)
);
create trigger charge_share_refund_append_only
  before update or delete or truncate on core.charge_share_refund
  for each statement execute function core.refuse_change();
