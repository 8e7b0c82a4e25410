-- What the law had kept of persons goes when its term ends. Which rows, and what becomes of them, is
-- said here and nowhere else: the application may run a duty, never change or add one.
create table core.purge_duty (
  -- The ledger names nobody and is never touched; the audit and the vault's openings neither.
  table_name text primary key check (table_name ~ '^core\.[a-z_]+$' and table_name <> 'core.audit'),
  term text not null check (term in ('accounting', 'employment')),
  -- SQL over the row `t`: the co-operative is $1, and what is dated before the day $2 is out of term.
  due text not null,
  -- These columns get these values; null: the row goes.
  columns text[],
  becomes text[],
  -- Ids of kept bytes that go with it: an array of text.
  files text,
  check (cardinality(columns) = cardinality(becomes)),
  check ((columns is null) = (becomes is null))
);
grant select on core.purge_duty to gezel_app;
revoke insert, update, delete on core.purge_duty from gezel_app;

do $$
declare
  -- A claim that is still open outlives its term: nothing of it goes before it is settled.
  v_invoice text := $q$coalesce(%1$s.issued_on, %1$s.created_at::date) < $2
    and not (%1$s.status = 'ISSUED' and %1$s.kind = 'INVOICE'
      and %1$s.payment_status in ('UNPAID', 'PARTLY_PAID'))$q$;
  v_quote text := 'coalesce(%1$s.decided_on, %1$s.sent_on, %1$s.created_at::date) < $2';
  -- An engagement is declared by its first contract until it has ended.
  v_contract text := $q$%1$s.status in ('PAID', 'CANCELLED')
    and coalesce(%1$s.paid_on, %1$s.due_on, %1$s.created_at::date) < $2
    and (%1$s.engagement_id is null or exists (select from core.engagement e
      where e.cooperative_id = $1 and e.id = %1$s.engagement_id
        and (e.status = 'CANCELLED' or e.last_day < $2)))$q$;
  v_closed text := 'select a.id from core.activity a where a.cooperative_id = $1 and a.closed_on < $2';
  v_invoices text := 'select i.id from core.invoice i where i.cooperative_id = $1 and '
    || format(v_invoice, 'i');
  v_quotes text := 'select q.id from core.quote q where q.cooperative_id = $1 and '
    || format(v_quote, 'q');
  v_contracts text := 'select c.id from core.contract c where c.cooperative_id = $1 and '
    || format(v_contract, 'c');
  v_engagements text := 'select e.id from core.engagement e where e.cooperative_id = $1
    and e.last_day < $2';
  v_bare text := $q$jsonb_set(t.parties, '{buyer}', jsonb_build_object('name', '—', 'street', '—',
    'postal_code', '—', 'city', '—', 'country', t.parties -> 'buyer' -> 'country',
    'kind', t.parties -> 'buyer' -> 'kind', 'locale', t.parties -> 'buyer' -> 'locale'))$q$;
begin
  insert into core.purge_duty (table_name, term, due, columns, becomes, files) values
  ('core.activity', 'accounting', 't.closed_on < $2', '{name,description}', array['''—''', ''''''], null),
  ('core.activity_level', 'accounting', 't.activity_id in (' || v_closed || ')', '{reason}', array['''—'''], null),
  ('core.activity_transfer', 'accounting', 't.on_day < $2', '{reason}', array['''—'''], null),
  ('core.approval', 'accounting', 't.requested_at::date < $2 and t.status <> ''REQUESTED''',
   '{reason,note}', array['''''', 'null'], null),
  ('core.project', 'accounting', 't.activity_id in (' || v_closed || ')', '{name}', array['''—'''], null),
  ('core.budget', 'accounting', 't.until_day < $2', '{title}', array['''—'''], null),
  ('core.client', 'accounting',
   't.created_at::date < $2
    and not exists (select from core.invoice i where i.cooperative_id = $1 and i.client_id = t.id
      and not (' || format(v_invoice, 'i') || '))
    and not exists (select from core.quote q where q.cooperative_id = $1 and q.client_id = t.id
      and not (' || format(v_quote, 'q') || '))',
   '{name,enterprise_number,vat_number,email,street,postal_code,city,peppol_address}',
   array['''—''', 'null', 'null', 'null', '''—''', '''—''', '''—''', 'null'], null),
  ('core.quote', 'accounting', format(v_quote, 't'), '{title,conditions,decline_reason,parties}',
   array['''—''', 'null', 'case when t.decline_reason is not null then ''—'' end', v_bare], null),
  ('core.quote_line', 'accounting', 't.quote_id in (' || v_quotes || ')', '{description,evidence,adjustments}',
   array['''—''', 'null', '''[]'''], null),
  ('core.quote_adjustment', 'accounting', 't.quote_id in (' || v_quotes || ')', '{reason}', array['''—'''], null),
  ('core.quote_answer', 'accounting', 't.quote_id in (' || v_quotes || ')', '{name,address_digest}',
   array['''—''', '''—'''], null),
  ('core.invoice', 'accounting', format(v_invoice, 't'), '{reference,reason,parties}',
   array['null', 'case when t.reason is not null then ''—'' end', v_bare], null),
  ('core.invoice_line', 'accounting', 't.invoice_id in (' || v_invoices || ')',
   '{description,evidence,adjustments}', array['''—''', 'null', '''[]'''], null),
  ('core.invoice_adjustment', 'accounting', 't.invoice_id in (' || v_invoices || ')', '{reason}',
   array['''—'''], null),
  ('core.added_lines', 'accounting',
   't.document_id in (' || v_invoices || ' union all ' || v_quotes || ')', '{content}',
   array['''[]''::jsonb'], null),
  ('core.transmission', 'accounting',
   't.ended_at is not null and t.invoice_id in (' || v_invoices || ')', '{receiver,problem_text}',
   array['''—''', 'null'],
   '(select array_agg(t.id || ''-'' || r) from generate_series(1, t.round) r)'),
  ('core.bank_line', 'accounting', 't.booked_on < $2 and t.open_minor = 0',
   '{counterparty_name,counterparty_iban,communication,end_to_end_id}',
   array['null', 'null', 'null', 'null'], null),
  ('core.income', 'accounting', 't.received_on < $2', '{payer,reference,reversal_reason}',
   array['''—''', '''—''', 'case when t.reversal_reason is not null then ''—'' end'], null),
  ('core.purchase', 'accounting', 't.issued_on < $2 and t.status in (''APPROVED'', ''REFUSED'')',
   '{supplier_name,supplier_enterprise_number,supplier_vat_number,supplier_key,lines,iban,'
     'payment_reference,order_reference,adjustments,reason}',
   array['''—''', 'null', 'null', 't.id::text', '''[]''::jsonb', 'null', 'null', 'null', '''[]''::jsonb',
     'case when t.reason is not null then ''—'' end'], 'array[t.id::text]'),
  ('core.payout', 'accounting', 't.due_on < $2 and t.status in (''PAID'', ''FAILED'')',
   '{iban,holder,remittance,failure_reason}',
   array['case when t.iban is not null then ''—'' end', 'case when t.holder is not null then ''—'' end',
     'null', 'null'], null),
  ('core.payment', 'accounting', 't.reversed_at::date < $2', '{reversal_reason}', array['''—'''], null),
  ('core.service_payout', 'accounting', 't.payout_id in (select p.id from core.payout p
     where p.cooperative_id = $1 and p.due_on < $2 and p.status in (''PAID'', ''FAILED''))',
   '{content}', array['''{}''::jsonb'], null),
  ('core.expense', 'accounting', 't.month < $2 and t.status in (''APPROVED'', ''REFUSED'')',
   '{note,refusal_reason}', array['''''', 'case when t.refusal_reason is not null then ''—'' end'], null),
  ('core.expense_line', 'accounting', 't.expense_id in (select e.id from core.expense e
     where e.cooperative_id = $1 and e.month < $2 and e.status in (''APPROVED'', ''REFUSED''))',
   '{description,supplier,cut_reason}',
   array['''—''', 'null', 'case when t.cut_reason is not null then ''—'' end'], null),
  ('core.expense_advance', 'accounting', 't.requested_on < $2 and t.open_minor = 0
     and t.status not in (''REQUESTED'', ''APPROVED'')', '{reason,refusal_reason}',
   array['''—''', 'case when t.refusal_reason is not null then ''—'' end'], null),
  ('core.vehicle', 'accounting', 't.until_day < $2', '{plate}', array['''—'''], null),
  ('core.fee_exemption', 'accounting', 't.until_day < $2', '{reason}', array['''—'''], null),
  ('core.fund_write_off', 'accounting', 't.made_at::date < $2 and t.status <> ''PROPOSED''', '{reason}',
   array['''—'''], null),
  ('core.invoice_write_off', 'accounting', 't.made_at::date < $2 and t.status <> ''PROPOSED''',
   '{evidence,reason,reversal_reason}', array['case when t.evidence is not null then ''—'' end', '''—''',
     'case when t.reversal_reason is not null then ''—'' end'], null),
  ('core.intercoop_transfer', 'accounting', 't.on_day < $2 and t.state <> ''SENT''', '{reason,refusal}',
   array['''—''', 'case when t.refusal is not null then ''—'' end'], null),
  ('core.author_rights_payment', 'accounting', 't.paid_on < $2', '{description}', array['''—'''], null),
  ('core.assignment', 'accounting', 't.ended_at::date < $2', '{title}', array['''—'''], null),
  ('core.assignment_step', 'accounting', 't.assignment_id in (select a.id from core.assignment a
     where a.cooperative_id = $1 and a.ended_at::date < $2)', '{input,plan,findings}',
   array['''{}''::jsonb', 'null', '''[]''::jsonb'], null),
  -- Of the core only: a plugin's files go with the rows that claimed them.
  ('core.stored_file', 'accounting', 't.claimed_at is not null and t.uploaded_at::date < $2
     and t.purpose !~ ''\.'' and not exists (select from core.formality f
       where f.cooperative_id = $1 and f.id = t.subject_id)
     and not exists (select from core.attestation f where f.cooperative_id = $1 and f.file_id = t.id)',
   '{filename,subject_type,subject_id,claimed_at,expires_at}',
   array['''—''', 'null', 'null', 'null', 'least(t.expires_at, now())'], null),
  ('core.contract_pay', 'employment', 't.contract_id in (' || v_contracts || ')', null, null, null),
  ('core.contract_day', 'employment', 't.contract_id in (' || v_contracts || ')', null, null, null),
  ('core.dimona_declaration', 'employment', 't.contract_id in (' || v_contracts || ')', null, null, null),
  ('core.formality', 'employment', 't.contract_id in (' || v_contracts || ')', null, null, null),
  ('core.pay_run_refusal', 'employment', 't.contract_id in (' || v_contracts || ')', null, null, null),
  ('core.contract', 'employment', format(v_contract, 't'), '{function_code,attestation_id}',
   array['null', 'null'], null),
  ('core.engagement', 'employment', 't.last_day < $2', '{function_code,schedule,end_reason}',
   array['null', 'array_fill(0, array[7])', '''—'''], null),
  ('core.engagement_month_refusal', 'employment', 't.engagement_id in (' || v_engagements || ')', null, null, null),
  ('core.engagement_month_waiver', 'employment', 't.engagement_id in (' || v_engagements || ')',
   '{reason}', array['''—'''], null),
  -- What was chosen holds until the next choice, or until the member left.
  ('core.pay_choice', 'employment', 'exists (select from core.pay_choice n
     where n.cooperative_id = $1 and n.member_id = t.member_id and n.from_day > t.from_day
       and n.from_day < $2)
    or exists (select from core.member m where m.cooperative_id = $1 and m.id = t.member_id
       and m.status = ''LEFT'' and m.left_on < $2)', null, null, null),
  ('core.attestation', 'employment', 'coalesce(t.ended_on, t.until_day) < $2', '{reference,file_id}',
   array['''—''', 'null'], null),
  ('core.student_hours', 'employment', 't.year < extract(year from $2)', null, null, null),
  ('core.amateur_days', 'employment', 't.year < extract(year from $2)', null, null, null),
  ('core.amateur_allowance', 'employment', 't.last_day < $2 and t.status <> ''REGISTERED''',
   '{description,reference}', array['''—''', 't.id::text'], null),
  ('core.place_of_work', 'employment', 't.activity_id in (' || v_closed || ')',
   '{name,street,house_number,box_number,post_code}', array['''—''', '''—''', '''—''', 'null', '''—'''], null);
end $$;

-- Whether a change is made by the function below: the application cannot be the owner.
create function core.is_purge() returns boolean language sql stable as $$
  select current_setting('gezel.purge', true) = 'on' and current_user <> 'gezel_app'
$$;

create function core.purge_condition(p_duty core.purge_duty) returns text language sql immutable as $$
  select format('t.cooperative_id = $1 and (%s)', p_duty.due)
    || case when p_duty.columns is null then '' else
      format(' and row(%s) is distinct from row(%s)',
        (select string_agg('t.' || quote_ident(c), ', ') from unnest(p_duty.columns) c),
        array_to_string(p_duty.becomes, ', ')) end
$$;

-- How many rows of a table are out of their term.
create function core.purge_due(p_table text, p_cooperative uuid, p_before date)
returns bigint language plpgsql stable as $$
declare
  v_duty core.purge_duty;
  v_rows bigint;
begin
  select * into strict v_duty from core.purge_duty where table_name = p_table;
  execute format('select count(*) from %s t where %s', p_table, core.purge_condition(v_duty))
    into v_rows using p_cooperative, p_before;
  return v_rows;
end $$;

-- Does the duty to so many rows at most, past what else protects them: for each, the bytes that go
-- with it. The co-operative is that of the transaction.
create function core.purge_rows(p_table text, p_cooperative uuid, p_before date, p_limit integer)
returns table (files text[]) language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  v_duty core.purge_duty;
  v_chosen text;
begin
  if p_cooperative is distinct from nullif(current_setting('gezel.cooperative', true), '')::uuid then
    raise exception 'a purge is in the co-operative of its transaction' using errcode = '42501';
  end if;
  select * into strict v_duty from core.purge_duty where table_name = p_table;
  perform set_config('gezel.purge', 'on', true);
  v_chosen := format('t.ctid = any (array(select t.ctid from %s t where %s limit $3))', p_table,
    core.purge_condition(v_duty));
  return query execute case when v_duty.columns is null
    then format('delete from %s t where %s', p_table, v_chosen)
    else format('update %s t set %s where %s', p_table,
      (select string_agg(format('%I = %s', c, b), ', ')
       from unnest(v_duty.columns, v_duty.becomes) d (c, b)), v_chosen)
    end || ' returning ' || coalesce(v_duty.files, 'null::text[]')
    using p_cooperative, p_before, p_limit;
  perform set_config('gezel.purge', 'off', true);
end $$;

-- What protects documents lets a purge through, and nothing else.
create or replace function core.refuse_change() returns trigger language plpgsql as $$
begin
  if core.is_purge() then
    return null;
  end if;
  raise exception 'the table %.% is append-only', tg_table_schema, tg_table_name
    using errcode = 'GZ010';
end $$;
create or replace function core.guard_document() returns trigger language plpgsql as $$
declare
  v_moves text[] := tg_argv[0]::text[];
begin
  if old.status = 'DRAFT' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and core.is_purge() then
    return new;
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
create or replace function core.guard_payment() returns trigger language plpgsql as $$
declare
  v_undone text[] := '{reversed_at,reversed_by,reversal_reason}';
begin
  if tg_op = 'UPDATE'
    and (old.reversed_at is null and new.reversed_at is not null or core.is_purge())
    and to_jsonb(new) - v_undone = to_jsonb(old) - v_undone
  then
    return new;
  end if;
  raise exception 'the payment % cannot be changed', old.id
    using errcode = 'GZ010', hint = 'Undo the match, and match anew.';
end $$;
create or replace function core.guard_expense() returns trigger language plpgsql as $$
begin
  if not core.is_purge() and exists (select from core.expense e
    where e.cooperative_id = old.cooperative_id and e.id = old.expense_id
      and e.status = 'APPROVED') then
    raise exception 'the expense % is approved: its lines cannot be changed', old.expense_id
      using errcode = 'GZ010';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create or replace function core.guard_expense_sheet() returns trigger language plpgsql as $$
begin
  if old.status = 'APPROVED' and not core.is_purge() then
    raise exception 'the expense % is approved: it cannot be changed', old.id
      using errcode = 'GZ010';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

-- What was purged: counts, never what a row contained.
create table core.purge_record (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- Null: the core.
  plugin text,
  -- The table of the core, or the plugin's type.
  table_name text not null,
  rows integer not null check (rows > 0),
  -- What was dated before this day was out of its term, by this source.
  before_day date not null,
  source text not null,
  at timestamptz not null,
  primary key (cooperative_id, id)
);
create trigger purge_record_append_only before update or delete or truncate on core.purge_record
  for each statement execute function core.refuse_change();
