-- Author rights: the bands of an income year, what was paid, and the yearly sheet 281.45.

-- Art. 17 § 1, 5° and art. 37 CIR 92. Amounts of an income year, in cents; a year that is not here
-- is not known, and nothing is paid for it.
create table core.author_rights_year (
  country char(2) not null,
  year smallint not null,
  -- The most that is income of movable goods in a year.
  ceiling_minor bigint not null check (ceiling_minor > 0),
  -- The lump sum of costs: half of the first band, a quarter of the second, nothing beyond.
  half_until_minor bigint not null check (half_until_minor > 0),
  quarter_until_minor bigint not null check (quarter_until_minor > half_until_minor),
  source text not null,
  primary key (country, year)
);
insert into core.author_rights_year
  (country, year, ceiling_minor, half_until_minor, quarter_until_minor, source) values
  ('BE', 2016, 5759000, 1536000, 3071000, 'francoiscoppens.be'),
  ('BE', 2018, 5872000, 1566000, 3132000, 'ajp.be'),
  ('BE', 2022, 6407000, 1709000, 3417000, 'abfk.be'),
  ('BE', 2023, 7022000, 1872000, 3745000, 'https://www.nav.be/kennisnet/'
   'het-nieuw-fiscaal-regime-auteursrechten-haarfijn-uitgelegd-voor-architecten'),
  ('BE', 2024, 7307000, 1948000, 3897000,
   'https://artetloibelge.blogspot.com/2025/03/imposition-des-revenus-de-droits.html');

insert into core.money_rule (country, code, value, from_day, until_day, source) values
  -- In basis points of the gross amount less the lump sum of costs.
  ('BE', 'author-rights.withholding', 1500, '2016-01-01', null,
   'https://www.nav.be/kennisnet/'
   'het-nieuw-fiscaal-regime-auteursrechten-haarfijn-uitgelegd-voor-architecten'),
  -- The most that author rights may be of all remuneration in a year, in basis points.
  ('BE', 'author-rights.share', 10000, '2016-01-01', '2023-01-01',
   'No share was set before the programme law of 26 December 2022'),
  ('BE', 'author-rights.share', 5000, '2023-01-01', '2024-01-01',
   'https://www.deloitte.com/be/en/services/accountancy/blogs/actualites/'
   'un-nouveau-chapitre-pour-les-droits-d-auteur.html'),
  ('BE', 'author-rights.share', 4000, '2024-01-01', '2025-01-01',
   'https://www.deloitte.com/be/en/services/accountancy/blogs/actualites/'
   'un-nouveau-chapitre-pour-les-droits-d-auteur.html'),
  ('BE', 'author-rights.share', 3000, '2025-01-01', null,
   'https://www.deloitte.com/be/en/services/accountancy/blogs/actualites/'
   'un-nouveau-chapitre-pour-les-droits-d-auteur.html'),
  -- Whether computer programs count as works: 1 or 0.
  ('BE', 'author-rights.programs', 1, '2016-01-01', '2023-01-01',
   'Included before the programme law of 26 December 2022'),
  ('BE', 'author-rights.programs', 0, '2023-01-01', null,
   'https://www.dbaccounting.be/post/'
   'droits-d-auteur-nouveau-r%C3%A9gime-plus-restrictif-d%C3%A8s-2023');

set role gezel_ledger;
insert into ledger.once_per_source (kind, description)
  values ('AUTHOR_RIGHTS_PAID', 'A payment of author rights is booked once.');
reset role;

create table core.author_rights_payment (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  -- The legal entity that pays: its sheet, and its bands.
  host_entity_id uuid not null,
  member_id uuid not null,
  year smallint not null,
  paid_on date not null,
  work text not null check (work in ('LITERARY_OR_ARTISTIC', 'NEIGHBOURING', 'COMPUTER_PROGRAM')),
  -- Why the regime holds: an arts-work attestation, or a transfer for communication to the public.
  ground text not null check (ground in ('ATTESTATION', 'PUBLIC_COMMUNICATION')),
  description text not null check (length(description) between 1 and 140),
  currency char(3) not null,
  gross_minor bigint not null check (gross_minor > 0),
  cost_minor bigint not null check (cost_minor between 0 and gross_minor),
  withheld_minor bigint not null check (withheld_minor between 0 and gross_minor),
  payout_id uuid not null,
  made_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id),
  foreign key (cooperative_id, payout_id) references core.payout (cooperative_id, id),
  check (year = extract(year from paid_on))
);
create index author_rights_of_member on core.author_rights_payment (cooperative_id, member_id, year);
create index author_rights_of_activity
  on core.author_rights_payment (cooperative_id, activity_id, id);
create index author_rights_of_year
  on core.author_rights_payment (cooperative_id, year, host_entity_id, member_id);
create trigger author_rights_append_only before update or delete or truncate
  on core.author_rights_payment for each statement execute function core.refuse_change();

-- What a member had of author rights elsewhere: the newest word on a year holds.
create table core.author_rights_elsewhere (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  year smallint not null check (year between 1990 and 2100),
  gross_minor bigint not null check (gross_minor >= 0),
  declared_by uuid not null,
  declared_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create index author_rights_elsewhere_newest
  on core.author_rights_elsewhere (cooperative_id, member_id, year, id desc);

-- The sheet of a year: one for each member whom a legal entity paid. Its id is that of the first
-- payment, which never changes.
create view core.author_rights_sheet with (security_invoker = true) as
  select cooperative_id, (array_agg(id order by id))[1] as id, host_entity_id, member_id, year,
    currency, count(*)::integer as payment_count, sum(gross_minor)::bigint as gross_minor,
    sum(cost_minor)::bigint as cost_minor, sum(withheld_minor)::bigint as withheld_minor
  from core.author_rights_payment
  group by cooperative_id, host_entity_id, member_id, year, currency;
grant select on core.author_rights_sheet to gezel_app;
