-- Classes, prices, plans, options, warrants and convertibles are events of the same table; what only
-- some kinds say is typed JSON.

alter table start_ups.equity_event
  drop constraint equity_event_kind_check,
  add constraint equity_event_kind_check check (kind in (
    'CLASS', 'VALUE', 'ISSUE', 'TRANSFER', 'CANCEL', 'REPURCHASE', 'SPLIT', 'CONVERT',
    'PLAN', 'GRANT', 'WARRANT', 'CONVERTIBLE', 'EXERCISE', 'FORFEIT', 'RETRACT', 'ACCEPT')),
  -- The code of the security that it makes or means.
  add column security text check (security ~ '^[a-z][a-z0-9-]{0,62}$'),
  add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object'),
  add constraint equity_event_security check (
    security is not null
    or kind not in ('PLAN', 'GRANT', 'WARRANT', 'CONVERTIBLE', 'EXERCISE', 'FORFEIT'));
