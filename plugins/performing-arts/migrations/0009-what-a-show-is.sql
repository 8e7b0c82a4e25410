-- What a show is, who plays in it, before how many, and what travels with it.
alter table performing_arts.production
  add column discipline text check (discipline ~ '^[a-z][a-z0-9-]{0,62}$'),
  add column cast_list text check (length(cast_list) between 1 and 4000),
  add column audience_capacity integer check (audience_capacity between 1 and 1000000),
  add column value_on_tour_minor bigint check (value_on_tour_minor > 0),
  add column currency char(3),
  add check ((value_on_tour_minor is null) = (currency is null));
