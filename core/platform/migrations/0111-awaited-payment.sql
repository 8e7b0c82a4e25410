-- What is booked as paid by a card or a direct debit, or as owed back by a supplier, until the bank
-- shows it; and what movements of the bank were for that no invoice and no payout explains.

set role gezel_ledger;
insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('vat.settled', 'debit', null, null,
   'VAT that was paid to the state, less what the state gave back.');
reset role;

create table core.awaited_payment (
  cooperative_id uuid not null,
  id uuid not null,
  source_type text not null check (source_type in ('expense', 'purchase')),
  source_id uuid not null,
  host_entity_id uuid not null,
  activity_id uuid not null,
  -- The account of the legal entity on which it waits.
  account text not null check (account in ('bank.clearing', 'purchase.payable')),
  currency char(3) not null,
  -- Of the sign of the movement that is awaited; negative: a debit.
  amount_minor bigint not null check (amount_minor <> 0),
  open_minor bigint not null,
  since date not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, source_type, source_id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check (case when amount_minor > 0 then open_minor between 0 and amount_minor
    else open_minor between amount_minor and 0 end)
);
create index awaited_payment_open on core.awaited_payment (cooperative_id, open_minor, since)
  where open_minor <> 0;

-- What of a movement was for an awaited payment, or for an account of the legal entity.
create table core.line_assignment (
  cooperative_id uuid not null,
  id uuid not null,
  bank_line_id uuid not null,
  awaited_id uuid,
  account text not null check (account in ('bank.clearing', 'purchase.payable', 'expenses',
    'social.payable', 'tax.payable', 'vat.settled')),
  -- Of the sign of the movement.
  amount_minor bigint not null check (amount_minor <> 0),
  note text check (length(note) between 1 and 200),
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  reversed_by uuid,
  reversed_at timestamptz,
  reversal_reason text check (length(reversal_reason) between 1 and 200),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, bank_line_id) references core.bank_line (cooperative_id, id),
  foreign key (cooperative_id, awaited_id) references core.awaited_payment (cooperative_id, id),
  check ((awaited_id is null) = (account not in ('bank.clearing', 'purchase.payable'))),
  check ((reversed_at is null) = (reversed_by is null)),
  check ((reversed_at is null) = (reversal_reason is null))
);
create index line_assignment_of_line on core.line_assignment (cooperative_id, bank_line_id);

-- What was booked before: it waits from the day of its entry.
insert into core.awaited_payment (cooperative_id, id, source_type, source_id, host_entity_id,
  activity_id, account, currency, amount_minor, open_minor, since)
select a.cooperative_id, gen_random_uuid(), x.source_type, x.source_id, a.owner_id,
  coalesce(e.activity_id, p.activity_id), a.code, a.currency, sum(l.amount), sum(l.amount),
  min(x.event_on)
from ledger.account a
join ledger.entry l on l.cooperative_id = a.cooperative_id and l.account_id = a.id
join ledger.txn x on x.cooperative_id = l.cooperative_id and x.id = l.txn_id
left join core.expense e on x.source_type = 'expense' and e.cooperative_id = x.cooperative_id
  and e.id = x.source_id
left join core.purchase p on x.source_type = 'purchase' and p.cooperative_id = x.cooperative_id
  and p.id = x.source_id
where a.code = 'bank.clearing' and x.kind in ('EXPENSE_APPROVED', 'PURCHASE_APPROVED')
  and coalesce(e.activity_id, p.activity_id) is not null
group by a.cooperative_id, x.source_type, x.source_id, a.owner_id, e.activity_id, p.activity_id,
  a.code, a.currency
having sum(l.amount) <> 0;
