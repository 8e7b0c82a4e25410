-- What an incoming document takes off or adds as a whole, besides its lines.
alter table core.purchase
  -- [{"kind": "ALLOWANCE" | "CHARGE", "reason": "…", "amount": "500", "vatCode": "S",
  --   "vatRate": "21.00" | null}]: the amount in minor units, more than zero.
  add column adjustments jsonb not null default '[]' check (jsonb_typeof(adjustments) = 'array');
