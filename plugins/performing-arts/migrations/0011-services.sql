-- A musician may be hired by the service instead of by the hour.
alter table performing_arts.contract_day
  add column services integer check (services between 1 and 6);
