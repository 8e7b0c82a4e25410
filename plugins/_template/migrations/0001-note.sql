-- A note on the activity; at most one, so the activity's id is the key.
create table sample_plugin.note (
  cooperative_id uuid not null,
  activity_id uuid not null,
  text text not null check (length(text) between 1 and 1000),
  resolved boolean not null default false,
  written_at timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);
