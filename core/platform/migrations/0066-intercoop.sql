-- Money between co-operatives of one umbrella: each has its own ledger, and a clearing account for
-- every partner. What one sent and the other received, and what both paid each other through their
-- banks, brings the two clearing accounts back to zero.
create table core.intercoop_transfer (
  cooperative_id uuid not null references core.cooperative (id),
  -- The same on both sides.
  id uuid not null,
  direction text not null check (direction in ('OUT', 'IN')),
  partner_id uuid not null references core.cooperative (id),
  -- On this side; what finds no activity here is refused, and no row is kept of it.
  activity_id uuid not null,
  -- On the other side, as whoever sent it named it.
  partner_activity_id uuid not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null check (length(reason) between 1 and 500),
  on_day date not null,
  -- OUT: SENT until the other side has answered. IN: RECEIVED at once.
  state text not null check (state in ('SENT', 'RECEIVED', 'REFUSED')),
  refusal text,
  made_by uuid,
  -- When to carry it over; null: nothing more to do.
  next_at timestamptz,
  attempts integer not null default 0,
  made_at timestamptz not null default clock_timestamp(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check (partner_id <> cooperative_id),
  check ((state = 'REFUSED') = (refusal is not null))
);
create index intercoop_due on core.intercoop_transfer (next_at) where next_at is not null;
create index intercoop_of_partner on core.intercoop_transfer (cooperative_id, partner_id, id);
create index intercoop_of_activity on core.intercoop_transfer (cooperative_id, activity_id, id);

-- Money at the bank that brings a clearing account towards zero.
create table core.intercoop_settlement (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  direction text not null check (direction in ('OUT', 'IN')),
  partner_id uuid not null references core.cooperative (id),
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- OUT: the payout that pays it. IN: the line of the bank that brought it.
  payout_id uuid,
  bank_line_id uuid,
  on_day date not null,
  made_by uuid not null,
  primary key (cooperative_id, id),
  check (num_nonnulls(payout_id, bank_line_id) = 1)
);
create index intercoop_settlement_of_partner
  on core.intercoop_settlement (cooperative_id, partner_id, id);
