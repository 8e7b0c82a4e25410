-- Contracts count by themselves, day by day where they work for several productions; and until when
-- it is kept who worked.

alter table audiovisual.contract alter column production_id drop not null;
alter table audiovisual.contract
  add column engagement_id uuid,
  add column nature text not null default 'COST'
    check (nature in ('COST', 'PRODUCER_FEE', 'GENERAL_COST'));
create index contract_of_production
  on audiovisual.contract (cooperative_id, production_id, contract_id);
create index contract_of_engagement
  on audiovisual.contract (cooperative_id, engagement_id, contract_id)
  where engagement_id is not null;

-- A day of a contract that is for another production than its other days, or counts otherwise.
create table audiovisual.contract_day (
  cooperative_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  day date not null,
  activity_id uuid not null,
  production_id uuid not null,
  eligibility text not null
    check (eligibility in ('NO', 'EEA_DIRECT', 'BELGIAN_DIRECT', 'BELGIAN_INDIRECT')),
  nature text not null check (nature in ('COST', 'PRODUCER_FEE', 'GENERAL_COST')),
  primary key (cooperative_id, id),
  unique (cooperative_id, contract_id, day),
  foreign key (cooperative_id, contract_id)
    references audiovisual.contract (cooperative_id, contract_id),
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id)
);
create index contract_day_of_production
  on audiovisual.contract_day (cooperative_id, production_id, id);

-- Whether somebody of the crew has worked is asked before they are taken off the list.
create index crew_hours_of_member on audiovisual.crew_hours (cooperative_id, crew_member_id);

-- The term of the law runs from the last day that is known: of the contract or of joining.
alter table audiovisual.crew_member add column works_until date;
alter table audiovisual.crew_member alter column worker_id drop not null;
alter table audiovisual.crew_hours add column day date;
update audiovisual.crew_hours h set day = d.day
  from audiovisual.production_report r
  join audiovisual.shooting_day d
    on d.cooperative_id = r.cooperative_id and d.id = r.shooting_day_id
  where r.cooperative_id = h.cooperative_id and r.id = h.report_id;
alter table audiovisual.crew_hours alter column day set not null;
update audiovisual.crew_member m set works_until = coalesce(
  (select max(h.day) from audiovisual.crew_hours h
   where h.cooperative_id = m.cooperative_id and h.crew_member_id = m.id),
  (select p.changed_at::date from audiovisual.production p
   where p.cooperative_id = m.cooperative_id and p.id = m.production_id));
alter table audiovisual.crew_member alter column works_until set not null;
