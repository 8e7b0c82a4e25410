-- What a document has besides its lines: allowances, charges and deposits; the ground on which a
-- line is taxed as it is; and the parts of a quote that its invoices ask for.

alter table core.client
  -- An electronic address of the Peppol network: a scheme of its code list, a colon, the identifier.
  add column peppol_address text check (peppol_address ~ '^[0-9]{4}:\S{1,50}$'),
  -- The language of its documents; null: that of the co-operative.
  add column locale text check (locale in ('nl', 'fr', 'en', 'de')),
  add check (kind <> 'CONSUMER' or peppol_address is null);

-- Why something is not taxed at the standard rate, as dated data: an article, what a document says
-- because of it, and what the co-operative must be able to show for it.
create table core.vat_ground (
  country char(2) not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  category text not null check (category in ('REDUCED', 'ZERO', 'EXEMPT', 'REVERSE_CHARGE',
    'INTRA_EU', 'EXPORT', 'OUT_OF_SCOPE')),
  -- In basis points; null: as the line says.
  rate integer check (rate between 0 and 10000),
  article text not null check (length(article) between 1 and 300),
  -- {"nl": …, "fr": …, "en": …, "de": …}: the sentence that stands on the document.
  mention jsonb not null check (mention ?& array['nl', 'fr', 'en', 'de']),
  -- Code of the list of exemption reasons of EN 16931; null: the list has none that is certain.
  exemption_code text,
  -- Where the client must be established for it.
  client_place text not null check (client_place in ('HOME', 'ABROAD', 'ANY')),
  evidence_required boolean not null,
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null,
  primary key (country, code, from_day)
);

insert into core.vat_ground (country, code, category, rate, article, mention, exemption_code,
  client_place, evidence_required, from_day, source)
select 'BE', g.code, g.category, g.rate, g.article,
  jsonb_build_object('nl', g.nl, 'fr', g.fr, 'en', g.en, 'de', g.de),
  g.exemption, g.place, g.evidence, date '2000-01-01', g.source
from (values
  ('art-44-2-8', 'EXEMPT', 0, 'VAT Code, art. 44 § 2, 8°',
   'Vrijgesteld van btw: art. 44 § 2, 8° WBTW.', 'Exonéré de TVA : art. 44 § 2, 8° CTVA.',
   'Exempt from VAT: art. 44 § 2, 8° of the Belgian VAT Code.',
   'Von der MwSt. befreit: Art. 44 § 2 Nr. 8 des belgischen MwSt.-Gesetzbuches.',
   null, 'ANY', true, 'https://www.cultuurloket.be/index.php/kennisbank/btw-extra-info/btw-tarief-en-vrijstellingen'),
  ('art-44-2-9', 'EXEMPT', 0, 'VAT Code, art. 44 § 2, 9°',
   'Vrijgesteld van btw: art. 44 § 2, 9° WBTW.', 'Exonéré de TVA : art. 44 § 2, 9° CTVA.',
   'Exempt from VAT: art. 44 § 2, 9° of the Belgian VAT Code.',
   'Von der MwSt. befreit: Art. 44 § 2 Nr. 9 des belgischen MwSt.-Gesetzbuches.',
   null, 'ANY', true, 'https://www.cultuurloket.be/index.php/kennisbank/btw-extra-info/btw-tarief-en-vrijstellingen'),
  ('table-a-xxix', 'REDUCED', 600, 'Royal Decree No 20, table A, XXIX',
   'Btw 6 %: KB nr. 20, tabel A, rubriek XXIX.', 'TVA 6 % : AR n° 20, tableau A, rubrique XXIX.',
   'VAT 6 %: Belgian Royal Decree No 20, table A, heading XXIX.',
   'MwSt. 6 %: belgischer KE Nr. 20, Tabelle A, Rubrik XXIX.',
   null, 'ANY', true, 'http://www.kvabb.be/nl/informatie/berichten/14/04/14/Uitvoerende-artiesten-en-btw.aspx'),
  ('table-a-xxi', 'REDUCED', 600, 'Royal Decree No 20, table A, XXI',
   'Btw 6 %: KB nr. 20, tabel A, rubriek XXI.', 'TVA 6 % : AR n° 20, tableau A, rubrique XXI.',
   'VAT 6 %: Belgian Royal Decree No 20, table A, heading XXI.',
   'MwSt. 6 %: belgischer KE Nr. 20, Tabelle A, Rubrik XXI.',
   null, 'ANY', true, 'http://www.kvabb.be/nl/informatie/berichten/14/04/14/Uitvoerende-artiesten-en-btw.aspx'),
  ('art-21-2', 'REVERSE_CHARGE', 0, 'VAT Code, art. 21 § 2',
   'Btw verlegd: art. 21 § 2 WBTW.', 'Autoliquidation : art. 21 § 2 CTVA.',
   'Reverse charge: art. 21 § 2 of the Belgian VAT Code.',
   'Steuerschuldnerschaft des Leistungsempfängers: Art. 21 § 2 des belgischen MwSt.-Gesetzbuches.',
   'VATEX-EU-AE', 'ABROAD', false, 'daci'),
  ('co-contractor', 'REVERSE_CHARGE', 0, 'Royal Decree No 1, art. 20',
   'Btw verlegd: art. 20 KB nr. 1, medecontractant.', 'Autoliquidation : art. 20 AR n° 1, cocontractant.',
   'Reverse charge: art. 20 of Belgian Royal Decree No 1, co-contractor.',
   'Steuerschuldnerschaft des Vertragspartners: Art. 20 des belgischen KE Nr. 1.',
   'VATEX-EU-AE', 'HOME', true, 'daci'),
  ('art-39bis', 'INTRA_EU', 0, 'VAT Code, art. 39bis',
   'Vrijgesteld van btw: art. 39bis WBTW.', 'Exonération : art. 39bis CTVA.',
   'Exempt: art. 39bis of the Belgian VAT Code, art. 138 of Directive 2006/112/EC.',
   'Befreit: Art. 39bis des belgischen MwSt.-Gesetzbuches.',
   'VATEX-EU-IC', 'ABROAD', true, 'daci'),
  ('art-39', 'EXPORT', 0, 'VAT Code, art. 39',
   'Vrijgesteld van btw: art. 39 WBTW.', 'Exonération : art. 39 CTVA.',
   'Exempt: art. 39 of the Belgian VAT Code, export.',
   'Befreit: Art. 39 des belgischen MwSt.-Gesetzbuches, Ausfuhr.',
   'VATEX-EU-G', 'ABROAD', true, 'daci'),
  ('art-21-outside', 'OUT_OF_SCOPE', 0, 'VAT Code, art. 21 § 2, outside the European Union',
   'Niet onderworpen aan Belgische btw: art. 21 § 2 WBTW.', 'Non soumis à la TVA belge : art. 21 § 2 CTVA.',
   'Not subject to Belgian VAT: art. 21 § 2 of the VAT Code.',
   'Nicht der belgischen MwSt. unterworfen: Art. 21 § 2 des MwSt.-Gesetzbuches.',
   'VATEX-EU-O', 'ABROAD', false, 'daci')
) as g (code, category, rate, article, nl, fr, en, de, exemption, place, evidence, source);
update core.vat_ground set source = 'https://www.daci.be/blog/actualites-2/'
  'ventes-liste-des-mentions-obligatoires-sur-vos-factures-en-termes-de-tva-4'
where source = 'daci';

-- ---------------------------------------------------------------------------- what lines have more

alter table core.quote_line
  -- Code of core.vat_ground; null: the ground was given in words.
  add column vat_ground text,
  -- Why this ground may be used here: what an inspector is shown.
  add column evidence text check (length(evidence) between 1 and 1000),
  -- [{"kind": "ALLOWANCE" | "CHARGE", "amount": "500", "percent": 1000 | null, "reason": "…"}]
  add column adjustments jsonb not null default '[]' check (jsonb_typeof(adjustments) = 'array');
alter table core.invoice_line
  add column vat_ground text,
  add column evidence text check (length(evidence) between 1 and 1000),
  add column adjustments jsonb not null default '[]' check (jsonb_typeof(adjustments) = 'array');

-- Allowances and charges of a document as a whole, one row for each rate that it touches; on a final
-- invoice also the deposits and instalments that it deducts. The amount is what it takes off
-- (ALLOWANCE, DEPOSIT) or adds (CHARGE), without VAT.
create table core.quote_adjustment (
  cooperative_id uuid not null,
  quote_id uuid not null,
  position smallint not null check (position >= 1),
  kind text not null check (kind in ('ALLOWANCE', 'CHARGE')),
  reason text not null check (length(reason) between 1 and 200),
  amount_minor bigint not null check (amount_minor > 0),
  -- In basis points of `base_minor`; null: an amount was agreed.
  percent integer check (percent between 1 and 10000),
  base_minor bigint,
  vat_category text not null,
  vat_rate integer not null check (vat_rate between 0 and 10000),
  legal_ground text check (length(legal_ground) between 1 and 300),
  vat_ground text,
  primary key (cooperative_id, quote_id, position),
  foreign key (cooperative_id, quote_id) references core.quote (cooperative_id, id),
  check ((percent is null) = (base_minor is null)),
  check ((vat_category = 'STANDARD') or (legal_ground is not null))
);
create table core.invoice_adjustment (
  cooperative_id uuid not null,
  invoice_id uuid not null,
  position smallint not null check (position >= 1),
  kind text not null check (kind in ('ALLOWANCE', 'CHARGE', 'DEPOSIT')),
  reason text not null check (length(reason) between 1 and 200),
  amount_minor bigint not null check (amount_minor > 0),
  percent integer check (percent between 1 and 10000),
  base_minor bigint,
  vat_category text not null,
  vat_rate integer not null check (vat_rate between 0 and 10000),
  legal_ground text check (length(legal_ground) between 1 and 300),
  vat_ground text,
  -- The invoice of the deposit or instalment that is deducted.
  deposit_id uuid,
  -- On a credit note: the row of the invoice that it takes back.
  credits_position smallint,
  primary key (cooperative_id, invoice_id, position),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  foreign key (cooperative_id, deposit_id) references core.invoice (cooperative_id, id),
  check ((percent is null) = (base_minor is null)),
  check ((kind = 'DEPOSIT') = (deposit_id is not null)),
  check ((vat_category = 'STANDARD') or (legal_ground is not null))
);
create trigger quote_adjustment_added after insert on core.quote_adjustment
  referencing new table as touched for each statement execute function core.guard_quote_lines();
create trigger quote_adjustment_removed after delete on core.quote_adjustment
  referencing old table as touched for each statement execute function core.guard_quote_lines();
create trigger quote_adjustment_append_only before update or truncate on core.quote_adjustment
  for each statement execute function core.refuse_change();
create trigger invoice_adjustment_added after insert on core.invoice_adjustment
  referencing new table as touched for each statement execute function core.guard_invoice_lines();
create trigger invoice_adjustment_removed after delete on core.invoice_adjustment
  referencing old table as touched for each statement execute function core.guard_invoice_lines();
create trigger invoice_adjustment_append_only before update or truncate on core.invoice_adjustment
  for each statement execute function core.refuse_change();

-- --------------------------------------------------------------- parts of a quote, and the parties

alter table core.quote add column parties jsonb;
alter table core.invoice
  -- Which part of its quote it asks for; null: it was made without one.
  add column quote_part text check (quote_part in ('WHOLE', 'DEPOSIT', 'INSTALMENT', 'FINAL'));

-- What was issued before has its part too; the guard that refuses changes does not know the column.
alter table core.invoice disable trigger invoice_immutable;
update core.invoice set quote_part = 'WHOLE' where quote_id is not null;
alter table core.invoice enable trigger invoice_immutable;
alter table core.invoice add check ((quote_id is null) = (quote_part is null));

-- A quote is invoiced in parts now: what its live invoices ask for in all is never more than it.
drop index core.invoice_of_quote;
create index invoice_of_quote on core.invoice (cooperative_id, quote_id) where quote_id is not null;

create function core.guard_quote_sum() returns trigger language plpgsql as $$
declare
  v_net bigint;
  v_invoiced numeric;
begin
  -- Whoever invoices the same quote waits here, and then sees what the other has made.
  select net_minor into v_net from core.quote
  where cooperative_id = new.cooperative_id and id = new.quote_id for no key update;
  select coalesce(sum(net_minor - credited_net_minor), 0) into v_invoiced from core.invoice
  where cooperative_id = new.cooperative_id and quote_id = new.quote_id and kind = 'INVOICE';
  if v_invoiced > v_net then
    raise exception 'the invoices of the quote % would sum to more than it', new.quote_id
      using errcode = 'GZ020', constraint = 'invoices_within_quote';
  end if;
  return null;
end $$;
create constraint trigger invoices_within_quote
  after insert or update of net_minor, quote_id on core.invoice
  for each row when (new.quote_id is not null and new.kind = 'INVOICE')
  execute function core.guard_quote_sum();

-- What was offered is shown as it left the house too, whatever a client is called now.
create trigger quote_keeps_parties before insert or update of status on core.quote
  for each row execute function core.keep_parties();
alter table core.quote disable trigger quote_immutable;
update core.quote set parties = core.parties_of(cooperative_id, host_entity_id, client_id)
where status <> 'DRAFT';
alter table core.quote enable trigger quote_immutable;
