-- A signed contract that is not paid yet may cost less than was agreed: an engagement that ends within
-- its month withdraws the days after the end, and an absence may be paid in part or not at all.

alter table core.contract
  -- What was agreed for all its days, once it costs less; null: the budget is what was agreed.
  add column agreed_minor bigint check (agreed_minor > 0),
  drop constraint contract_budget_minor_check,
  add check (budget_minor > 0 or budget_minor = 0 and agreed_minor is not null);

alter table core.contract_day
  -- The part of the day's pay that the employer pays, in hundred-thousandths.
  add column paid_share integer not null default 100000 check (paid_share between 0 and 100000);
