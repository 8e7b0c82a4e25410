-- On which invoice a settlement was put; null: on none yet.
alter table performing_arts.settlement add column invoice_id uuid;
