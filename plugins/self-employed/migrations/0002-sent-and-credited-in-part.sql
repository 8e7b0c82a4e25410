-- Own invoices go over the Peppol network once the staff have seen that the enterprise is the member's,
-- and are credited in parts: what a note takes back of which line stands on the note.

alter table self_employed.member add column confirmed_on date;
alter table self_employed.member add column confirmed_by uuid check (confirmed_by <> member_id);
alter table self_employed.member add check ((confirmed_on is null) = (confirmed_by is null));

alter table self_employed.invoice add column buyer jsonb;
alter table self_employed.invoice add column transmission text
  check (transmission in ('QUEUED', 'SENT', 'DELIVERED', 'REFUSED', 'FAILED'));
alter table self_employed.invoice add column transmission_problem text;
alter table self_employed.invoice add column credited_minor bigint not null default 0
  check (credited_minor >= 0);
update self_employed.invoice set credited_minor = net_minor + vat_minor where status = 'CREDITED';
drop index self_employed.credit_once;
create index credits_of on self_employed.invoice (cooperative_id, credits_id, id)
  where credits_id is not null;
