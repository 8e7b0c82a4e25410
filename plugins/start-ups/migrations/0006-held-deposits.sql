-- Deposits that are held for an activity are in its inventory too, each under the thing that it is for,
-- which may be listed itself.
alter table start_ups.spin_off_item
  drop constraint spin_off_item_kind_check,
  add constraint spin_off_item_kind_check check (kind in ('CLIENT', 'ORDER', 'CONTRACT',
    'ENGAGEMENT', 'INVOICE', 'INVESTMENT', 'AGREEMENT', 'EQUIPMENT', 'DEBT', 'DEPOSIT')),
  drop constraint spin_off_item_cooperative_id_spin_off_id_subject_type_subje_key,
  add constraint spin_off_item_once
    unique (cooperative_id, spin_off_id, kind, subject_type, subject_id);
