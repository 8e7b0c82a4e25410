-- Which things a cover is for, of whatever plugin keeps them: it is told by their ids that they are covered.
alter table insurance.cover
  add column things jsonb not null default '[]'
    check (jsonb_typeof(things) = 'array' and jsonb_array_length(things) <= 100);
