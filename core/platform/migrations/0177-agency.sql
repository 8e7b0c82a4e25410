-- Interim work: an agency employs the worker, declares and pays them, and invoices the co-operative.
create table core.agency (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  enterprise_number text not null check (enterprise_number ~ '^[01][0-9]{9}$'),
  -- The number under which it is recognised.
  recognition text not null check (length(recognition) between 1 and 100),
  ended_on date,
  version integer not null default 1,
  primary key (cooperative_id, id),
  unique (cooperative_id, enterprise_number)
);

alter table core.contract
  -- Who employs the worker instead of the co-operative, and its own number of the contract.
  add column agency_id uuid,
  add column agency_reference text check (length(agency_reference) between 1 and 100),
  -- The agency's invoice, by which its work is a cost of the activity.
  add column agency_purchase_id uuid,
  add foreign key (cooperative_id, agency_id) references core.agency (cooperative_id, id),
  add foreign key (cooperative_id, agency_purchase_id)
    references core.purchase (cooperative_id, id);

-- What the agency pays of gross is its own affair: only gross pay is known here, and no day of payment.
do $$
declare open_parts text;
begin
  select conname into strict open_parts from pg_constraint
  where conrelid = 'core.contract'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%num_nulls%';
  execute format('alter table core.contract drop constraint %I', open_parts);
end $$;
alter table core.contract
  add constraint contract_agreed_whole check (status in ('DRAFT', 'CANCELLED') or
    num_nulls(number, gross_minor, coefficient_id, signed_on) = 0 and
    num_nulls(net_minor, employee_contribution_minor, withholding_minor, due_on)
      = case when agency_id is null then 0 else 4 end),
  add constraint contract_agency_invoiced check (agency_purchase_id is null or agency_id is not null),
  add constraint contract_agency_paid check (
    agency_id is null or (status = 'PAID') = (agency_purchase_id is not null));
create index contract_of_agency on core.contract (cooperative_id, agency_id, id)
  where agency_id is not null;
