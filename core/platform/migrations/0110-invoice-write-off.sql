-- What a client will never pay: the receivable is given up, and with it the activity's expected part,
-- the fee and, where the law gives it back, the VAT. What comes after all is taken up again.

set role gezel_ledger;
insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('vat.lost', 'debit', null, null,
   'VAT on sales that no client paid and that the state does not give back.');
insert into ledger.once_per_source (kind, description)
  values ('INVOICE_WRITTEN_OFF', 'A write-off of an invoice is booked once.');
reset role;

-- Why a claim is lost, as dated data, and whether the law then gives back the VAT.
create table core.loss_ground (
  country char(2) not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- {"nl": …, "fr": …, "en": …, "de": …}
  title jsonb not null check (title ?& array['nl', 'fr', 'en', 'de']),
  recovers_vat boolean not null,
  evidence_required boolean not null,
  article text not null check (length(article) between 1 and 300),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null,
  primary key (country, code, from_day)
);

insert into core.loss_ground (country, code, title, recovers_vat, evidence_required, article,
  from_day, source)
select 'BE', g.code, jsonb_build_object('nl', g.nl, 'fr', g.fr, 'en', g.en, 'de', g.de),
  g.recovers, g.recovers, g.article, date '2006-01-01', g.source
from (values
  ('bankruptcy', true, 'Faillissement van de klant: vanaf de datum van het vonnis.',
   'Faillite du client : à partir de la date du jugement.',
   'Bankruptcy of the client: from the date of the judgment.',
   'Insolvenz des Kunden: ab dem Tag des Urteils.',
   'VAT Code, art. 77 § 1, 7°', 'https://www.vat-consult.be/blog/belgian-payment-terms'),
  ('reorganisation', true, 'Gerechtelijke reorganisatie: wat het goedgekeurde plan kwijtscheldt.',
   'Réorganisation judiciaire : ce que le plan approuvé remet.',
   'Judicial reorganisation: what the approved plan remits.',
   'Gerichtliche Reorganisation: was der genehmigte Plan erlässt.',
   'VAT Code, art. 77 § 1, 7°', 'https://www.vat-consult.be/blog/belgian-payment-terms'),
  ('uncollectable', true, 'Zeker verlies, met bewijs (bijvoorbeeld van de gerechtsdeurwaarder).',
   'Perte certaine, avec preuve (par exemple de l’huissier).',
   'Certain loss, with proof (for example of the bailiff).',
   'Sicherer Verlust, mit Nachweis (zum Beispiel des Gerichtsvollziehers).',
   'VAT Code, art. 77 § 1, 7°',
   'https://tiberghien.com/en/news/covid-19/1953/what-are-the-possibilities-to-claim-a-vat-refund-if-an-invoice-is-not-paid-or-will-not-be-paid-within-due-time'),
  ('waived', false, 'De coöperatie ziet af van de vordering: de btw blijft verschuldigd.',
   'La coopérative renonce à la créance : la TVA reste due.',
   'The co-operative gives the claim up: the VAT stays due.',
   'Die Genossenschaft verzichtet auf die Forderung: Die MwSt. bleibt geschuldet.',
   'VAT Code, art. 77 § 1, 7°',
   'https://tiberghien.com/en/news/covid-19/1953/what-are-the-possibilities-to-claim-a-vat-refund-if-an-invoice-is-not-paid-or-will-not-be-paid-within-due-time')
) as g (code, recovers, nl, fr, en, de, article, source);

create table core.invoice_write_off (
  cooperative_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  activity_id uuid not null,
  client_id uuid not null,
  status text not null check (status in ('PROPOSED', 'APPROVED', 'REJECTED', 'REVERSED')),
  currency char(3) not null,
  ground text not null,
  -- What holds for its ground on the day of the loss, as it was when it was asked.
  recovers_vat boolean not null,
  lost_on date not null,
  evidence text check (length(evidence) between 1 and 500),
  reason text not null check (length(reason) between 1 and 1000),
  -- What was due when it was asked; when it is approved, what is given up.
  amount_minor bigint not null check (amount_minor > 0),
  -- What of it is still given up, and of that the VAT and the fee; the rest is the activity's part.
  left_minor bigint not null default 0 check (left_minor between 0 and amount_minor),
  left_vat_minor bigint not null default 0 check (left_vat_minor >= 0),
  left_fee_minor bigint not null default 0 check (left_fee_minor >= 0),
  made_by uuid not null,
  made_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reversed_by uuid,
  reversed_at timestamptz,
  reversal_reason text check (length(reversal_reason) between 1 and 1000),
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  foreign key (cooperative_id, activity_id, client_id)
    references core.client (cooperative_id, activity_id, id),
  check ((status = 'PROPOSED') = (decided_by is null)),
  check ((status = 'PROPOSED') = (decided_at is null)),
  check ((status = 'REVERSED') = (reversed_at is not null)),
  check (status = 'APPROVED' or left_minor = 0),
  check (left_vat_minor + left_fee_minor <= left_minor),
  -- Four eyes, in the database too.
  check (decided_by <> made_by)
);
create unique index invoice_write_off_live on core.invoice_write_off (cooperative_id, invoice_id)
  where status in ('PROPOSED', 'APPROVED');
create index invoice_write_off_of_invoice on core.invoice_write_off (cooperative_id, invoice_id);

alter table core.invoice
  -- What of it was given up for lost and has not been paid since.
  add column written_off_minor bigint not null default 0 check (written_off_minor >= 0),
  drop constraint invoice_payment_status_check,
  add constraint invoice_payment_status_check
    check (payment_status in ('UNPAID', 'PARTLY_PAID', 'PAID', 'OVERPAID', 'WRITTEN_OFF'));
drop trigger invoice_immutable on core.invoice;
create trigger invoice_immutable before update or delete on core.invoice
  for each row execute function core.guard_document('{status,payment_status,paid_minor,excess_minor,'
    'credited_net_minor,credited_vat_minor,credited_fee_minor,released_minor,written_off_minor,'
    'version}');

-- What of a payment had been given up for lost.
alter table core.payment
  add column reinstated_minor bigint not null default 0
    check (reinstated_minor between 0 and amount_minor);

-- The fee goes back with what it was taken of, and comes again with what is paid after all.
alter table core.fee_line
  add column write_off_id uuid,
  drop constraint fee_line_kind_check,
  add constraint fee_line_kind_check
    check (kind in ('INVOICE', 'INCOME', 'MONTHLY', 'MARGIN', 'LOSS')),
  add check ((kind = 'LOSS') = (write_off_id is not null)),
  add foreign key (cooperative_id, write_off_id)
    references core.invoice_write_off (cooperative_id, id);
