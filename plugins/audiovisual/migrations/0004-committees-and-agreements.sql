-- The joint committees that crews work under, and the agreements of the tax shelter.

-- An open list. Without a number it is not known under which committee that work falls.
create table audiovisual.joint_committee (
  cooperative_id uuid not null references core.cooperative (id) on delete restrict,
  code text not null check (code ~ '^[a-z0-9][a-z0-9.-]{0,62}$'),
  number text check (number ~ '^[0-9]{3}(\.[0-9]{2})?$'),
  titles jsonb not null,
  source text check (length(source) between 1 and 500),
  primary key (cooperative_id, code)
);

alter table audiovisual.production drop constraint production_joint_committee_check;
alter table audiovisual.production
  add constraint production_joint_committee_check
    check (joint_committee ~ '^[a-z0-9][a-z0-9.-]{0,62}$');

-- An investor and a recognised producer agree on money for a production.
create table audiovisual.tax_shelter_agreement (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  production_id uuid not null,
  investor text not null check (length(investor) between 1 and 200),
  producer text not null check (length(producer) between 1 and 200),
  producer_number text not null check (producer_number ~ '^[0-9]{10}$'),
  recognised_on date not null,
  production_income_bps integer not null check (production_income_bps between 0 and 10000),
  signed_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, production_id)
    references audiovisual.production (cooperative_id, id)
);
create index tax_shelter_agreement_of_production
  on audiovisual.tax_shelter_agreement (cooperative_id, production_id, signed_on, id);

alter table audiovisual.spend add column nature text not null default 'COST'
  check (nature in ('COST', 'PRODUCER_FEE', 'GENERAL_COST'));

alter table audiovisual.crew_member drop constraint crew_member_joint_committee_check;
alter table audiovisual.crew_member
  add constraint crew_member_joint_committee_check
    check (joint_committee ~ '^[0-9]{3}(\.[0-9]{2})?$');
