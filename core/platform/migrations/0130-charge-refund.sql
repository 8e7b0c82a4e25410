-- A charge is given back whole or in parts; each part has a key of its own, and the ledger the movement.
create table core.charge_refund (
  cooperative_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  charge_key text not null,
  amount_minor bigint not null check (amount_minor > 0),
  transaction_id uuid not null,
  primary key (cooperative_id, key),
  foreign key (cooperative_id, charge_key) references core.service_charge (cooperative_id, key)
);
create index charge_refund_of_charge on core.charge_refund (cooperative_id, charge_key);
create trigger charge_refund_append_only before update or delete or truncate on core.charge_refund
  for each statement execute function core.refuse_change();

-- What a part gives back counts where the charge counted.
insert into core.budget_kind_source (ledger_kind, kind) values ('SERVICE_REFUNDED', 'SERVICES');
