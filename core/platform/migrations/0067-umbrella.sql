-- The umbrella: a co-operative whose administrators open others on this platform.
alter table core.cooperative add column opens_others boolean not null default false;

-- Who opened a co-operative, and on which decision; the first is opened by a command, by nobody.
create table core.cooperative_opening (
  cooperative_id uuid primary key references core.cooperative (id),
  opened_by_cooperative uuid references core.cooperative (id),
  opened_by uuid,
  reference text not null check (length(reference) between 1 and 500),
  opened_on date not null
);
