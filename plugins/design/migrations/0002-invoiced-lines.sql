-- On which invoice an extra round or a royalty was put; null: on none yet.

alter table design.revision_round add column invoice_id uuid;
alter table design.royalty_statement add column invoice_id uuid;
