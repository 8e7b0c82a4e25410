-- A thing may be a member's own, is insured on days, and may leave with a company; a lease that its
-- lessor lets a company take over says by what they consent.

alter table equipment.item
  drop constraint item_owner_check,
  add constraint item_owner_check check (owner in ('COOPERATIVE', 'LESSOR', 'MEMBER')),
  drop constraint item_status_check,
  add constraint item_status_check
    check (status in ('IN_USE', 'RETIRED', 'CANCELLED', 'TRANSFERRED')),
  add column insured_from date,
  add column insured_until date,
  add constraint item_insured_days check (insured_until >= insured_from),
  -- The number of the company in the register of enterprises.
  add column transferred_to text check (transferred_to ~ '^[0-9]{10}$'),
  add column transferred_on date,
  add constraint item_transferred check (
    (status = 'TRANSFERRED') = (transferred_to is not null)
    and (status = 'TRANSFERRED') = (transferred_on is not null)
  );

alter table equipment.lease
  drop constraint lease_status_check,
  add constraint lease_status_check
    check (status in ('RUNNING', 'RETURNED', 'BOUGHT', 'CANCELLED', 'TRANSFERRED')),
  add column consent text check (length(consent) between 1 and 500),
  add constraint lease_consented check (status <> 'TRANSFERRED' or consent is not null);
