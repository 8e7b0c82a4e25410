-- The guarantee fund whole: what its co-operative put in, and what it lost when a client defaulted.

set role gezel_ledger;
insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('fund.contributed', 'debit', null, null,
   'What the co-operative put in the guarantee fund out of its shared income.'),
  ('activity.forgiven', 'credit', null, 'loss',
   'Advances that an activity need not repay, because its client never paid.');
-- A loss is a note beside the money, which left the fund when it was advanced: it cancels out.
update ledger.account_code set mirror = 'loss' where code = 'fund.losses';
insert into ledger.once_per_source (kind, description)
  values ('FUND_WRITTEN_OFF', 'A write-off is booked once.');

-- The journal's index, without the co-operative in front: the planner took it for as good as the whole
-- key when a posting looks up its own (see 0010), and posting became slower with every transaction.
drop index if exists ledger.txn_event_idx;
create index if not exists txn_event_on_idx on ledger.txn (event_on, id, cooperative_id);
reset role;

alter table core.fund_rule add column decided_by uuid;

-- What the fund gives up of what it advanced upon an invoice: asked by one, decided by another.
create table core.fund_write_off (
  cooperative_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  client_id uuid not null,
  status text not null check (status in ('PROPOSED', 'APPROVED', 'REJECTED')),
  currency char(3) not null,
  -- What was out upon the invoice when it was asked; when it is approved, what is given up.
  amount_minor bigint not null check (amount_minor > 0),
  -- What the client paid later after all, which went to the fund first.
  recovered_minor bigint not null default 0 check (recovered_minor between 0 and amount_minor),
  reason text not null check (length(reason) between 1 and 1000),
  made_by uuid not null,
  made_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  foreign key (cooperative_id, activity_id, client_id)
    references core.client (cooperative_id, activity_id, id),
  check ((status = 'PROPOSED') = (decided_by is null)),
  check ((status = 'PROPOSED') = (decided_at is null)),
  check (status = 'APPROVED' or recovered_minor = 0),
  -- Four eyes, in the database too.
  check (decided_by <> made_by)
);
create index fund_write_off_of_activity on core.fund_write_off (cooperative_id, activity_id)
  where status = 'APPROVED';
create unique index fund_write_off_of_invoice on core.fund_write_off (cooperative_id, invoice_id)
  where status <> 'REJECTED';

-- What of a payment made good a loss of the fund.
alter table core.payment
  add column recovered_minor bigint not null default 0
    check (recovered_minor between 0 and released_minor - repaid_minor);
