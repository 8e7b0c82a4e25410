-- What design adds to activities and invoices. The schema itself is the migrator's.

create table design.activity (
  cooperative_id uuid not null,
  activity_id uuid not null,
  studio_name text not null check (length(studio_name) between 1 and 200),
  discipline text not null check (discipline ~ '^[a-z][a-z0-9-]{0,62}$'),
  changed_at timestamptz not null,
  primary key (cooperative_id, activity_id),
  foreign key (cooperative_id, activity_id)
    references core.activity (cooperative_id, id) on delete restrict
);

create table design.brief (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  client_id uuid,
  title text not null check (length(title) between 1 and 200),
  goal text check (length(goal) between 1 and 2000),
  audience text check (length(audience) between 1 and 2000),
  constraints text check (length(constraints) between 1 and 2000),
  materials text check (length(materials) between 1 and 2000),
  status text not null check (status in ('OPEN', 'DONE', 'CANCELLED')),
  -- The step of an assignment that waits for the brief to be done.
  step_id uuid,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id)
    references design.activity (cooperative_id, activity_id),
  foreign key (cooperative_id, client_id)
    references core.client (cooperative_id, id) on delete restrict
);
create index brief_of_activity on design.brief (cooperative_id, activity_id, id);

create table design.deliverable (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  brief_id uuid not null,
  author_id uuid,
  title text not null check (length(title) between 1 and 200),
  format text check (length(format) between 1 and 200),
  status text not null check (status in ('DRAFT', 'IN_REVIEW', 'APPROVED', 'DELIVERED')),
  included_rounds integer not null check (included_rounds between 0 and 100),
  rounds_taken integer not null check (rounds_taken between 0 and 100),
  extra_round_minor bigint check (extra_round_minor > 0),
  currency char(3) not null,
  delivered_on date,
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, brief_id) references design.brief (cooperative_id, id),
  check ((status = 'DELIVERED') = (delivered_on is not null))
);
create index deliverable_of_brief on design.deliverable (cooperative_id, brief_id, id);

create table design.revision_round (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  deliverable_id uuid not null,
  number integer not null check (number between 1 and 100),
  request text not null check (length(request) between 1 and 2000),
  -- Null: one of the rounds that the price includes.
  price_minor bigint check (price_minor > 0),
  currency char(3) not null,
  asked_on date not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, deliverable_id, number),
  foreign key (cooperative_id, deliverable_id) references design.deliverable (cooperative_id, id)
);

create table design.invoice (
  cooperative_id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  rights_minor bigint not null check (rights_minor >= 0),
  reuse_minor bigint not null check (reuse_minor between 0 and rights_minor),
  currency char(3) not null,
  changed_at timestamptz not null,
  primary key (cooperative_id, invoice_id),
  foreign key (cooperative_id, invoice_id)
    references core.invoice (cooperative_id, id) on delete restrict
);

create table design.licence (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  deliverable_id uuid not null,
  client_id uuid not null,
  invoice_id uuid not null,
  media jsonb not null check (jsonb_typeof(media) = 'array'),
  territories jsonb not null check (jsonb_typeof(territories) = 'array'),
  from_day date not null,
  until_day date check (until_day >= from_day),
  exclusive boolean not null,
  transfer boolean not null,
  sublicence boolean not null,
  reuse boolean not null,
  print_run integer check (print_run > 0),
  royalty_bps integer check (royalty_bps between 1 and 10000),
  fee_minor bigint not null check (fee_minor >= 0),
  currency char(3) not null,
  status text not null check (status in ('GRANTED', 'WITHDRAWN')),
  changed_at timestamptz not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, deliverable_id) references design.deliverable (cooperative_id, id),
  foreign key (cooperative_id, invoice_id) references design.invoice (cooperative_id, invoice_id)
);
create index licence_of_deliverable on design.licence (cooperative_id, deliverable_id, id);
create index licence_of_invoice on design.licence (cooperative_id, invoice_id, id);
create index licence_of_activity on design.licence (cooperative_id, activity_id, id);

create table design.royalty_statement (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  licence_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  base_minor bigint not null check (base_minor >= 0),
  royalty_bps integer not null,
  royalty_minor bigint not null check (royalty_minor >= 0),
  currency char(3) not null,
  source text not null check (length(source) between 1 and 500),
  reported_on date not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, licence_id) references design.licence (cooperative_id, id)
);
create index royalty_statement_of_licence
  on design.royalty_statement (cooperative_id, licence_id, from_day, id);
