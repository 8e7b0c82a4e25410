-- Dates that are scheduled together are a tour. Those from before say of none which it was.
create table performing_arts.tour (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  made_at timestamptz not null,
  primary key (cooperative_id, id),
  -- What a date of it refers to: a tour is of one production.
  unique (cooperative_id, production_id, id),
  foreign key (cooperative_id, activity_id)
    references performing_arts.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, production_id)
    references performing_arts.production (cooperative_id, id)
);

alter table performing_arts.performance
  add column tour_id uuid,
  add foreign key (cooperative_id, production_id, tour_id)
    references performing_arts.tour (cooperative_id, production_id, id);
create index performance_of_tour
  on performing_arts.performance (cooperative_id, tour_id, day, id) where tour_id is not null;
