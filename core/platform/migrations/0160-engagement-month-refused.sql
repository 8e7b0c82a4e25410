-- A month of an engagement that cannot be made, as the morning's job found it last: it goes once the
-- month has its contract, is waived or is no longer owed.
create table core.engagement_month_refusal (
  cooperative_id uuid not null,
  engagement_id uuid not null,
  month date not null check (extract(day from month) = 1),
  -- What stands in the way, each with its sentence in the four languages.
  violations jsonb not null check (jsonb_array_length(violations) > 0),
  since date not null,
  tried_on date not null,
  primary key (cooperative_id, engagement_id, month),
  foreign key (cooperative_id, engagement_id) references core.engagement (cooperative_id, id)
);

-- A month in which nobody worked, by a decision of the co-operative's people: it gets no contract.
create table core.engagement_month_waiver (
  cooperative_id uuid not null,
  engagement_id uuid not null,
  month date not null check (extract(day from month) = 1),
  reason text not null check (length(reason) between 1 and 500),
  waived_by uuid not null,
  waived_on date not null,
  primary key (cooperative_id, engagement_id, month),
  foreign key (cooperative_id, engagement_id) references core.engagement (cooperative_id, id)
);
