-- Two who enter a figure at once: one of them has it.
alter table audiovisual.tax_shelter_figure
  add constraint tax_shelter_figure_once exclude using gist
    (cooperative_id with =, code with =, coalesce(kind, '') with =,
     daterange(from_day, until_day) with &&);
