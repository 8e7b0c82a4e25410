-- What a service has booked as an income of an activity, once a key; the income itself stands in core.income.
create table core.service_income (
  cooperative_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  service text not null check (length(service) between 1 and 120),
  activity_id uuid not null,
  income_id uuid not null,
  -- What was asked for, to know a repeat by.
  content jsonb not null,
  primary key (cooperative_id, key),
  unique (cooperative_id, income_id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, income_id) references core.income (cooperative_id, id)
);
create trigger service_income_append_only before update or delete or truncate on core.service_income
  for each statement execute function core.refuse_change();
