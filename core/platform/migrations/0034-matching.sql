-- Matches that are undone, money that is paid back, and what suggestions look up.

-- A payment is never changed but for being undone, once: the ledger has an entry of its own for it.
alter table core.payment
  add column reversed_at timestamptz,
  add column reversed_by uuid,
  add column reversal_reason text check (length(reversal_reason) between 1 and 200),
  add check ((reversed_at is null) = (reversed_by is null)),
  add check ((reversed_at is null) = (reversal_reason is null));
drop trigger payment_append_only on core.payment;
create function core.guard_payment() returns trigger language plpgsql as $$
declare
  v_undone text[] := '{reversed_at,reversed_by,reversal_reason}';
begin
  if tg_op = 'UPDATE' and old.reversed_at is null and new.reversed_at is not null
    and to_jsonb(new) - v_undone = to_jsonb(old) - v_undone
  then
    return new;
  end if;
  raise exception 'the payment % cannot be changed', old.id
    using errcode = 'GZ010', hint = 'Undo the match, and match anew.';
end $$;
create trigger payment_immutable before update or delete on core.payment
  for each row execute function core.guard_payment();
create trigger payment_not_truncated before truncate on core.payment
  for each statement execute function core.refuse_change();

-- Money of a movement that goes back to whom it came from, as a payout.
create table core.refund (
  cooperative_id uuid not null,
  id uuid not null,
  bank_line_id uuid not null,
  payout_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  made_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, bank_line_id) references core.bank_line (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id)
);
create index refund_of_line on core.refund (cooperative_id, bank_line_id);
create trigger refund_append_only before update or delete or truncate on core.refund
  for each statement execute function core.refuse_change();

-- Whom money of an account paid before, and which invoices wait for exactly an amount.
create index bank_line_counterparty on core.bank_line (cooperative_id, counterparty_iban)
  where amount_minor > 0;
create index invoice_due_amount on core.invoice
  (cooperative_id, (total_minor - credited_net_minor - credited_vat_minor - paid_minor))
  where kind = 'INVOICE' and status = 'ISSUED' and payment_status in ('UNPAID', 'PARTLY_PAID');
create index invoice_unpaid_of_client on core.invoice (cooperative_id, client_id, due_on)
  where kind = 'INVOICE' and status = 'ISSUED' and payment_status in ('UNPAID', 'PARTLY_PAID');
