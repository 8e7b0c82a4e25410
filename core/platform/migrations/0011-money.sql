-- Clients, quotes, invoices, bank lines and payouts of activities, with the dated figures that the
-- law and a co-operative's policy set. Amounts are minor units; money itself moves in the ledger.

-- ----------------------------------------------------------------------------- dated figures

-- Figures of the law, by country. The newest row that has begun holds, unless it has ended.
create table core.money_rule (
  country char(2) not null,
  code text not null check (code ~ '^[a-z]+([.-][a-z]+)*$'),
  value bigint not null,
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null,
  primary key (country, code, from_day)
);

insert into core.money_rule (country, code, value, from_day, source)
select 'BE', 'payment-term.' || f.code, f.value, date '2022-02-01',
  'Law of 2 August 2002 on late payment, as amended by the law of 14 August 2021: '
  'https://dbblaw.be/wijzigingen-wet-betalingsachterstand/'
from (values
  ('default.company', 30), ('maximum.company', 60),
  ('default.public-body', 30), ('maximum.public-body', 60),
  ('default.foreign', 30), ('maximum.foreign', 60)) as f (code, value);
insert into core.money_rule (country, code, value, from_day, source) values
  ('BE', 'payment-term.default.consumer', 10, date '2016-01-01',
   'No law sets one; the field''s usual term, another may be agreed per client: '
   'http://blog.smartbe.be/spip.php?article7133');

-- Rates in basis points: 21 % is 2100. What is not taxed at the standard rate names its ground.
create table core.vat_rate (
  country char(2) not null,
  category text not null check (category in ('STANDARD', 'REDUCED', 'ZERO', 'EXEMPT',
    'REVERSE_CHARGE', 'INTRA_EU', 'EXPORT', 'OUT_OF_SCOPE')),
  rate integer not null check (rate between 0 and 10000),
  from_day date not null,
  until_day date check (until_day > from_day),
  legal_ground text,
  source text not null,
  primary key (country, category, rate, from_day),
  check ((category = 'STANDARD') = (legal_ground is null)),
  check ((category in ('STANDARD', 'REDUCED')) = (rate > 0))
);

insert into core.vat_rate (country, category, rate, from_day, legal_ground, source) values
  ('BE', 'STANDARD', 2100, '1996-01-01', null,
   'https://finance.belgium.be/en/enterprises/vat/vat-obligation/rates-and-calculation/vat-rates; '
   'since when: http://thevatman.eu/vat-by-country/belgium/'),
  ('BE', 'REDUCED', 1200, '2000-01-01', 'Royal Decree No 20, table B',
   'https://becompliant.tax/vat-rates-belgium/; '
   'since when: http://thevatman.eu/vat-by-country/belgium/'),
  ('BE', 'REDUCED', 600, '1996-01-01', 'Royal Decree No 20, table A',
   'https://becompliant.tax/vat-rates-belgium/; '
   'since when: http://thevatman.eu/vat-by-country/belgium/'),
  ('BE', 'ZERO', 0, '2000-01-01', 'Zero rate (R00) for exceptional goods and services',
   'https://finance.belgium.be/en/enterprises/vat/vat-obligation/rates-and-calculation/vat-rates'),
  ('BE', 'EXEMPT', 0, '2000-01-01', 'VAT Code, art. 44',
   'https://www.boekhouder.be/btw/btw-en-artistieke-sector-welk-btw-tarief-is-van-toepassing'),
  ('BE', 'REVERSE_CHARGE', 0, '2000-01-01',
   'VAT Code, art. 21 § 2, or Royal Decree No 1, art. 20: reverse charge',
   'https://www.daci.be/blog/actualites-2/'
   'ventes-liste-des-mentions-obligatoires-sur-vos-factures-en-termes-de-tva-4'),
  ('BE', 'INTRA_EU', 0, '2000-01-01', 'VAT Code, art. 39bis: intra-Community supply',
   'https://www.daci.be/blog/actualites-2/'
   'ventes-liste-des-mentions-obligatoires-sur-vos-factures-en-termes-de-tva-4'),
  ('BE', 'EXPORT', 0, '2000-01-01', 'VAT Code, art. 39: export',
   'https://www.daci.be/blog/actualites-2/'
   'ventes-liste-des-mentions-obligatoires-sur-vos-factures-en-termes-de-tva-4'),
  ('BE', 'OUT_OF_SCOPE', 0, '2000-01-01', 'VAT Code, art. 21: place of supply outside Belgium',
   'https://www.daci.be/blog/actualites-2/'
   'ventes-liste-des-mentions-obligatoires-sur-vos-factures-en-termes-de-tva-4');

-- How far a co-operative's guarantee fund goes, decided by the co-operative and dated.
create table core.fund_rule (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- Which part of the expected income may be advanced, in hundred-thousandths: 90 % is 90000.
  share_of_expected integer not null check (share_of_expected between 0 and 100000),
  -- The most that may be out in advances for one activity; null: only the share limits.
  per_activity_minor bigint check (per_activity_minor >= 0),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null,
  primary key (cooperative_id, id)
);
create unique index fund_rule_starts on core.fund_rule (cooperative_id, from_day);

-- ------------------------------------------------------------------------- clients and documents

create table core.client (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('COMPANY', 'CONSUMER', 'PUBLIC_BODY', 'FOREIGN')),
  name text not null check (length(name) between 1 and 200),
  enterprise_number text check (enterprise_number ~ '^[01][0-9]{9}$'),
  vat_number text check (vat_number ~ '^[A-Z]{2}[0-9A-Z+*]{2,12}$'),
  email text,
  street text not null,
  postal_code text not null,
  city text not null,
  country char(2) not null,
  payment_term_days smallint not null check (payment_term_days between 0 and 365),
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  -- A document names its activity and its client: the client is of that activity.
  unique (cooperative_id, activity_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  check (kind <> 'CONSUMER' or (enterprise_number is null and vat_number is null))
);

create index client_name on core.client (cooperative_id, name, id);
create index client_name_start on core.client (cooperative_id, lower(name) text_pattern_ops);

-- The last number of a journal of a legal entity in a year. Whoever takes a number updates this row
-- in the transaction that uses it, so a number exists exactly when its document does.
create table core.document_counter (
  cooperative_id uuid not null,
  host_entity_id uuid not null,
  journal text not null check (journal in ('INVOICE', 'CREDIT_NOTE', 'QUOTE')),
  year smallint not null,
  last bigint not null check (last >= 1),
  primary key (cooperative_id, host_entity_id, journal, year),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id)
);

-- Two digits of a legal entity in the structured communications of its invoices.
create table core.payment_reference (
  cooperative_id uuid not null,
  host_entity_id uuid not null,
  digits smallint not null check (digits between 0 and 99),
  primary key (cooperative_id, host_entity_id),
  unique (cooperative_id, digits),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id)
);

create table core.quote (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  client_id uuid not null,
  status text not null check (status in ('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED')),
  host_entity_id uuid not null,
  year smallint,
  sequence bigint,
  number text,
  title text not null check (length(title) <= 200),
  currency char(3) not null,
  valid_until date not null,
  sent_on date,
  decided_on date,
  decline_reason text check (length(decline_reason) between 1 and 1000),
  net_minor bigint not null check (net_minor > 0),
  vat_minor bigint not null check (vat_minor >= 0),
  total_minor bigint not null check (total_minor = net_minor + vat_minor),
  vat_subtotals jsonb not null,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  -- Its activity is the client's, and so exists.
  foreign key (cooperative_id, activity_id, client_id)
    references core.client (cooperative_id, activity_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  check ((status = 'DRAFT') = (number is null)),
  check ((status = 'DECLINED') = (decline_reason is not null))
);
create unique index quote_number on core.quote (cooperative_id, host_entity_id, year, sequence)
  where sequence is not null;
create index quote_of_activity on core.quote (cooperative_id, activity_id, id);
create index quote_valid_until on core.quote (cooperative_id, valid_until, id);

create table core.quote_line (
  cooperative_id uuid not null,
  quote_id uuid not null,
  position smallint not null check (position >= 1),
  description text not null check (length(description) between 1 and 1000),
  -- In millionths: 1.5 is 1500000.
  quantity_micro bigint not null check (quantity_micro > 0),
  unit_price_minor bigint not null check (unit_price_minor > 0),
  net_minor bigint not null check (net_minor > 0),
  vat_category text not null,
  vat_rate integer not null check (vat_rate between 0 and 10000),
  legal_ground text check (length(legal_ground) between 1 and 300),
  primary key (cooperative_id, quote_id, position),
  foreign key (cooperative_id, quote_id) references core.quote (cooperative_id, id),
  check ((vat_category = 'STANDARD') or (legal_ground is not null))
);

-- Invoices and credit notes: a draft is a form, an issued one is a document.
create table core.invoice (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  client_id uuid not null,
  host_entity_id uuid not null,
  kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  status text not null check (status in ('DRAFT', 'ISSUED', 'CREDITED')),
  payment_status text not null default 'UNPAID'
    check (payment_status in ('UNPAID', 'PARTLY_PAID', 'PAID', 'OVERPAID')),
  year smallint,
  sequence bigint,
  number text,
  currency char(3) not null,
  payment_term_days smallint not null check (payment_term_days between 0 and 365),
  issued_on date,
  due_on date check (due_on >= issued_on),
  net_minor bigint not null check (net_minor > 0),
  vat_minor bigint not null check (vat_minor >= 0),
  total_minor bigint not null check (total_minor = net_minor + vat_minor),
  -- [{"category": "STANDARD", "rate": 2100, "base": "100000", "vat": "21000"}]
  vat_subtotals jsonb not null,
  -- What the co-operative keeps; the rest of the net amount is the activity's.
  fee_minor bigint not null default 0 check (fee_minor between 0 and net_minor),
  structured_communication char(12) check (structured_communication ~ '^[0-9]{12}$'),
  -- The client's own reference: an order number.
  reference text check (length(reference) between 1 and 200),
  quote_id uuid,
  credits_id uuid,
  reason text check (length(reason) between 1 and 1000),
  -- The key of the request that made a credit note: a repeat of the request finds it by this.
  request_key text,
  -- What happened to the document since: these and no others change after it is issued.
  paid_minor bigint not null default 0 check (paid_minor >= 0),
  -- Money that came in for this invoice beyond what was due, and waits on the suspense account.
  excess_minor bigint not null default 0 check (excess_minor >= 0),
  credited_net_minor bigint not null default 0 check (credited_net_minor between 0 and net_minor),
  credited_vat_minor bigint not null default 0 check (credited_vat_minor between 0 and vat_minor),
  credited_fee_minor bigint not null default 0 check (credited_fee_minor between 0 and fee_minor),
  -- What of the activity's part has become available or has repaid the guarantee fund.
  released_minor bigint not null default 0 check (released_minor >= 0),
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  -- Its activity is the client's, and so exists.
  foreign key (cooperative_id, activity_id, client_id)
    references core.client (cooperative_id, activity_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  foreign key (cooperative_id, quote_id) references core.quote (cooperative_id, id),
  foreign key (cooperative_id, credits_id) references core.invoice (cooperative_id, id),
  check ((status = 'DRAFT') = (number is null)),
  check ((number is null) = (sequence is null)),
  check ((number is null) = (issued_on is null)),
  check ((number is null) = (due_on is null)),
  check ((kind = 'CREDIT_NOTE') = (credits_id is not null)),
  check ((kind = 'CREDIT_NOTE') = (reason is not null)),
  check (released_minor <= net_minor - fee_minor)
);
-- Partial: what a draft does not have costs a draft nothing.
create unique index invoice_number on core.invoice
  (cooperative_id, host_entity_id, kind, year, sequence) where sequence is not null;
create unique index invoice_reference on core.invoice (cooperative_id, structured_communication)
  where structured_communication is not null;
create index invoice_by_number on core.invoice (cooperative_id, number) where number is not null;
-- Who has to be reminded.
create index invoice_unpaid on core.invoice (cooperative_id, due_on)
  where kind = 'INVOICE' and status = 'ISSUED' and payment_status in ('UNPAID', 'PARTLY_PAID');
create index invoice_of_activity on core.invoice (cooperative_id, activity_id, id);
create index invoice_of_client on core.invoice (cooperative_id, client_id, id);
create index invoice_credits on core.invoice (cooperative_id, credits_id)
  where credits_id is not null;
-- A quote is invoiced once, unless what was invoiced has been credited.
create unique index invoice_of_quote on core.invoice (cooperative_id, quote_id)
  where quote_id is not null and kind = 'INVOICE' and status <> 'CREDITED';

create table core.invoice_line (
  cooperative_id uuid not null,
  invoice_id uuid not null,
  position smallint not null check (position >= 1),
  description text not null check (length(description) between 1 and 1000),
  quantity_micro bigint not null check (quantity_micro > 0),
  unit_price_minor bigint not null check (unit_price_minor > 0),
  net_minor bigint not null check (net_minor > 0),
  vat_category text not null,
  vat_rate integer not null check (vat_rate between 0 and 10000),
  legal_ground text check (length(legal_ground) between 1 and 300),
  -- On a credit note: the line of the invoice that it credits.
  credits_position smallint,
  primary key (cooperative_id, invoice_id, position),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  check ((vat_category = 'STANDARD') or (legal_ground is not null))
);

-- A document that has left the house never changes: only what happened to it afterwards is noted on
-- it, in the columns that the trigger names.
create function core.guard_document() returns trigger language plpgsql as $$
declare
  v_moves text[] := tg_argv[0]::text[];
begin
  if old.status = 'DRAFT' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and new.status <> 'DRAFT'
    and (old.status <> 'CREDITED' or new.status = 'CREDITED')
    and to_jsonb(new) - v_moves = to_jsonb(old) - v_moves
  then
    return new;
  end if;
  raise exception 'the % % is issued: it cannot be changed', tg_table_name, old.number
    using errcode = 'GZ010', hint = 'Correct it by a new document.';
end $$;
create trigger invoice_immutable before update or delete on core.invoice
  for each row execute function core.guard_document('{status,payment_status,paid_minor,excess_minor,'
    'credited_net_minor,credited_vat_minor,credited_fee_minor,released_minor,version}');
create trigger quote_immutable before update or delete on core.quote
  for each row execute function
    core.guard_document('{status,decided_on,decline_reason,version}');
create trigger invoice_not_truncated before truncate on core.invoice
  for each statement execute function core.refuse_change();

create function core.guard_invoice_lines() returns trigger language plpgsql as $$
declare
  v_number text;
begin
  select i.number into v_number
  from (select distinct l.cooperative_id, l.invoice_id from touched l) l
  join core.invoice i on i.cooperative_id = l.cooperative_id and i.id = l.invoice_id
  where i.status <> 'DRAFT' limit 1;
  if found then
    raise exception 'the invoice % is issued: its lines cannot be changed', v_number
      using errcode = 'GZ010', hint = 'Correct it by a credit note.';
  end if;
  return null;
end $$;
create trigger invoice_line_added after insert on core.invoice_line
  referencing new table as touched for each statement execute function core.guard_invoice_lines();
create trigger invoice_line_removed after delete on core.invoice_line
  referencing old table as touched for each statement execute function core.guard_invoice_lines();
create trigger invoice_line_append_only before update or truncate on core.invoice_line
  for each statement execute function core.refuse_change();

create function core.guard_quote_lines() returns trigger language plpgsql as $$
declare
  v_number text;
begin
  select q.number into v_number
  from (select distinct l.cooperative_id, l.quote_id from touched l) l
  join core.quote q on q.cooperative_id = l.cooperative_id and q.id = l.quote_id
  where q.status <> 'DRAFT' limit 1;
  if found then
    raise exception 'the quote % is sent: its lines cannot be changed', v_number
      using errcode = 'GZ010', hint = 'Make a new quote.';
  end if;
  return null;
end $$;
create trigger quote_line_added after insert on core.quote_line
  referencing new table as touched for each statement execute function core.guard_quote_lines();
create trigger quote_line_removed after delete on core.quote_line
  referencing old table as touched for each statement execute function core.guard_quote_lines();
create trigger quote_line_append_only before update or truncate on core.quote_line
  for each statement execute function core.refuse_change();

-- How the co-operative's part of a document was computed.
create table core.fee_line (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  invoice_id uuid not null,
  fee_rule_id uuid not null,
  on_day date not null,
  year smallint not null,
  -- Negative on a credit note, as the fee is.
  base_minor bigint not null,
  -- In hundred-thousandths; null where the rule has brackets.
  rate integer,
  -- What the brackets were applied upon: the base of the year before this document.
  base_before_minor bigint not null,
  fee_minor bigint not null,
  -- What rounding added to the exact fee, in hundred-thousandths of a minor unit.
  rounding bigint not null,
  primary key (cooperative_id, id),
  unique (cooperative_id, invoice_id),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, fee_rule_id) references core.fee_rule (cooperative_id, id)
);
create index fee_line_of_year on core.fee_line (cooperative_id, activity_id, year);
create trigger fee_line_append_only before update or delete or truncate on core.fee_line
  for each statement execute function core.refuse_change();

-- --------------------------------------------------------------------------------------- bank

create table core.bank_statement (
  cooperative_id uuid not null,
  id uuid not null,
  host_entity_id uuid not null,
  iban text not null,
  year smallint not null,
  number integer not null check (number >= 0),
  currency char(3) not null,
  imported_by uuid,
  imported_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, iban, year, number),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id)
);

create table core.bank_line (
  cooperative_id uuid not null,
  id uuid not null,
  statement_id uuid not null,
  line_no integer not null check (line_no >= 1),
  booked_on date not null,
  currency char(3) not null,
  -- Positive: received.
  amount_minor bigint not null check (amount_minor <> 0),
  -- What is not yet matched and waits on the suspense account; of the sign of the amount.
  open_minor bigint not null,
  counterparty_name text,
  counterparty_iban text,
  structured_communication char(12) check (structured_communication ~ '^[0-9]{12}$'),
  communication text,
  content_hash text not null,
  -- The invoice that this line was paid for, when it brought more than was due.
  overpays_invoice_id uuid,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, statement_id, line_no),
  foreign key (cooperative_id, statement_id) references core.bank_statement (cooperative_id, id),
  foreign key (cooperative_id, overpays_invoice_id) references core.invoice (cooperative_id, id),
  check (case when amount_minor > 0 then open_minor between 0 and amount_minor
    else open_minor between amount_minor and 0 end)
);
create index bank_line_booked on core.bank_line (cooperative_id, booked_on, id);
create index bank_line_open on core.bank_line (cooperative_id, id) where open_minor <> 0;

-- Which money paid which document: never changed, a mistake is reversed.
create table core.payment (
  cooperative_id uuid not null,
  id uuid not null,
  bank_line_id uuid not null,
  invoice_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- What it set free for the activity, and how much of that repaid the guarantee fund.
  released_minor bigint not null check (released_minor >= 0),
  repaid_minor bigint not null check (repaid_minor between 0 and released_minor),
  matched_by uuid,
  matched_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, bank_line_id) references core.bank_line (cooperative_id, id),
  foreign key (cooperative_id, invoice_id) references core.invoice (cooperative_id, id)
);
create index payment_of_line on core.payment (cooperative_id, bank_line_id);
create index payment_of_invoice on core.payment (cooperative_id, invoice_id);
create trigger payment_append_only before update or delete or truncate on core.payment
  for each statement execute function core.refuse_change();

-- ------------------------------------------------------------------------------------ payouts

-- Where a member wants to be paid; the newest one holds.
create table core.payout_account (
  cooperative_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  iban text not null,
  holder text not null check (length(holder) between 1 and 140),
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, member_id) references core.member (cooperative_id, id)
);
create index payout_account_newest on core.payout_account (cooperative_id, member_id, id desc);

create table core.payout (
  cooperative_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  payee_id uuid not null,
  status text not null
    check (status in ('DUE', 'RELEASED', 'PAID', 'FAILED', 'UNKNOWN')),
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  due_on date not null,
  -- Taken from the payee's account when the payout is released.
  iban text,
  holder text,
  source_type text not null,
  source_id uuid not null,
  made_by uuid not null,
  released_by uuid,
  released_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id),
  foreign key (cooperative_id, payee_id) references core.member (cooperative_id, id),
  check ((status = 'DUE') = (released_by is null)),
  check (status = 'DUE' or iban is not null),
  -- Four eyes, in the database too.
  check (released_by <> made_by)
);
create index payout_of_activity on core.payout (cooperative_id, activity_id, id);
create index payout_of_payee on core.payout (cooperative_id, payee_id, id);
-- What is owed for a document is paid once, unless the bank refused it.
create unique index payout_of_source on core.payout (cooperative_id, source_type, source_id)
  where status <> 'FAILED';
create index payout_due on core.payout (cooperative_id, due_on, id);

-- -------------------------------------------------------------------------------- services

-- What a tool or plugin took from an activity for a service; the ledger has the movement.
create table core.service_charge (
  cooperative_id uuid not null,
  id uuid not null,
  key text not null,
  activity_id uuid not null,
  service text not null check (length(service) between 1 and 120),
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  transaction_id uuid not null,
  refund_id uuid,
  created_at timestamptz not null default now(),
  primary key (cooperative_id, id),
  unique (cooperative_id, key),
  foreign key (cooperative_id, activity_id) references core.activity (cooperative_id, id)
);
