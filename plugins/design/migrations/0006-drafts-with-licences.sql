-- A draft on which a licence was granted can be thrown away: the licence is taken back then, and stays.

alter table design.invoice drop constraint invoice_cooperative_id_invoice_id_fkey;
