-- An approved purchase is paid like anything else that leaves: by a payout that another releases.
alter table core.purchase
  add column payout_id uuid,
  -- True: a card or a direct debit has paid it, and the movement of the bank is awaited.
  add column already_paid boolean not null default false,
  add foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id),
  add check (payout_id is null or (status = 'APPROVED' and not already_paid));
