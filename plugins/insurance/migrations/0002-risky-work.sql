-- A contract for work with a risk makes somebody think of a policy too.

alter table insurance.policy drop constraint policy_suggested_for_check;
alter table insurance.policy add constraint policy_suggested_for_check
  check (suggested_for in ('CONTRACT', 'RISK', 'EQUIPMENT', 'VAN'));
