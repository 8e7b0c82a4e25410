-- What a lawsuit is about outlives its term: an officer holds a person's or a document's rows, with a
-- reason and until a day, and no purge takes them before it is over or lifted.
create table core.purge_hold (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  -- A member; a client, who need not be one; or a document with all that belongs to it.
  subject_type text not null check (subject_type in
    ('Member', 'Client', 'Invoice', 'Quote', 'Contract', 'Engagement', 'Expense', 'Purchase')),
  subject_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  -- The last day: it ends by itself unless somebody sets another.
  until_day date not null,
  set_at timestamptz not null,
  set_by uuid not null,
  lifted_at timestamptz,
  lifted_by uuid,
  lift_reason text check (length(lift_reason) between 1 and 1000),
  primary key (cooperative_id, id),
  check (num_nulls(lifted_at, lifted_by, lift_reason) in (0, 3)),
  foreign key (cooperative_id, set_by) references core.member (cooperative_id, id),
  foreign key (cooperative_id, lifted_by) references core.member (cooperative_id, id)
);
create index purge_hold_live on core.purge_hold (cooperative_id, until_day) where lifted_at is null;

-- A hold is set and lifted, never rewritten: who held what, and when, must be told to a judge.
create function core.guard_purge_hold() returns trigger language plpgsql as $$
declare
  v_lifted text[] := '{lifted_at,lifted_by,lift_reason}';
  v_words text[] := '{reason,lift_reason}';
begin
  if tg_op = 'UPDATE' and (
    old.lifted_at is null and new.lifted_at is not null
      and to_jsonb(new) - v_lifted = to_jsonb(old) - v_lifted
    or core.is_purge() and to_jsonb(new) - v_words = to_jsonb(old) - v_words)
  then
    return new;
  end if;
  raise exception 'the hold % cannot be changed', old.id
    using errcode = 'GZ010', hint = 'Lift it, and set another.';
end $$;
create trigger purge_hold_guard before update or delete on core.purge_hold
  for each row execute function core.guard_purge_hold();
create trigger purge_hold_no_truncate before truncate on core.purge_hold
  for each statement execute function core.refuse_change();

-- Of each table that is purged: whose a row is, as the duties of privacy say it, and which documents
-- it is about. The co-operative is $1; the member in `whose` is $2.
alter table core.purge_duty
  add column whose text check (whose ~ '= \$2'),
  add column about text not null default 'null::uuid[]';

do $$
declare
  v_managed text := 'activity_id in (select id from core.activity where cooperative_id = $1 and (manager_id = $2))';
  v_paid_out text := 'payee_id = $2 or ' || v_managed;
  v_assigned text := 'planned_by = $2 or started_by = $2 or ' || v_managed;
  v_invoiced text := 'invoice_id in (select id from core.invoice where cooperative_id = $1 and (' || v_managed || '))';
  v_quoted text := 'quote_id in (select id from core.quote where cooperative_id = $1 and (' || v_managed || '))';
  v_contracted text := 'contract_id in (select id from core.contract where cooperative_id = $1 and (worker_id = $2))';
  v_engaged text := 'engagement_id in (select id from core.engagement where cooperative_id = $1 and (worker_id = $2))';
  v_invoice text := 'select array[i.id, i.client_id, i.credits_id, i.quote_id] from core.invoice i
    where i.cooperative_id = $1 and i.id = ';
  v_quote text := 'select array[q.id, q.client_id] || array(select i.id from core.invoice i
      where i.cooperative_id = $1 and i.quote_id = q.id)
    from core.quote q where q.cooperative_id = $1 and q.id = ';
  v_contract text := 'select array[c.id, c.engagement_id] from core.contract c
    where c.cooperative_id = $1 and c.id = ';
  v_engagement text := 'select e.id || array(select c.id from core.contract c
      where c.cooperative_id = $1 and c.engagement_id = e.id)
    from core.engagement e where e.cooperative_id = $1 and e.id = ';
  v_of_invoice text := '(' || v_invoice || 't.invoice_id)';
  v_of_quote text := '(' || v_quote || 't.quote_id)';
  v_of_contract text := '(' || v_contract || 't.contract_id)';
  v_of_engagement text := '(' || v_engagement || 't.engagement_id)';
begin
  update core.purge_duty d set whose = v.whose, about = coalesce(v.about, 'null::uuid[]')
  from (values
    ('core.activity', 'manager_id = $2', null),
    ('core.activity_level', v_managed, null),
    ('core.activity_transfer',
     'from_activity_id in (select id from core.activity where cooperative_id = $1 and (manager_id = $2))
      or to_activity_id in (select id from core.activity where cooperative_id = $1 and (manager_id = $2))', null),
    ('core.approval', 'requested_by = $2 or decided_by = $2 or ' || v_managed, 'array[t.subject_id]'),
    ('core.project', v_managed, null),
    ('core.budget', v_managed, null),
    ('core.client', v_managed,
     't.id || array(select i.id from core.invoice i where i.cooperative_id = $1 and i.client_id = t.id
       union all select q.id from core.quote q where q.cooperative_id = $1 and q.client_id = t.id)'),
    ('core.quote', v_managed, '(' || v_quote || 't.id)'),
    ('core.quote_line', v_quoted, v_of_quote),
    ('core.quote_adjustment', v_quoted, v_of_quote),
    ('core.quote_answer', v_quoted, v_of_quote),
    ('core.invoice', v_managed, 'array[t.id, t.client_id, t.credits_id, t.quote_id]'),
    ('core.invoice_line', v_invoiced, v_of_invoice),
    ('core.invoice_adjustment', v_invoiced, v_of_invoice),
    ('core.added_lines',
     'document_id in (select id from core.invoice where cooperative_id = $1 and (' || v_managed || '))
      or document_id in (select id from core.quote where cooperative_id = $1 and (' || v_managed || '))',
     '(' || v_invoice || 't.document_id union all ' || v_quote || 't.document_id)'),
    ('core.transmission', 'member_id = $2 or ' || v_managed,
     'array_append(' || v_of_invoice || ', t.subject_id)'),
    ('core.bank_line',
     'id in (select bank_line_id from core.payment where cooperative_id = $1 and ' || v_invoiced || ')
      or id in (select unnest(array[settled_line_id, returned_line_id]) from core.payout
        where cooperative_id = $1 and (' || v_paid_out || '))
      or id in (select bank_line_id from core.income where cooperative_id = $1 and ' || v_managed || ')',
     'array(select unnest(array[i.id, i.client_id]) from core.payment p
        join core.invoice i on i.cooperative_id = $1 and i.id = p.invoice_id
        where p.cooperative_id = $1 and p.bank_line_id = t.id
      union all select p.source_id from core.payout p
        where p.cooperative_id = $1 and t.id in (p.settled_line_id, p.returned_line_id))'),
    ('core.income', v_managed, null),
    ('core.payment', v_invoiced, v_of_invoice),
    ('core.purchase', v_managed, 'array[t.id]'),
    ('core.payout', v_paid_out, 'array[t.source_id]'),
    ('core.service_payout', v_managed, null),
    ('core.service_income', v_managed, null),
    ('core.expense', 'member_id = $2', 'array[t.id]'),
    ('core.expense_line',
     'expense_id in (select id from core.expense where cooperative_id = $1 and (member_id = $2))',
     'array[t.expense_id]'),
    ('core.expense_advance', 'member_id = $2',
     'array(select e.id from core.expense e where e.cooperative_id = $1 and e.advance_id = t.id)'),
    ('core.vehicle', 'member_id = $2', null),
    ('core.fee_exemption', v_managed, null),
    ('core.fund_write_off', v_managed, v_of_invoice),
    ('core.invoice_write_off', v_managed, v_of_invoice),
    ('core.intercoop_transfer', v_managed, null),
    ('core.author_rights_payment', 'member_id = $2', null),
    ('core.assignment', v_assigned, 'array[t.client_id]'),
    ('core.assignment_step',
     'assignment_id in (select id from core.assignment where cooperative_id = $1 and (' || v_assigned || '))',
     '(select array[a.client_id] from core.assignment a
       where a.cooperative_id = $1 and a.id = t.assignment_id)'),
    ('core.stored_file', 'uploaded_by = $2 and claimed_at is not null', 'array[t.subject_id]'),
    ('core.contract', 'worker_id = $2', 'array[t.id, t.engagement_id]'),
    ('core.contract_pay', v_contracted, v_of_contract),
    ('core.contract_day', 'worker_id = $2', v_of_contract),
    ('core.dimona_declaration', v_contracted, v_of_contract),
    ('core.formality', 'worker_id = $2', v_of_contract),
    ('core.pay_run_refusal', v_contracted, v_of_contract),
    ('core.engagement', 'worker_id = $2', '(' || v_engagement || 't.id)'),
    ('core.engagement_month_refusal', v_engaged, v_of_engagement),
    ('core.engagement_month_waiver', v_engaged, v_of_engagement),
    ('core.pay_choice', 'member_id = $2', null),
    ('core.attestation', 'member_id = $2', null),
    ('core.student_hours', 'member_id = $2', null),
    ('core.amateur_days', 'member_id = $2', null),
    ('core.amateur_allowance', 'artist_id = $2', null),
    ('core.place_of_work', v_managed, null)
  ) v (table_name, whose, about) where v.table_name = d.table_name;
end $$;
insert into core.purge_duty (table_name, term, due, columns, becomes, whose, about) values
  ('core.purge_hold', 'accounting', 'coalesce(t.lifted_at::date, t.until_day) < $2',
   '{reason,lift_reason}', array['''—''', 'case when t.lift_reason is not null then ''—'' end'],
   'subject_id = $2', 'array[t.subject_id]');
alter table core.purge_duty alter column whose set not null;

-- What is held on a day: members, or all else.
create function core.held_now(p_cooperative uuid, p_today date, p_members boolean)
returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct subject_id), '{}') from core.purge_hold
  where cooperative_id = p_cooperative and lifted_at is null and until_day >= p_today
    and (subject_type = 'Member') = p_members
$$;

-- Whether a row is held, as SQL over it: the co-operative is $1, held members $3, all else $4.
create function core.held_condition(p_duty core.purge_duty) returns text language sql immutable as $$
  select format('(coalesce((%s), false) or coalesce((%s) && $4, false))',
    replace(p_duty.whose, '= $2', '= any ($3)'), p_duty.about)
$$;

-- The old ones know of no hold: nobody is to purge by them.
drop function core.purge_rows(text, uuid, date, integer);
drop function core.purge_due(text, uuid, date);

-- How many rows of a table are out of their term, and how many more are but are held.
create function core.purge_due(p_table text, p_cooperative uuid, p_before date, p_today date)
returns table (rows bigint, held bigint) language plpgsql stable as $$
declare
  v_duty core.purge_duty;
begin
  select * into strict v_duty from core.purge_duty where table_name = p_table;
  return query execute format(
    'select count(*) filter (where not %1$s), count(*) filter (where %1$s) from %2$s t where %3$s',
    core.held_condition(v_duty), p_table, core.purge_condition(v_duty))
    using p_cooperative, p_before, core.held_now(p_cooperative, p_today, true),
      core.held_now(p_cooperative, p_today, false);
end $$;

-- Does the duty to so many rows at most, past what else protects them: for each, the bytes that go
-- with it. The co-operative is that of the transaction. Whoever sets a hold waits until this has ended,
-- and what is held is looked up behind the same lock: nothing goes once a hold is set.
create function core.purge_rows(
  p_table text, p_cooperative uuid, p_before date, p_limit integer, p_today date)
returns table (files text[]) language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  v_duty core.purge_duty;
  v_chosen text;
begin
  if p_cooperative is distinct from nullif(current_setting('gezel.cooperative', true), '')::uuid then
    raise exception 'a purge is in the co-operative of its transaction' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('core.purge:' || p_cooperative, 0));
  select * into strict v_duty from core.purge_duty where table_name = p_table;
  perform set_config('gezel.purge', 'on', true);
  v_chosen := format('t.ctid = any (array(select t.ctid from %s t where %s and not %s limit $5))',
    p_table, core.purge_condition(v_duty), core.held_condition(v_duty));
  return query execute case when v_duty.columns is null
    then format('delete from %s t where %s', p_table, v_chosen)
    else format('update %s t set %s where %s', p_table,
      (select string_agg(format('%I = %s', c, b), ', ')
       from unnest(v_duty.columns, v_duty.becomes) d (c, b)), v_chosen)
    end || ' returning ' || coalesce(v_duty.files, 'null::text[]')
    using p_cooperative, p_before, core.held_now(p_cooperative, p_today, true),
      core.held_now(p_cooperative, p_today, false), p_limit;
  perform set_config('gezel.purge', 'off', true);
end $$;
