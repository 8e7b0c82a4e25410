-- What a need was raised for may be called off or given back before anybody insured it.

alter table insurance.need drop constraint need_status_check;
alter table insurance.need add constraint need_status_check
  check (status in ('OPEN', 'COVERED', 'WAIVED', 'GONE'));
