-- Money of a member's own that an activity works with until it is paid back. What the activity owes is
-- a loan of the same id; what the co-operative owes the member for it is this account.
insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('member.current', 'credit', 0, null, 'Own money that a member has put into activities.');

create table core.current_account (
  cooperative_id uuid not null,
  -- That of the loan by which the activity owes it.
  id uuid not null,
  member_id uuid not null,
  host_entity_id uuid not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, id) references core.loan (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);

create table core.current_account_move (
  cooperative_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  account_id uuid not null,
  kind text not null check (kind in ('PAY_IN', 'PAY_BACK', 'FORGIVE')),
  amount_minor bigint not null check (amount_minor > 0),
  bank_line_id uuid,
  payout_id uuid,
  transaction_id uuid not null,
  primary key (cooperative_id, key),
  foreign key (cooperative_id, account_id) references core.current_account (cooperative_id, id),
  check ((bank_line_id is not null) = (kind = 'PAY_IN')),
  check ((payout_id is not null) = (kind = 'PAY_BACK'))
);
create index current_account_move_of on core.current_account_move (cooperative_id, account_id);
create trigger current_account_move_append_only
  before update or delete or truncate on core.current_account_move
  for each statement execute function core.refuse_change();
