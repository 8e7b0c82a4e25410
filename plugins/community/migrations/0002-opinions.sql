-- What members say in a consultation, in their own words: one text each.

create table community.opinion (
  cooperative_id uuid not null,
  id uuid not null,
  vote_id uuid not null,
  member_id uuid not null,
  body text not null check (length(body) between 1 and 5000),
  written_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, vote_id) references community.vote (cooperative_id, id)
);
create unique index opinion_once on community.opinion (cooperative_id, vote_id, member_id);
create index opinion_whose on community.opinion (cooperative_id, member_id, id);
