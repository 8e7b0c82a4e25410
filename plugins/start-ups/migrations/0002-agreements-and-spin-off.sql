-- Agreements of purchase, what a role has to do with an engagement, and the file by which an activity
-- leaves the co-operative as a company.

alter table start_ups.investment
  add column disposed_on date check (disposed_on >= bought_on),
  -- Null: it went with the company.
  add column proceeds_minor bigint check (proceeds_minor >= 0);

alter table start_ups.team_member
  add column engagement_id uuid,
  add foreign key (cooperative_id, engagement_id)
    references core.engagement (cooperative_id, id) on delete restrict;
create index team_member_of_engagement on start_ups.team_member (cooperative_id, engagement_id);

create table start_ups.purchase_agreement (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  supplier text not null check (length(supplier) between 1 and 200),
  title text not null check (length(title) between 1 and 200),
  -- [{"from": …, "price": …}]: the price of one, in minor units, from so many in all on.
  tiers jsonb not null check (jsonb_typeof(tiers) = 'array'),
  usual_quantity bigint check (usual_quantity > 0),
  from_day date not null,
  -- The last day; null: until it is ended.
  until_day date check (until_day >= from_day),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id)
);
create index agreement_of_activity on start_ups.purchase_agreement (cooperative_id, activity_id, id);

create table start_ups.call_off (
  cooperative_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  activity_id uuid not null,
  quantity bigint not null check (quantity > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  day date not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, agreement_id)
    references start_ups.purchase_agreement (cooperative_id, id)
);
create index call_off_of_agreement on start_ups.call_off (cooperative_id, agreement_id, id);

-- What others have told that an activity holds: things and debts, until they tell of its end.
create table start_ups.holding (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('DEBT', 'EQUIPMENT')),
  subject_type text not null,
  subject_id uuid not null,
  value_minor bigint,
  open boolean not null,
  told_at timestamptz not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, subject_type, subject_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
create index holding_of_activity on start_ups.holding (cooperative_id, activity_id, id);

create table start_ups.spin_off (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  status text not null
    check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REFUSED', 'TRANSFERRED', 'WITHDRAWN')),
  company_name text not null check (length(company_name) between 1 and 200),
  enterprise_number text not null check (enterprise_number ~ '^[0-9]{10}$'),
  iban text not null check (length(iban) between 15 and 34),
  transfer_on date not null,
  prepared_by_id uuid not null,
  judged_by_id uuid,
  reasons text check (length(reasons) between 1 and 1000),
  transferred_by_id uuid,
  settled_minor bigint check (settled_minor >= 0),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id),
  check (judged_by_id is null or judged_by_id <> prepared_by_id),
  check (transferred_by_id is null or transferred_by_id not in (prepared_by_id, judged_by_id)),
  check ((transferred_by_id is not null) = (status = 'TRANSFERRED'))
);
create index spin_off_of_activity on start_ups.spin_off (cooperative_id, activity_id, id);
create unique index spin_off_at_a_time on start_ups.spin_off (cooperative_id, activity_id)
  where status in ('DRAFT', 'SUBMITTED', 'APPROVED');

create table start_ups.spin_off_item (
  cooperative_id uuid not null,
  id uuid not null,
  spin_off_id uuid not null,
  kind text not null check (kind in ('CLIENT', 'CONTRACT', 'ENGAGEMENT', 'INVOICE', 'INVESTMENT',
    'AGREEMENT', 'EQUIPMENT', 'DEBT')),
  subject_type text not null,
  subject_id uuid not null,
  value_minor bigint,
  currency char(3) not null,
  decision text check (decision in ('CARRY', 'STAY', 'SETTLE')),
  note text check (length(note) between 1 and 500),
  primary key (cooperative_id, id),
  unique (cooperative_id, spin_off_id, subject_type, subject_id),
  foreign key (cooperative_id, spin_off_id) references start_ups.spin_off (cooperative_id, id)
);
