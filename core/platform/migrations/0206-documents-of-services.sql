-- A document that a plugin issues in the name of a member goes over the same network as invoices: it
-- is no invoice of the co-operative, so its file is kept here and its key is the plugin's.

alter table core.transmission alter column invoice_id drop not null;
alter table core.transmission alter column activity_id drop not null;
-- The service that issued it, e.g. "self-employed.invoice".
alter table core.transmission add column service text;
alter table core.transmission add column document_key text;
alter table core.transmission add column subject_type text;
alter table core.transmission add column subject_id uuid;
alter table core.transmission add column member_id uuid;
alter table core.transmission add column kind text check (kind in ('INVOICE', 'CREDIT_NOTE'));
alter table core.transmission add column ubl text;
alter table core.transmission add check (
  (invoice_id is null) = (service is not null)
  and num_nulls(service, document_key, subject_type, subject_id, member_id, kind, ubl) in (0, 7));
alter table core.transmission add unique (cooperative_id, document_key);
alter table core.transmission add foreign key (cooperative_id, member_id)
  references core.member (cooperative_id, id);
create index transmission_of_member on core.transmission (cooperative_id, member_id)
  where member_id is not null;
