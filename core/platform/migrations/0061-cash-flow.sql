-- The money that each step of a plan moves, by day, as far as its tool can foresee it:
-- [{"day": "2026-12-01", "amountMinor": "-12500", "payer": "ACTIVITY", "prefinancing": false}]
alter table core.assignment_step add column cash_flow jsonb not null default '[]';
