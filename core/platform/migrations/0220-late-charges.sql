-- What is asked of a client who pays late on top of an invoice, and which part of a payment was for it.

-- One row each time that it is asked: the whole of it from that day on, what was paid of it before included.
create table core.late_charge (
  cooperative_id uuid not null,
  id uuid not null,
  key text not null check (length(key) between 1 and 200),
  service text not null check (length(service) between 1 and 120),
  invoice_id uuid not null,
  activity_id uuid not null,
  asked_on date not null,
  -- Costs of recovery and interest come before the principal of a payment in part, a penalty after it.
  costs_minor bigint not null check (costs_minor >= 0),
  interest_minor bigint not null check (interest_minor >= 0),
  penalty_minor bigint not null check (penalty_minor >= 0),
  currency char(3) not null,
  -- Whose income it is once it is paid: the guarantee fund's, or the activity's.
  proceeds text not null check (proceeds in ('COMMUNITY', 'ACTIVITY')),
  asked_at timestamptz not null,
  -- From then on it is not asked any more.
  withdrawn_at timestamptz,
  primary key (cooperative_id, id),
  unique (cooperative_id, key),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);
create index late_charge_of_invoice on core.late_charge (cooperative_id, invoice_id, asked_on, id);
create function core.guard_late_charge() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
    and to_jsonb(new) - 'withdrawn_at' = to_jsonb(old) - 'withdrawn_at'
  then
    return new;
  end if;
  raise exception 'the late charge % cannot be changed', old.id
    using errcode = 'GZ010', hint = 'Withdraw it, and ask anew.';
end $$;
create trigger late_charge_immutable before update or delete on core.late_charge
  for each row execute function core.guard_late_charge();
create trigger late_charge_not_truncated before truncate on core.late_charge
  for each statement execute function core.refuse_change();

-- What of a payment was for that; a payment of nothing else has no part of the invoice.
alter table core.payment
  add column costs_minor bigint not null default 0 check (costs_minor >= 0),
  add column interest_minor bigint not null default 0 check (interest_minor >= 0),
  add column penalty_minor bigint not null default 0 check (penalty_minor >= 0),
  add column proceeds text check (proceeds in ('COMMUNITY', 'ACTIVITY')),
  drop constraint payment_amount_minor_check,
  add constraint payment_amount_minor_check check (amount_minor >= 0),
  add constraint payment_of_something
    check (amount_minor + costs_minor + interest_minor + penalty_minor > 0),
  add constraint payment_proceeds
    check ((costs_minor + interest_minor + penalty_minor > 0) = (proceeds is not null));
