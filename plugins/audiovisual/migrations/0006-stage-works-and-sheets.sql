-- Works for the stage, the rental house on a call sheet, and what else was other than planned on a day.

alter table audiovisual.production drop constraint production_kind_check;
alter table audiovisual.production add constraint production_kind_check check (kind in
  ('FILM', 'SERIES', 'DOCUMENTARY', 'ANIMATION', 'COMMERCIAL', 'CLIP', 'STAGE', 'OTHER'));

create index tax_shelter_agreement_of_investor
  on audiovisual.tax_shelter_agreement (cooperative_id, activity_id, investor, signed_on);

alter table audiovisual.call_sheet
  add column rental_house text check (length(rental_house) between 1 and 300);

-- Against the call sheet that held; null when there was none.
alter table audiovisual.production_report
  add column scenes_added jsonb not null default '[]',
  add column late_minutes integer,
  add column page_eighths_shot integer,
  add column page_eighths_missed integer;
