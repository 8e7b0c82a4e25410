-- The day on which a company's season begins, every year: "09-01"; null: nobody has said.
alter table performing_arts.activity
  add column season_begins text check (season_begins ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$');
