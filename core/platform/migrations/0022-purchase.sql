-- Electronic invoices and credit notes that suppliers send to a legal entity of the co-operative, and
-- those that a client makes out in its name. The file itself is kept whole in the file store.
create table core.purchase (
  cooperative_id uuid not null,
  id uuid not null,
  host_entity_id uuid not null,
  -- Null until somebody, or a reference in it, says whose it is.
  activity_id uuid,
  kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  -- Made out by the client in our name: a sale, not a purchase.
  self_billed boolean not null,
  status text not null default 'RECEIVED'
    check (status in ('RECEIVED', 'ASSIGNED', 'APPROVED', 'REFUSED')),
  -- The access point's name for it, and the hash of the file.
  message_id text not null,
  sha256 char(64) not null,
  supplier_name text not null check (length(supplier_name) between 1 and 300),
  supplier_enterprise_number text,
  supplier_vat_number text,
  supplier_country char(2) not null,
  -- What tells suppliers apart: a number of theirs, or else their electronic address.
  supplier_key text not null,
  number text not null check (length(number) between 1 and 200),
  issued_on date not null,
  due_on date,
  currency char(3) not null,
  net_minor bigint not null,
  vat_minor bigint not null,
  total_minor bigint not null,
  payable_minor bigint not null,
  lines jsonb not null,
  iban text,
  payment_reference text,
  order_reference text,
  preceding text[] not null default '{}',
  -- [{"code": "purchase.total-differs", "values": {…}}]: why it cannot be approved as it is.
  problems jsonb not null default '[]',
  received_at timestamptz not null,
  assigned_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  -- Why it was refused.
  reason text check (length(reason) between 1 and 1000),
  -- What of the VAT is claimed from the state; the rest is a cost of the activity.
  deductible_minor bigint check (deductible_minor between 0 and vat_minor),
  version integer not null default 1,
  primary key (cooperative_id, id),
  -- The same document is taken once, by whichever way it comes.
  unique (cooperative_id, host_entity_id, supplier_key, kind, number, issued_on),
  unique (cooperative_id, message_id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check ((status = 'RECEIVED') = (activity_id is null) or status = 'REFUSED'),
  check ((status in ('APPROVED', 'REFUSED')) = (decided_by is not null)),
  check ((status = 'APPROVED') = (deductible_minor is not null)),
  check ((status = 'REFUSED') = (reason is not null)),
  check (status <> 'APPROVED' or problems = '[]'),
  -- Four eyes, in the database too.
  check (decided_by <> assigned_by or status = 'REFUSED')
);
create index purchase_of_activity on core.purchase (cooperative_id, activity_id, id);
create index purchase_by_status on core.purchase (cooperative_id, status, id);

insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('purchase.payable', 'credit', null, null, 'What is owed to suppliers for approved purchases.');
insert into ledger.once_per_source (kind, description) values
  ('PURCHASE_APPROVED', 'An approved purchase is booked once.');
