-- The pay run: everybody who is due is paid, a batch of contracts a transaction, and how far it came
-- stands in the same transaction. And net pay that is kept to be paid in monthly parts.

create table core.pay_run (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  status text not null check (status in ('RUNNING', 'DONE')),
  -- Contracts whose pay is due on this day or before.
  due_until date not null,
  currency char(3) not null,
  started_by uuid not null,
  -- Contracts that were due when it began; what becomes due meanwhile is paid too.
  total integer not null check (total > 0),
  paid integer not null default 0 check (paid >= 0),
  refused integer not null default 0 check (refused >= 0),
  net_minor bigint not null default 0,
  advanced_minor bigint not null default 0,
  -- The last contract that it came to, in the order of the ids: where it goes on after a crash.
  last_contract_id uuid not null default '00000000-0000-0000-0000-000000000000',
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (cooperative_id, id),
  check ((status = 'DONE') = (finished_at is not null))
);
-- One at a time: two would only wait for each other.
create unique index pay_run_running on core.pay_run (cooperative_id) where status = 'RUNNING';

-- Whom a run could not pay and why: they stay due, and the next run tries again.
create table core.pay_run_refusal (
  cooperative_id uuid not null,
  pay_run_id uuid not null,
  contract_id uuid not null,
  -- [{"code", "values", …}]: said in the language of whoever reads it.
  findings jsonb not null,
  primary key (cooperative_id, pay_run_id, contract_id),
  foreign key (cooperative_id, pay_run_id) references core.pay_run (cooperative_id, id),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id)
);

-- Net pay that a worker lets stand: more by a contract, less by a monthly part. Never below zero.
create table core.pay_reserve (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  activity_id uuid not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor <> 0),
  on_day date not null,
  -- What it comes from, or the payout that it went to.
  contract_id uuid,
  payout_id uuid,
  primary key (cooperative_id, id),
  unique (cooperative_id, contract_id),
  unique (cooperative_id, payout_id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, contract_id) references core.contract (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id),
  check ((contract_id is null) <> (payout_id is null)),
  check ((amount_minor > 0) = (contract_id is not null))
);
create index pay_reserve_of_member
  on core.pay_reserve (cooperative_id, member_id, activity_id, currency, on_day);
