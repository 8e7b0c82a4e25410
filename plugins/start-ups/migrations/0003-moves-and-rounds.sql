-- What is carried out moves by itself or is somebody's to move; accepted offers are contracts with
-- clients; what is only lent is nobody's to take along.
alter table start_ups.holding
  add column movable boolean not null default true;

alter table start_ups.spin_off_item
  drop constraint spin_off_item_kind_check,
  add constraint spin_off_item_kind_check check (kind in ('CLIENT', 'ORDER', 'CONTRACT',
    'ENGAGEMENT', 'INVOICE', 'INVESTMENT', 'AGREEMENT', 'EQUIPMENT', 'DEBT')),
  add column movable boolean not null default true,
  -- Whose it is to move, from when the transfer is carried out, and by when.
  add column owner_id uuid,
  add column due_on date,
  add column moved_on date,
  add column moved_how text check (length(moved_how) between 1 and 500),
  add constraint spin_off_item_owned check (due_on is null or owner_id is not null),
  add constraint spin_off_item_moved check (moved_how is null or moved_on is not null);
create index spin_off_item_of_owner on start_ups.spin_off_item (cooperative_id, owner_id, id);
create index spin_off_item_of_subject on start_ups.spin_off_item (cooperative_id, subject_id);

alter table start_ups.spin_off
  -- When the last of what goes along has moved.
  add column completed_on date check (completed_on is null or status = 'TRANSFERRED');

alter table start_ups.team_member
  -- What the employment that fills the role says of its week.
  add column weekly_minutes integer check (weekly_minutes between 0 and 10080);

alter table start_ups.investment
  -- The loan or own money that pays for it, as its plugin told of it.
  add column financed_by_type text,
  add column financed_by_id uuid,
  add constraint investment_financed check ((financed_by_type is null) = (financed_by_id is null));

-- A round of financing: what it values the company at, and the shares that it issues are events.
create table start_ups.funding_round (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  day date not null,
  share_class text not null,
  pre_money_minor bigint not null check (pre_money_minor > 0),
  raised_minor bigint not null check (raised_minor > 0),
  shares_before bigint not null check (shares_before > 0),
  shares_issued bigint not null check (shares_issued > 0),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references start_ups.activity (cooperative_id, activity_id)
);
create index funding_round_of_activity
  on start_ups.funding_round (cooperative_id, activity_id, day, id);
