-- The ledger: double entry, append-only, written only through the functions of this schema.
--
-- `gezel_ledger` owns everything here and cannot log in; `gezel_app` reads and calls, nothing else.
-- Entries are signed: a debit is positive, a credit negative, and a transaction sums to zero in
-- each currency. Balances are kept on the account's normal side, so that what is available is
-- positive.
--
-- Every writing function takes locks in one order (header keys, source claims, accounts, balances
-- by account id): calls cannot deadlock with one another as long as a transaction makes one call.
--
-- SQLSTATEs, with a JSON object as DETAIL: GZ001 idempotency mismatch, GZ002 already posted for
-- that source, GZ003 unbalanced, GZ004 period closed, GZ005 wrong co-operative, GZ006 unknown
-- account code, GZ007 hold not usable, GZ008 invalid reversal, GZ009 malformed request, GZ010
-- immutable, GZ011 not mirrored, 23514 on constraint balance_covers_floor: insufficient funds.

create schema ledger authorization gezel_ledger;
grant usage on schema ledger to gezel_app;
grant usage on schema core to gezel_ledger;
grant references on core.cooperative to gezel_ledger;
grant insert on core.outbox to gezel_ledger;

set role gezel_ledger;

-- ------------------------------------------------------------------------------------ tables
--
-- No index here starts with `cooperative_id`: on tables that are not analysed yet, the planner
-- takes an index that matches only that column for as good as one that matches the whole key, and
-- a prepared plan keeps the mistake. Every key starts with the column that tells rows apart.

-- The chart of accounts. Codes that share a `mirror` cancel each other out in every transaction.
create table ledger.account_code (
  code text primary key check (code ~ '^[a-z]+(\.[a-z]+)*$'),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  floor_default bigint,
  mirror text,
  description text not null,
  unique (code, normal_side)
);

comment on column ledger.account_code.floor_default is
  'What a new account of this code may not go below, in minor units; null: no floor.';

insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('activity.available', 'credit', 0, null, 'What an activity may spend now.'),
  ('activity.expected', 'credit', null, null, 'Income of an activity, invoiced and not yet paid.'),
  ('activity.receivable', 'debit', null, null, 'What the clients of an activity owe.'),
  ('activity.advanced', 'debit', null, 'guarantee', 'What the guarantee fund advanced for it.'),
  ('fund.available', 'credit', 0, null, 'What the guarantee fund may still advance.'),
  ('fund.claims', 'credit', null, 'guarantee', 'What the guarantee fund has out in advances.'),
  ('fund.losses', 'debit', null, null, 'Advances that no client will ever repay.'),
  ('fee.income', 'credit', null, null, 'Contributions of activities to the shared costs.'),
  ('service.income', 'credit', null, null, 'What activities paid for shared services.'),
  ('vat.payable', 'credit', null, null, 'VAT on sales, owed to the state.'),
  ('vat.deductible', 'debit', null, null, 'VAT on purchases, claimed from the state.'),
  ('salary.payable', 'credit', null, null, 'Net pay that is owed to workers.'),
  ('social.payable', 'credit', null, null, 'Social security contributions that are owed.'),
  ('tax.payable', 'credit', null, null, 'Withholding tax that is owed.'),
  ('bank', 'debit', null, null, 'Money at the bank, as its statements say.'),
  ('bank.clearing', 'debit', null, null, 'Money on its way between the books and the bank.'),
  ('bank.suspense', 'credit', null, null, 'Money received of which the purpose is not yet known.'),
  ('equity.shares', 'credit', null, null, 'Shares that members hold in the co-operative.'),
  ('payouts.clearing', 'credit', null, null, 'Payouts released and not yet debited by the bank.'),
  ('expenses', 'debit', null, null, 'Costs.'),
  ('clearing.intercoop', 'debit', null, null, 'What other co-operatives owe, net.');

-- Kinds of which a source document has at most one live transaction: one that is not reversed.
-- A kind that is added later needs the claims of its past transactions in the same migration.
create table ledger.once_per_source (
  kind text primary key,
  description text not null
);

insert into ledger.once_per_source (kind, description) values
  ('INVOICE_ISSUED', 'An invoice is booked once.'),
  ('CREDIT_NOTE_ISSUED', 'A credit note is booked once.'),
  ('SALARY_PAID', 'A pay slip is paid once.'),
  ('PAYOUT_RELEASED', 'A payout is released once.'),
  ('BANK_LINE_BOOKED', 'A line of a bank statement is booked once.'),
  ('REVERSAL', 'A transaction is reversed once; its source is that transaction.');

create table ledger.account (
  cooperative_id uuid not null references core.cooperative (id),
  id uuid not null,
  owner_type text not null check (owner_type ~ '^[a-z][a-z_]{0,39}$'),
  owner_id uuid not null,
  code text not null,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  normal_side text not null,
  created_at timestamptz not null default now(),
  primary key (id, cooperative_id),
  unique (owner_id, code, currency, owner_type, cooperative_id),
  unique (id, currency, cooperative_id),
  foreign key (code, normal_side) references ledger.account_code (code, normal_side)
);

-- Apart from the account and half full, so that the updates of a busy account stay on their page.
create table ledger.balance (
  cooperative_id uuid not null,
  account_id uuid not null,
  currency char(3) not null,
  posted bigint not null default 0,
  reserved bigint not null default 0 check (reserved >= 0),
  floor bigint,
  version bigint not null default 0,
  primary key (account_id, currency, cooperative_id),
  foreign key (cooperative_id, account_id, currency)
    references ledger.account (cooperative_id, id, currency),
  constraint balance_covers_floor check (floor is null or posted - reserved >= floor)
) with (fillfactor = 50);

comment on column ledger.balance.version is 'How many entries the account has.';

-- The header of a transaction. No names and no free text: what is personal stays where it can be
-- erased. Ids are UUIDv7, so the table can later be partitioned by ranges of its own key.
create table ledger.txn (
  cooperative_id uuid not null,
  id uuid not null,
  idem_key text not null check (length(idem_key) between 1 and 200),
  req_hash bytea not null check (length(req_hash) = 32),
  kind text not null check (kind ~ '^[A-Z][A-Z0-9_]{0,59}$'),
  source_type text not null check (source_type ~ '^[a-z][a-z_]{0,39}$'),
  source_id uuid not null,
  event_on date not null,
  created_at timestamptz not null default now(),
  line_count integer not null check (line_count between 2 and 1000),
  xact xid8 not null default pg_current_xact_id(),
  reverses uuid,
  actor uuid,
  request_id text check (length(request_id) <= 100),
  description_code text check (description_code ~ '^[A-Za-z0-9_.-]{1,80}$'),
  primary key (id, cooperative_id),
  unique (idem_key, cooperative_id),
  foreign key (cooperative_id, reverses) references ledger.txn (cooperative_id, id),
  check ((kind = 'REVERSAL') = (reverses is not null))
);

comment on column ledger.txn.event_on is
  'The value date: when it happened. created_at says when we knew.';

create unique index txn_reverses_key on ledger.txn (reverses, cooperative_id)
  where reverses is not null;
create index txn_source_idx on ledger.txn (source_id, source_type, cooperative_id);

create table ledger.entry (
  cooperative_id uuid not null,
  txn_id uuid not null,
  line_no integer not null check (line_no >= 1),
  account_id uuid not null,
  currency char(3) not null,
  amount bigint not null check (amount <> 0),
  balance_after bigint not null,
  account_version bigint not null check (account_version >= 1),
  primary key (txn_id, line_no, cooperative_id),
  unique (account_id, account_version, cooperative_id),
  foreign key (cooperative_id, txn_id) references ledger.txn (cooperative_id, id),
  -- To the balance and not to the account: that row is locked by this transaction anyway, where a
  -- key-share lock on a busy account would make multixacts.
  foreign key (cooperative_id, account_id, currency)
    references ledger.balance (cooperative_id, account_id, currency)
);

-- Money set aside: PENDING, then once POSTED (all or part of it), VOIDED or EXPIRED.
create table ledger.hold (
  cooperative_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  currency char(3) not null,
  amount bigint not null check (amount > 0),
  state text not null default 'PENDING'
    check (state in ('PENDING', 'POSTED', 'VOIDED', 'EXPIRED')),
  posted_amount bigint,
  txn_id uuid,
  idem_key text not null check (length(idem_key) between 1 and 200),
  req_hash bytea not null check (length(req_hash) = 32),
  source_type text not null check (source_type ~ '^[a-z][a-z_]{0,39}$'),
  source_id uuid not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  xact xid8 not null default pg_current_xact_id(),
  settled_at timestamptz,
  actor uuid,
  request_id text check (length(request_id) <= 100),
  primary key (id, cooperative_id),
  unique (idem_key, cooperative_id),
  foreign key (cooperative_id, account_id, currency)
    references ledger.balance (cooperative_id, account_id, currency),
  foreign key (cooperative_id, txn_id) references ledger.txn (cooperative_id, id),
  check ((state = 'PENDING') = (settled_at is null)),
  check ((state = 'POSTED') = (txn_id is not null)),
  check ((state = 'POSTED') = (posted_amount is not null)),
  check (posted_amount between 1 and amount)
);

create index hold_pending_idx on ledger.hold (account_id, cooperative_id) where state = 'PENDING';
create index hold_expiry_idx on ledger.hold (expires_at, cooperative_id) where state = 'PENDING';
create index hold_source_idx on ledger.hold (source_id, source_type, cooperative_id);

-- Which transaction is the live one of a source; a reversal gives the claim back.
create table ledger.source_claim (
  cooperative_id uuid not null,
  kind text not null,
  source_type text not null,
  source_id uuid not null,
  txn_id uuid not null,
  primary key (source_id, kind, source_type, cooperative_id),
  unique (txn_id, cooperative_id),
  foreign key (cooperative_id, txn_id) references ledger.txn (cooperative_id, id)
);

create table ledger.period_lock (
  cooperative_id uuid primary key references core.cooperative (id),
  locked_until date not null,
  locked_at timestamptz not null default now()
);

grant select on all tables in schema ledger to gezel_app;

-- ---------------------------------------------------------------------------------- triggers

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'GZ010',
    message = format('%s on ledger.%s: the ledger is append-only.', tg_op, tg_table_name),
    detail = jsonb_build_object('table', tg_table_name, 'operation', tg_op)::text,
    hint = 'Correct a mistake by a reversing transaction.';
end $$;

create trigger append_only before update or delete or truncate on ledger.txn
  for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.entry
  for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.account
  for each statement execute function ledger.refuse_change();
create trigger never_removed before delete or truncate on ledger.balance
  for each statement execute function ledger.refuse_change();
create trigger never_removed before delete or truncate on ledger.hold
  for each statement execute function ledger.refuse_change();

-- Entries join only the transaction that made their header. `created_at` is compared too, because
-- transaction numbers start again in a cluster that a dump is restored into.
create function ledger.seal_txn() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_sealed uuid;
begin
  select a.txn_id into v_sealed
  from (select distinct cooperative_id, txn_id from added) a
  left join lateral (
    select t.xact, t.created_at from ledger.txn t
    where t.cooperative_id = a.cooperative_id and t.id = a.txn_id limit 1
  ) t on true
  where t.xact is distinct from pg_current_xact_id() or t.created_at is distinct from now()
  limit 1;
  if v_sealed is not null then
    raise exception using errcode = 'GZ010',
      message = format('Transaction %s is sealed: no line can be added to it.', v_sealed),
      detail = jsonb_build_object('transactionId', v_sealed)::text;
  end if;
  return null;
end $$;

create trigger seal after insert on ledger.entry referencing new table as added
  for each statement execute function ledger.seal_txn();

create function ledger.check_txn() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lines bigint;
  v_open jsonb;
begin
  select sum(c.lines), jsonb_object_agg(c.currency, c.total::text) filter (where c.total <> 0)
    into v_lines, v_open
  from (
    select e.currency, count(*) as lines, sum(e.amount) as total from ledger.entry e
    where e.cooperative_id = new.cooperative_id and e.txn_id = new.id
    group by e.currency
  ) c;
  if v_open is not null or v_lines is distinct from new.line_count then
    raise exception using errcode = 'GZ003',
      message = format('Transaction %s does not balance.', new.id),
      detail = jsonb_build_object('transactionId', new.id, 'difference', v_open,
        'lines', coalesce(v_lines, 0), 'lineCount', new.line_count)::text;
  end if;
  return null;
end $$;

create constraint trigger balanced after insert on ledger.txn
  deferrable initially deferred for each row execute function ledger.check_txn();

create function ledger.settle_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'PENDING' or new.state = 'PENDING'
    or (new.cooperative_id, new.id, new.account_id, new.currency, new.amount, new.idem_key)
      is distinct from
      (old.cooperative_id, old.id, old.account_id, old.currency, old.amount, old.idem_key)
  then
    raise exception using errcode = 'GZ010',
      message = format('Hold %s is %s: it is settled once and never changed.', old.id, old.state),
      detail = jsonb_build_object('hold', old.id, 'state', old.state)::text;
  end if;
  return new;
end $$;

create trigger settle_once before update on ledger.hold
  for each row execute function ledger.settle_once();

-- ------------------------------------------------------------------------- parts of the functions
--
-- Sets of rows arrive as JSON or as arrays, of which the planner does not know the size. So every
-- look-up is a lateral probe by a whole unique key, and the settings at the end of this script
-- leave no other plan: one that was cached while the tables were empty is still right when they are
-- not. Joining two such sets would be a nested loop over both; an array is indexed into instead. An
-- update takes the co-operative from the set that it joins: a constant would tempt the planner to
-- walk the whole index for it.

-- A line of a posting, `idx` being the posting's place in the call.
create type ledger.line as (
  idx integer, line_no integer, owner_type text, owner_id uuid, code text, currency text,
  amount bigint, hold_id uuid, new_account_id uuid
);

-- The functions run as the ledger's owner; this is what ties a call to the caller's co-operative.
create function ledger.guard(p_cooperative uuid) returns void language plpgsql as $$
begin
  if nullif(current_setting('gezel.cooperative', true), '')::uuid is distinct from p_cooperative
  then
    raise exception using errcode = 'GZ005',
      message = 'The ledger is written only for the co-operative of the transaction.',
      detail = jsonb_build_object('cooperative', p_cooperative)::text;
  end if;
  -- A waiting statement must see what the transaction that it waited for has committed.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception using errcode = 'GZ009',
      message = 'The ledger is written in READ COMMITTED transactions only.',
      detail = jsonb_build_object('isolation', current_setting('transaction_isolation'))::text;
  end if;
end $$;

create function ledger.period_key(p_cooperative uuid) returns bigint
language sql immutable as $$
  select hashtextextended('ledger.period:' || p_cooperative::text, 0)
$$;

create function ledger.refuse(p_index bigint, p_reason text) returns void language plpgsql as $$
begin
  raise exception using errcode = 'GZ009', message = format('Not a valid request: %s.', p_reason),
    detail = jsonb_build_object('index', p_index, 'reason', p_reason)::text;
end $$;

-- The accounts of the lines, in their order; missing ones are made with their chart's floor.
create function ledger.ensure_accounts(p_cooperative uuid, p_lines ledger.line[]) returns uuid[]
language plpgsql as $$
declare
  v_accounts uuid[];
  v_unknown text;
begin
  for attempt in 1..2 loop
    select array_agg(a.id order by l.n) into v_accounts
    from unnest(p_lines) with ordinality as l(idx, line_no, owner_type, owner_id, code, currency,
      amount, hold_id, new_account_id, n)
    left join lateral (
      select a.id from ledger.account a
      where a.cooperative_id = p_cooperative and a.owner_type = l.owner_type
        and a.owner_id = l.owner_id and a.code = l.code and a.currency = l.currency::bpchar
      limit 1
    ) a on true;
    if array_position(v_accounts, null) is null then
      return v_accounts;
    end if;

    select l.code into v_unknown from unnest(p_lines) l
    where not exists (select from ledger.account_code c where c.code = l.code) limit 1;
    if found then
      raise exception using errcode = 'GZ006',
        message = format('"%s" is not an account code of the chart.', v_unknown),
        detail = jsonb_build_object('account', v_unknown)::text;
    end if;

    with missing as materialized (
      select distinct on (l.owner_type, l.owner_id, l.code, l.currency) l.*
      from unnest(p_lines) with ordinality as l(idx, line_no, owner_type, owner_id, code, currency,
        amount, hold_id, new_account_id, n)
      where v_accounts[l.n::integer] is null
      order by l.owner_type, l.owner_id, l.code, l.currency, l.n
    ), added as (
      insert into ledger.account
        (cooperative_id, id, owner_type, owner_id, code, currency, normal_side)
      select p_cooperative, m.new_account_id, m.owner_type, m.owner_id, m.code, m.currency,
        c.normal_side
      from missing m
      cross join lateral (
        select c.normal_side from ledger.account_code c where c.code = m.code limit 1
      ) c
      order by m.owner_type, m.owner_id, m.code, m.currency
      on conflict (cooperative_id, owner_type, owner_id, code, currency) do nothing
      returning id, code, currency
    )
    insert into ledger.balance (cooperative_id, account_id, currency, floor)
    select p_cooperative, a.id, a.currency, c.floor_default
    from added a
    cross join lateral (
      select c.floor_default from ledger.account_code c where c.code = a.code limit 1
    ) c;
  end loop;
  raise exception 'An account can be neither found nor made.';
end $$;

create function ledger.lock_balances(p_cooperative uuid, p_accounts uuid[]) returns void
language plpgsql as $$
begin
  perform from ledger.balance b
  where b.cooperative_id = p_cooperative and b.account_id = any (p_accounts)
  order by b.account_id
  for no key update;
end $$;

create function ledger.refuse_overdraft(p_cooperative uuid, p_index integer, p_account uuid,
  p_missing numeric) returns void
language plpgsql as $$
declare
  a ledger.account;
begin
  select * into a from ledger.account
  where cooperative_id = p_cooperative and id = p_account;
  raise exception using errcode = '23514', schema = 'ledger', table = 'balance',
    constraint = 'balance_covers_floor',
    message = format('Insufficient funds: %s lacks %s minor units.', a.code, p_missing),
    detail = jsonb_build_object('index', p_index, 'account', a.code, 'ownerType', a.owner_type,
      'ownerId', a.owner_id, 'currency', a.currency, 'missingMinor', p_missing::text)::text;
end $$;

-- ------------------------------------------------------------------------------------- posting

-- Inserts the headers of what is not yet posted. A key is fresh when this call inserted it.
create function ledger.add_headers(p_cooperative uuid, p_postings jsonb,
  out ids uuid[], out fresh boolean[])
language plpgsql as $$
declare
  v_known boolean[];
  v_bad record;
begin
  select p.idx, r.reason into v_bad
  from rows from (jsonb_to_recordset(p_postings) as (id uuid, key text, hash text, kind text,
    "sourceType" text, "sourceId" uuid, "eventOn" date, reverses uuid, lines jsonb))
    with ordinality as p(id, key, hash, kind, "sourceType", "sourceId", "eventOn", reverses, lines,
      idx)
  cross join lateral (
    select case
      when p.id is null or p.key is null or p.hash is null or p.kind is null
        or p."sourceType" is null or p."sourceId" is null or p."eventOn" is null
        then 'id, key, hash, kind, sourceType, sourceId and eventOn are required'
      when p.hash !~ '^[0-9a-f]{64}$' then 'hash is a SHA-256 in hexadecimal'
      when jsonb_typeof(p.lines) is distinct from 'array' then 'a posting has lines'
      when jsonb_array_length(p.lines) not between 2 and 1000 then 'a posting has 2 to 1000 lines'
      when (p.kind = 'REVERSAL') <> (p.reverses is not null)
        then 'the kind REVERSAL goes with the transaction that it reverses'
    end as reason
  ) r
  where r.reason is not null
  order by p.idx limit 1;
  if found then
    perform ledger.refuse(v_bad.idx - 1, v_bad.reason);
  end if;

  select array_agg(t.known is not null order by p.idx) into v_known
  from rows from (jsonb_to_recordset(p_postings) as (key text)) with ordinality as p(key, idx)
  left join lateral (
    select true as known from ledger.txn t
    where t.cooperative_id = p_cooperative and t.idem_key = p.key limit 1
  ) t on true;

  perform ledger.check_originals(p_cooperative, p_postings, v_known);

  -- Waits for a concurrent call with the same key, and then does nothing.
  insert into ledger.txn (cooperative_id, id, idem_key, req_hash, kind, source_type, source_id,
    event_on, line_count, reverses, actor, request_id, description_code)
  select p_cooperative, p.id, p.key, decode(p.hash, 'hex'), p.kind, p."sourceType", p."sourceId",
    p."eventOn", jsonb_array_length(p.lines), p.reverses, p.actor, p."requestId",
    p."descriptionCode"
  from rows from (jsonb_to_recordset(p_postings) as (id uuid, key text, hash text, kind text,
    "sourceType" text, "sourceId" uuid, "eventOn" date, lines jsonb, reverses uuid, actor uuid,
    "requestId" text, "descriptionCode" text))
    with ordinality as p(id, key, hash, kind, "sourceType", "sourceId", "eventOn", lines, reverses,
      actor, "requestId", "descriptionCode", idx)
  where not v_known[p.idx::integer]
  order by p.kind, p."sourceType", p."sourceId", p.key, p.idx
  on conflict do nothing;

  with seen as materialized (
    select p.idx, p.key, p.id as wanted_id, p.reverses, t.id,
      t.req_hash = decode(p.hash, 'hex') as same,
      not v_known[p.idx::integer] and t.id = p.id and t.xact = pg_current_xact_id()
        and row_number() over (partition by p.id order by p.idx) = 1 as fresh
    from rows from (jsonb_to_recordset(p_postings) as (id uuid, key text, hash text, reverses uuid))
      with ordinality as p(id, key, hash, reverses, idx)
    left join lateral (
      select t.id, t.req_hash, t.xact from ledger.txn t
      where t.cooperative_id = p_cooperative and t.idem_key = p.key limit 1
    ) t on true
  ), bad as (
    select * from seen where same is not true order by idx limit 1
  )
  select (select array_agg(seen.id order by seen.idx) from seen) as ids,
    (select array_agg(seen.fresh order by seen.idx) from seen) as fresh,
    (select to_jsonb(bad) from bad) as bad
  into v_bad;
  if v_bad.bad is not null then
    perform ledger.refuse_key(p_cooperative, v_bad.bad);
  end if;
  ids := v_bad.ids;
  fresh := v_bad.fresh;
end $$;

-- A key whose header was neither found nor inserted ran into another unique key of the header.
create function ledger.refuse_key(p_cooperative uuid, p_bad jsonb) returns void
language plpgsql as $$
declare
  v_reversal uuid;
begin
  select t.id into v_reversal from ledger.txn t
  where t.cooperative_id = p_cooperative and t.reverses = (p_bad->>'reverses')::uuid
    and p_bad->>'id' is null;
  if found then
    raise exception using errcode = 'GZ002',
      message = format('Transaction %s is already reversed.', p_bad->>'reverses'),
      detail = jsonb_build_object('index', (p_bad->>'idx')::integer - 1, 'kind', 'REVERSAL',
        'sourceType', 'transaction', 'sourceId', p_bad->>'reverses',
        'transactionId', v_reversal)::text;
  end if;
  raise exception using errcode = 'GZ001',
    message = format('The key "%s" was already used for another request.', p_bad->>'key'),
    detail = jsonb_build_object('index', (p_bad->>'idx')::integer - 1, 'key', p_bad->>'key',
      'transactionId', coalesce(p_bad->>'id', p_bad->>'wanted_id'))::text;
end $$;

-- What is reversed exists here and is not itself a reversal: post it again instead.
create function ledger.check_originals(p_cooperative uuid, p_postings jsonb, p_known boolean[])
returns void language plpgsql as $$
declare
  v_bad record;
begin
  select p.idx, p.reverses into v_bad
  from rows from (jsonb_to_recordset(p_postings) as (reverses uuid))
    with ordinality as p(reverses, idx)
  left join lateral (
    select true as reversible from ledger.txn t
    where t.cooperative_id = p_cooperative and t.id = p.reverses and t.reverses is null limit 1
  ) t on true
  where p.reverses is not null and not p_known[p.idx::integer] and t.reversible is null
  limit 1;
  if found then
    raise exception using errcode = 'GZ008',
      message = format('Transaction %s cannot be reversed: it does not exist or is a reversal.',
        v_bad.reverses),
      detail = jsonb_build_object('index', v_bad.idx - 1, 'transactionId', v_bad.reverses)::text;
  end if;
end $$;

create function ledger.check_periods(p_cooperative uuid, p_postings jsonb, p_fresh boolean[])
returns void language plpgsql as $$
declare
  v_bad record;
begin
  -- Shared with other postings; closing a period waits for those that are under way.
  perform pg_advisory_xact_lock_shared(ledger.period_key(p_cooperative));
  select p.idx, p."eventOn" as event_on, c.locked_until into v_bad
  from rows from (jsonb_to_recordset(p_postings) as ("eventOn" date))
    with ordinality as p("eventOn", idx)
  cross join lateral (
    select c.locked_until from ledger.period_lock c where c.cooperative_id = p_cooperative limit 1
  ) c
  where p_fresh[p.idx::integer] and p."eventOn" <= c.locked_until
  order by p.idx limit 1;
  if found then
    raise exception using errcode = 'GZ004',
      message = format('The books are closed until %s: nothing can be dated %s.',
        v_bad.locked_until, v_bad.event_on),
      detail = jsonb_build_object('index', v_bad.idx - 1, 'eventOn', v_bad.event_on,
        'lockedUntil', v_bad.locked_until)::text;
  end if;
end $$;

create function ledger.claim_sources(p_cooperative uuid, p_postings jsonb, p_ids uuid[],
  p_fresh boolean[]) returns void
language plpgsql as $$
declare
  v_wanted bigint;
  v_claimed bigint;
  v_bad record;
begin
  delete from ledger.source_claim c
  where c.cooperative_id = p_cooperative and c.txn_id = any (array(
    select p.reverses
    from rows from (jsonb_to_recordset(p_postings) as (reverses uuid))
      with ordinality as p(reverses, idx)
    where p_fresh[p.idx::integer] and p.reverses is not null));

  with wanted as materialized (
    select p.*, p_ids[p.idx::integer] as txn_id
    from rows from (jsonb_to_recordset(p_postings) as (kind text, "sourceType" text,
      "sourceId" uuid)) with ordinality as p(kind, source_type, source_id, idx)
    where p_fresh[p.idx::integer]
      and exists (select from ledger.once_per_source o where o.kind = p.kind)
  ), added as (
    insert into ledger.source_claim (cooperative_id, kind, source_type, source_id, txn_id)
    select p_cooperative, w.kind, w.source_type, w.source_id, w.txn_id from wanted w
    order by w.kind, w.source_type, w.source_id, w.idx
    on conflict (cooperative_id, kind, source_type, source_id) do nothing
    returning 1
  )
  select (select count(*) from wanted), (select count(*) from added) into v_wanted, v_claimed;
  if v_wanted = v_claimed then
    return;
  end if;

  select p.*, c.txn_id into v_bad
  from rows from (jsonb_to_recordset(p_postings) as (kind text, "sourceType" text,
    "sourceId" uuid)) with ordinality as p(kind, source_type, source_id, idx)
  cross join lateral (
    select c.txn_id from ledger.source_claim c
    where c.cooperative_id = p_cooperative and c.kind = p.kind
      and c.source_type = p.source_type and c.source_id = p.source_id limit 1
  ) c
  where p_fresh[p.idx::integer] and c.txn_id <> p_ids[p.idx::integer]
  order by p.idx limit 1;
  raise exception using errcode = 'GZ002',
    message = format('%s is already posted for %s %s.', v_bad.kind, v_bad.source_type,
      v_bad.source_id),
    detail = jsonb_build_object('index', v_bad.idx - 1, 'kind', v_bad.kind,
      'sourceType', v_bad.source_type, 'sourceId', v_bad.source_id,
      'transactionId', v_bad.txn_id)::text;
end $$;

create function ledger.lines_of(p_postings jsonb, p_fresh boolean[]) returns ledger.line[]
language plpgsql as $$
declare
  v_lines ledger.line[];
  v_bad record;
begin
  select array_agg(row(p.idx, l.line_no, l.owner->>'type', l.owner->>'id', l.code, l.currency,
    l.amount, l.hold, l.account)::ledger.line order by p.idx, l.line_no) into v_lines
  from rows from (jsonb_to_recordset(p_postings) as (lines jsonb))
    with ordinality as p(lines, idx)
  cross join lateral rows from (jsonb_to_recordset(p.lines) as (owner jsonb, code text,
    currency text, amount bigint, hold uuid, account uuid))
    with ordinality as l(owner, code, currency, amount, hold, account, line_no)
  where p_fresh[p.idx::integer];

  select l.idx, l.line_no into v_bad from unnest(v_lines) l
  where l.owner_type is null or l.owner_id is null or l.code is null or l.amount is null
    or l.amount = 0 or l.new_account_id is null or l.currency is null or l.currency !~ '^[A-Z]{3}$'
  limit 1;
  if found then
    perform ledger.refuse(v_bad.idx - 1, format(
      'line %s needs an owner, a code, a currency and an amount other than zero', v_bad.line_no));
  end if;
  return v_lines;
end $$;

-- Refuses early and by name what the deferred trigger would refuse at the commit.
create function ledger.check_lines(p_postings jsonb, p_lines ledger.line[]) returns void
language plpgsql as $$
declare
  v_bad record;
  v_mirrored text[] := array(select c.code from ledger.account_code c where c.mirror is not null);
begin
  select l.idx, l.currency, sum(l.amount) as difference into v_bad from unnest(p_lines) l
  group by l.idx, l.currency having sum(l.amount) <> 0 order by l.idx limit 1;
  if found then
    raise exception using errcode = 'GZ003',
      message = format('The posting does not balance: %s is off by %s.', v_bad.currency,
        v_bad.difference),
      detail = jsonb_build_object('index', v_bad.idx - 1,
        'key', p_postings->(v_bad.idx - 1)->>'key',
        'difference', jsonb_build_object(v_bad.currency, v_bad.difference::text))::text;
  end if;

  select l.idx, l.currency, c.mirror, sum(l.amount) as difference into v_bad
  from unnest(p_lines) l
  cross join lateral (
    select c.mirror from ledger.account_code c where c.code = l.code limit 1
  ) c
  where l.code = any (v_mirrored)
  group by l.idx, l.currency, c.mirror having sum(l.amount) <> 0 order by l.idx limit 1;
  if found then
    raise exception using errcode = 'GZ011',
      message = format('The accounts of "%s" must cancel each other out: %s is off by %s.',
        v_bad.mirror, v_bad.currency, v_bad.difference),
      detail = jsonb_build_object('index', v_bad.idx - 1, 'mirror', v_bad.mirror,
        'difference', jsonb_build_object(v_bad.currency, v_bad.difference::text))::text;
  end if;
end $$;

-- A line may take up to the amount of its hold out of the hold's own account, once.
create function ledger.consume_holds(p_cooperative uuid, p_ids uuid[], p_lines ledger.line[],
  p_accounts uuid[]) returns void
language plpgsql as $$
declare
  v_settled uuid[];
  v_bad record;
begin
  with used as materialized (
    select h.cooperative_id, h.id, p_ids[l.idx] as txn_id,
      case a.normal_side when 'debit' then -l.amount else l.amount end as taken
    from unnest(p_lines) with ordinality as l(idx, line_no, owner_type, owner_id, code, currency,
      amount, hold_id, new_account_id, n)
    cross join lateral (
      select h.* from ledger.hold h
      where h.cooperative_id = p_cooperative and h.id = l.hold_id limit 1
    ) h
    cross join lateral (
      select a.normal_side from ledger.account a
      where a.cooperative_id = p_cooperative and a.id = h.account_id limit 1
    ) a
    where h.account_id = p_accounts[l.n::integer]
      and h.state = 'PENDING' and (h.expires_at is null or h.expires_at > now())
  ), settled as (
    update ledger.hold h
    set state = 'POSTED', posted_amount = u.taken, txn_id = u.txn_id, settled_at = now()
    from used u
    where h.cooperative_id = u.cooperative_id and h.id = u.id and u.taken between 1 and h.amount
    returning h.id
  )
  select coalesce(array_agg(s.id), '{}') into v_settled from settled s;

  -- What is left over was not usable, or is the second line that names the same hold.
  select max(l.idx) as idx, l.hold_id into v_bad from unnest(p_lines) l
  where l.hold_id is not null
  group by l.hold_id having count(*) > 1 or not bool_and(l.hold_id = any (v_settled))
  limit 1;
  if found then
    raise exception using errcode = 'GZ007',
      message = format('Hold %s cannot be posted: it is settled, expired, smaller or elsewhere.',
        v_bad.hold_id),
      detail = jsonb_build_object('index', v_bad.idx - 1, 'hold', v_bad.hold_id)::text;
  end if;
end $$;

-- Inserts the entries with their running balances, then moves the balances, which are locked.
create function ledger.write_entries(p_cooperative uuid, p_ids uuid[], p_lines ledger.line[],
  p_accounts uuid[]) returns void
language plpgsql as $$
declare
  v record;
begin
  -- Entries before balances: the foreign key's lock on a row that is locked and not yet updated
  -- costs nothing.
  with running as materialized (
    select l.idx, l.line_no, l.currency, l.amount, b.account_id, b.floor,
      sum(h.released) over (partition by b.account_id) as released,
      b.posted + sum(b.sign * l.amount) over w as balance_after,
      b.version + row_number() over w as version,
      b.available + sum(b.sign * l.amount + coalesce(h.released, 0)) over w as available,
      lead(l.idx) over w is distinct from l.idx as closes
    from unnest(p_lines) with ordinality as l(idx, line_no, owner_type, owner_id, code, currency,
      amount, hold_id, new_account_id, n)
    cross join lateral (
      select b.account_id, b.posted, b.posted - b.reserved as available, b.floor, b.version,
        case a.normal_side when 'debit' then 1 else -1 end as sign
      from ledger.balance b
      cross join lateral (
        select a.normal_side from ledger.account a
        where a.cooperative_id = b.cooperative_id and a.id = b.account_id limit 1
      ) a
      where b.cooperative_id = p_cooperative and b.account_id = p_accounts[l.n::integer]
      limit 1
    ) b
    left join lateral (
      select h.amount as released from ledger.hold h
      where h.cooperative_id = p_cooperative and h.id = l.hold_id limit 1
    ) h on true
    window w as (partition by b.account_id order by l.idx, l.line_no rows unbounded preceding)
  ), added as (
    insert into ledger.entry (cooperative_id, txn_id, line_no, account_id, currency, amount,
      balance_after, account_version)
    select p_cooperative, p_ids[r.idx], r.line_no, r.account_id, r.currency, r.amount,
      r.balance_after::bigint, r.version
    from running r
    order by r.idx, r.line_no
  ), last as (
    select distinct on (r.account_id) r.account_id, r.balance_after::bigint as posted, r.version,
      coalesce(r.released, 0)::bigint as released
    from running r order by r.account_id, r.version desc
  ), overdrawn as (
    select r.idx, r.account_id, r.floor - r.available as missing from running r
    where r.closes and r.floor is not null and r.available < r.floor
    order by r.idx, r.line_no limit 1
  )
  select array_agg(l.account_id) as accounts, array_agg(l.posted) as posted,
    array_agg(l.version) as versions, array_agg(l.released) as released,
    (select to_jsonb(o) from overdrawn o) as overdrawn
  into v from last l;

  if v.overdrawn is not null then
    perform ledger.refuse_overdraft(p_cooperative, (v.overdrawn->>'idx')::integer - 1,
      (v.overdrawn->>'account_id')::uuid, (v.overdrawn->>'missing')::numeric);
  end if;

  update ledger.balance b
  set posted = u.posted, version = u.version, reserved = b.reserved - u.released
  from unnest(array_fill(p_cooperative, array[cardinality(v.accounts)]), v.accounts, v.posted,
    v.versions, v.released) as u(cooperative_id, account_id, posted, version, released)
  where b.cooperative_id = u.cooperative_id and b.account_id = u.account_id;
end $$;

create function ledger.check_reversals(p_cooperative uuid, p_postings jsonb, p_ids uuid[],
  p_fresh boolean[]) returns void
language plpgsql as $$
declare
  v_bad record;
begin
  select p.idx, p.reverses into v_bad
  from rows from (jsonb_to_recordset(p_postings) as (reverses uuid))
    with ordinality as p(reverses, idx)
  where p_fresh[p.idx::integer] and p.reverses is not null
    and array(
      select row(e.account_id, -e.amount) from ledger.entry e
      where e.cooperative_id = p_cooperative and e.txn_id = p.reverses
      order by e.account_id, -e.amount
    ) is distinct from array(
      select row(e.account_id, e.amount) from ledger.entry e
      where e.cooperative_id = p_cooperative and e.txn_id = p_ids[p.idx::integer]
      order by e.account_id, e.amount
    )
  limit 1;
  if found then
    raise exception using errcode = 'GZ008',
      message = format('The lines do not mirror transaction %s.', v_bad.reverses),
      detail = jsonb_build_object('index', v_bad.idx - 1, 'transactionId', v_bad.reverses)::text;
  end if;
end $$;

-- Posts 1 to 1000 balanced transactions, all or none. A posting is { id, key, hash, kind,
-- sourceType, sourceId, eventOn, actor?, requestId?, descriptionCode?, reverses?, lines, event? };
-- a line { owner: { type, id }, code, currency, amount, account, hold? }, where `account` is the id
-- that the account gets if it does not exist yet; an event { id, type, activityId?, payload }. The
-- same key with the same hash answers the original transaction; a refused request leaves nothing
-- behind, so its retry is judged anew.
create function ledger.post(p_cooperative uuid, p_postings jsonb)
returns table (idx integer, txn_id uuid, replayed boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_ids uuid[];
  v_fresh boolean[];
  v_lines ledger.line[];
  v_accounts uuid[];
begin
  perform ledger.guard(p_cooperative);
  if jsonb_typeof(p_postings) is distinct from 'array'
    or jsonb_array_length(p_postings) not between 1 and 1000 then
    perform ledger.refuse(null, 'a call has 1 to 1000 postings');
  end if;

  select h.ids, h.fresh into v_ids, v_fresh from ledger.add_headers(p_cooperative, p_postings) h;
  if true = any (v_fresh) then
    perform ledger.check_periods(p_cooperative, p_postings, v_fresh);
    perform ledger.claim_sources(p_cooperative, p_postings, v_ids, v_fresh);
    v_lines := ledger.lines_of(p_postings, v_fresh);
    perform ledger.check_lines(p_postings, v_lines);
    v_accounts := ledger.ensure_accounts(p_cooperative, v_lines);
    perform ledger.lock_balances(p_cooperative, v_accounts);
    if exists (select from unnest(v_lines) l where l.hold_id is not null) then
      perform ledger.consume_holds(p_cooperative, v_ids, v_lines, v_accounts);
    end if;
    perform ledger.write_entries(p_cooperative, v_ids, v_lines, v_accounts);
    perform ledger.check_reversals(p_cooperative, p_postings, v_ids, v_fresh);

    insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id,
      payload, actor)
    select p_cooperative, (p.event->>'id')::uuid, p.event->>'type', p."sourceType", p."sourceId",
      (p.event->>'activityId')::uuid, coalesce(p.event->'payload', '{}'), p.actor
    from rows from (jsonb_to_recordset(p_postings) as (event jsonb, "sourceType" text,
      "sourceId" uuid, actor uuid))
      with ordinality as p(event, "sourceType", "sourceId", actor, idx)
    where v_fresh[p.idx::integer] and jsonb_typeof(p.event) = 'object'
    order by p.idx;
  end if;

  return query select i - 1, v_ids[i], not v_fresh[i] from generate_subscripts(v_ids, 1) as i;
end $$;

-- --------------------------------------------------------------------------------------- holds

-- Sets money aside. A hold is { id, key, hash, owner: { type, id }, code, currency, amount,
-- account, sourceType, sourceId, expiresAt?, actor?, requestId? }; its amount is positive, on the
-- account's normal side.
create function ledger.reserve(p_cooperative uuid, p_holds jsonb)
returns table (idx integer, hold_id uuid, replayed boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_lines ledger.line[];
  v_accounts uuid[];
  v_known boolean[];
  v record;
begin
  perform ledger.guard(p_cooperative);
  if jsonb_typeof(p_holds) is distinct from 'array'
    or jsonb_array_length(p_holds) not between 1 and 1000 then
    perform ledger.refuse(null, 'a call has 1 to 1000 holds');
  end if;

  select array_agg(row(p.idx, 1, p.owner->>'type', p.owner->>'id', p.code, p.currency, p.amount,
      null, p.account)::ledger.line order by p.idx) as lines,
    min(p.idx) filter (where p.id is null or p.key is null or p.hash is null
      or p.hash !~ '^[0-9a-f]{64}$' or p.owner->>'type' is null or p.owner->>'id' is null
      or p.code is null or p.account is null or p.currency is null
      or p.currency !~ '^[A-Z]{3}$' or p.amount is null or p.amount <= 0
      or p."sourceType" is null or p."sourceId" is null) as bad,
    array_agg(h.known is not null order by p.idx) as known
  into v
  from rows from (jsonb_to_recordset(p_holds) as (id uuid, key text, hash text, owner jsonb,
    code text, currency text, amount bigint, account uuid, "sourceType" text, "sourceId" uuid))
    with ordinality as p(id, key, hash, owner, code, currency, amount, account, "sourceType",
      "sourceId", idx)
  left join lateral (
    select true as known from ledger.hold h
    where h.cooperative_id = p_cooperative and h.idem_key = p.key limit 1
  ) h on true;
  if v.bad is not null then
    perform ledger.refuse(v.bad - 1,
      'a hold needs id, key, hash, owner, code, currency, source and a positive amount');
  end if;
  v_lines := v.lines;
  v_known := v.known;
  v_accounts := ledger.ensure_accounts(p_cooperative, v_lines);

  insert into ledger.hold (cooperative_id, id, account_id, currency, amount, idem_key, req_hash,
    source_type, source_id, expires_at, actor, request_id)
  select p_cooperative, p.id, v_accounts[p.idx::integer], p.currency, p.amount, p.key,
    decode(p.hash, 'hex'), p."sourceType", p."sourceId", p."expiresAt", p.actor, p."requestId"
  from rows from (jsonb_to_recordset(p_holds) as (id uuid, key text, hash text, currency text,
    amount bigint, "sourceType" text, "sourceId" uuid, "expiresAt" timestamptz, actor uuid,
    "requestId" text))
    with ordinality as p(id, key, hash, currency, amount, "sourceType", "sourceId", "expiresAt",
      actor, "requestId", idx)
  where not v_known[p.idx::integer]
  order by p.key, p.idx
  on conflict do nothing;

  perform ledger.lock_balances(p_cooperative, v_accounts);

  with seen as materialized (
    select p.idx::integer as idx, p.key, h.id, h.account_id, h.amount,
      h.req_hash = decode(p.hash, 'hex') as same,
      not v_known[p.idx::integer] and h.id = p.id and h.xact = pg_current_xact_id()
        and row_number() over (partition by p.id order by p.idx) = 1 as fresh
    from rows from (jsonb_to_recordset(p_holds) as (id uuid, key text, hash text))
      with ordinality as p(id, key, hash, idx)
    left join lateral (
      select h.id, h.account_id, h.amount, h.req_hash, h.xact from ledger.hold h
      where h.cooperative_id = p_cooperative and h.idem_key = p.key limit 1
    ) h on true
  ), running as materialized (
    select s.idx, s.account_id, s.amount, b.floor,
      b.available - sum(s.amount) over (partition by s.account_id order by s.idx) as available
    from seen s
    cross join lateral (
      select b.posted - b.reserved as available, b.floor from ledger.balance b
      where b.cooperative_id = p_cooperative and b.account_id = s.account_id limit 1
    ) b
    where s.fresh
  )
  select (select array_agg(s.id order by s.idx) from seen s) as ids,
    (select array_agg(s.fresh order by s.idx) from seen s) as fresh,
    (select to_jsonb(s) from seen s where s.same is not true order by s.idx limit 1) as mismatch,
    (select to_jsonb(r) from running r where r.available < r.floor order by r.idx limit 1)
      as overdrawn,
    array_agg(t.account_id) as accounts, array_agg(t.amount) as amounts
  into v
  from (
    select r.account_id, sum(r.amount)::bigint as amount from running r group by r.account_id
  ) t;
  if v.mismatch is not null then
    raise exception using errcode = 'GZ001',
      message = format('The key "%s" was already used for another request.', v.mismatch->>'key'),
      detail = jsonb_build_object('index', (v.mismatch->>'idx')::integer - 1,
        'key', v.mismatch->>'key', 'hold', v.mismatch->>'id')::text;
  end if;
  if v.overdrawn is not null then
    perform ledger.refuse_overdraft(p_cooperative, (v.overdrawn->>'idx')::integer - 1,
      (v.overdrawn->>'account_id')::uuid,
      (v.overdrawn->>'floor')::numeric - (v.overdrawn->>'available')::numeric);
  end if;

  update ledger.balance b set reserved = b.reserved + u.amount
  from unnest(array_fill(p_cooperative, array[coalesce(cardinality(v.accounts), 0)]), v.accounts,
    v.amounts) as u(cooperative_id, account_id, amount)
  where b.cooperative_id = u.cooperative_id and b.account_id = u.account_id;

  return query select i - 1, v.ids[i], not v.fresh[i] from generate_subscripts(v.ids, 1) as i;
end $$;

-- Gives back what pending holds set aside; the caller has checked the co-operative.
create function ledger.settle_holds(p_cooperative uuid, p_holds uuid[], p_state text)
returns uuid[]
language plpgsql as $$
declare
  v_accounts uuid[];
  v_settled uuid[];
begin
  v_accounts := array(
    select h.account_id from ledger.hold h
    where h.cooperative_id = p_cooperative and h.id = any (p_holds) and h.state = 'PENDING');
  perform ledger.lock_balances(p_cooperative, v_accounts);
  with settled as (
    update ledger.hold h set state = p_state, settled_at = now()
    where h.cooperative_id = p_cooperative and h.id = any (p_holds) and h.state = 'PENDING'
    returning h.cooperative_id, h.id, h.account_id, h.amount
  ), freed as materialized (
    select s.cooperative_id, s.account_id, sum(s.amount)::bigint as amount from settled s
    group by s.cooperative_id, s.account_id
  ), moved as (
    update ledger.balance b set reserved = b.reserved - f.amount
    from freed f
    where b.cooperative_id = f.cooperative_id and b.account_id = f.account_id
  )
  select coalesce(array_agg(s.id), '{}') into v_settled from settled s;
  return v_settled;
end $$;

-- Voids holds. Voiding what is already voided or expired does nothing; what was posted is refused.
create function ledger.release(p_cooperative uuid, p_holds uuid[])
returns table (hold_id uuid, state text, released boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_settled uuid[];
  v_bad uuid;
begin
  perform ledger.guard(p_cooperative);
  if cardinality(p_holds) > 1000 then
    perform ledger.refuse(null, 'a call releases at most 1000 holds');
  end if;
  v_settled := ledger.settle_holds(p_cooperative, p_holds, 'VOIDED');
  select w.id into v_bad from unnest(p_holds) as w(id)
  left join lateral (
    select h.state from ledger.hold h
    where h.cooperative_id = p_cooperative and h.id = w.id limit 1
  ) h on true
  where h.state is null or h.state = 'POSTED' limit 1;
  if found then
    raise exception using errcode = 'GZ007',
      message = format('Hold %s cannot be released: it is posted or unknown.', v_bad),
      detail = jsonb_build_object('hold', v_bad)::text;
  end if;
  return query
    select w.id, h.state, w.id = any (v_settled)
    from unnest(p_holds) with ordinality as w(id, n)
    cross join lateral (
      select h.state from ledger.hold h
      where h.cooperative_id = p_cooperative and h.id = w.id limit 1
    ) h
    order by w.n;
end $$;

-- Gives back the holds whose time is over; answers how many. A hold past its time cannot be posted
-- even before this has run.
create function ledger.expire_holds(p_cooperative uuid, p_limit integer default 1000)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ledger.guard(p_cooperative);
  return cardinality(ledger.settle_holds(p_cooperative, array(
    select h.id from ledger.hold h
    where h.cooperative_id = p_cooperative and h.state = 'PENDING' and h.expires_at <= now()
    order by h.id limit p_limit), 'EXPIRED'));
end $$;

-- ------------------------------------------------------------------------------------ policies

-- Sets what an account may not go below: minus an activity's credit limit, null for no floor. The
-- account is { owner: { type, id }, code, currency, account }. A floor above what is available now
-- is refused as insufficient funds.
create function ledger.set_floor(p_cooperative uuid, p_account jsonb, p_floor bigint) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_line ledger.line;
  v_account uuid;
  v_available numeric;
begin
  perform ledger.guard(p_cooperative);
  v_line := row(1, 1, p_account->'owner'->>'type', p_account->'owner'->>'id', p_account->>'code',
    p_account->>'currency', 0, null, p_account->>'account')::ledger.line;
  if v_line.owner_type is null or v_line.owner_id is null or v_line.code is null
    or v_line.new_account_id is null or v_line.currency is null or v_line.currency !~ '^[A-Z]{3}$'
  then
    perform ledger.refuse(null, 'an account has an owner, a code and a currency');
  end if;
  v_account := (ledger.ensure_accounts(p_cooperative, array[v_line]))[1];
  perform ledger.lock_balances(p_cooperative, array[v_account]);
  select b.posted - b.reserved into v_available from ledger.balance b
  where b.cooperative_id = p_cooperative and b.account_id = v_account;
  if v_available < p_floor then
    perform ledger.refuse_overdraft(p_cooperative, null, v_account, p_floor - v_available);
  end if;
  update ledger.balance b set floor = p_floor
  where b.cooperative_id = p_cooperative and b.account_id = v_account;
end $$;

-- Closes the books up to and including a day, for good: a correction is dated in the open period.
create function ledger.close_period(p_cooperative uuid, p_until date) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ledger.guard(p_cooperative);
  perform pg_advisory_xact_lock(ledger.period_key(p_cooperative));
  insert into ledger.period_lock as c (cooperative_id, locked_until) values (p_cooperative, p_until)
  on conflict (cooperative_id) do update
  set locked_until = excluded.locked_until, locked_at = now()
  where c.locked_until < excluded.locked_until;
  if not found and (select c.locked_until > p_until from ledger.period_lock c
    where c.cooperative_id = p_cooperative) then
    raise exception using errcode = 'GZ004',
      message = format('The books are closed beyond %s already: a closed period stays closed.',
        p_until),
      detail = jsonb_build_object('until', p_until)::text;
  end if;
end $$;

-- ---------------------------------------------------------------------------------------- proof

-- Proves the ledger, of one co-operative or (null) of all: one row an invariant, with how many rows
-- break it and the first five of them.
create function ledger.verify(p_cooperative uuid default null)
returns table (invariant text, ok boolean, found bigint, sample jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off set jit = off
as $$
#variable_conflict use_column
declare
  v_check record;
  v_found bigint;
  v_sample jsonb;
begin
  for v_check in select * from ledger.invariant() loop
    execute format(
      'select count(*), coalesce(jsonb_agg(to_jsonb(q) - ''n'') filter (where q.n <= 5), ''[]'')
       from (select row_number() over () as n, q.* from (%s) q) q',
      regexp_replace(v_check.query, '\{(\w+)\}',
        case when p_cooperative is null then 'true' else '\1.cooperative_id = $1' end, 'g'))
    into v_found, v_sample using p_cooperative;
    return query select v_check.name, v_found = 0, v_found, v_sample;
  end loop;
end $$;

-- Each query finds the rows that break its invariant; {x} limits the alias x to what is verified.
create function ledger.invariant() returns table (name text, query text)
language sql immutable as $x$
values
  ('every transaction sums to zero in each currency', $$
    select e.cooperative_id, e.txn_id, e.currency, sum(e.amount) as difference
    from ledger.entry e where {e}
    group by e.cooperative_id, e.txn_id, e.currency having sum(e.amount) <> 0 $$),
  ('every transaction has the lines that its header counts', $$
    select t.cooperative_id, t.id as txn_id, t.line_count, e.lines
    from ledger.txn t
    left join (
      select e.cooperative_id, e.txn_id, count(*) as lines, max(e.line_no) as last
      from ledger.entry e where {e} group by e.cooperative_id, e.txn_id
    ) e on e.cooperative_id = t.cooperative_id and e.txn_id = t.id
    where {t}
      and (e.lines is distinct from t.line_count or e.last is distinct from t.line_count) $$),
  ('every entry is of an account of its co-operative and currency', $$
    select e.cooperative_id, e.txn_id, e.line_no, e.account_id
    from ledger.entry e
    left join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
      and a.currency = e.currency
    left join ledger.txn t on t.cooperative_id = e.cooperative_id and t.id = e.txn_id
    where {e} and (a.id is null or t.id is null) $$),
  ('every account has one balance and the side of its chart', $$
    select a.cooperative_id, a.id as account_id, a.code
    from ledger.account a
    left join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
      and b.currency = a.currency
    left join ledger.account_code c on c.code = a.code and c.normal_side = a.normal_side
    where {a} and (b.account_id is null or c.code is null) $$),
  ('every balance is the sum of its entries', $$
    select b.cooperative_id, b.account_id, b.posted, b.version, e.total, e.lines
    from ledger.balance b
    join ledger.account a on a.cooperative_id = b.cooperative_id and a.id = b.account_id
    left join (
      select e.cooperative_id, e.account_id, sum(e.amount) as total, count(*) as lines
      from ledger.entry e where {e} group by e.cooperative_id, e.account_id
    ) e on e.cooperative_id = b.cooperative_id and e.account_id = b.account_id
    where {b} and (b.version <> coalesce(e.lines, 0) or b.posted <>
      coalesce(case a.normal_side when 'debit' then e.total else -e.total end, 0)) $$),
  ('every running balance follows from the one before, without a gap', $$
    select s.cooperative_id, s.account_id, s.account_version, s.balance_after
    from (
      select e.cooperative_id, e.account_id, e.account_version, e.balance_after,
        row_number() over w as expected_version,
        coalesce(lag(e.balance_after) over w, 0)
          + case a.normal_side when 'debit' then e.amount else -e.amount end as expected_balance
      from ledger.entry e
      join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
      where {e}
      window w as (partition by e.cooperative_id, e.account_id order by e.account_version)
    ) s
    where s.account_version <> s.expected_version or s.balance_after <> s.expected_balance $$),
  ('no balance is below its floor', $$
    select b.cooperative_id, b.account_id, b.posted, b.reserved, b.floor
    from ledger.balance b where {b} and b.posted - b.reserved < b.floor $$),
  ('what is reserved is the sum of the pending holds', $$
    select b.cooperative_id, b.account_id, b.reserved, h.amount
    from ledger.balance b
    left join (
      select h.cooperative_id, h.account_id, sum(h.amount) as amount
      from ledger.hold h where {h} and h.state = 'PENDING' group by h.cooperative_id, h.account_id
    ) h on h.cooperative_id = b.cooperative_id and h.account_id = b.account_id
    where {b} and b.reserved <> coalesce(h.amount, 0) $$),
  ('every posted hold was taken by its transaction, from its account', $$
    select h.cooperative_id, h.id as hold_id, h.txn_id, h.posted_amount
    from ledger.hold h
    where {h} and h.state = 'POSTED' and not exists (
      select from ledger.entry e
      where e.cooperative_id = h.cooperative_id and e.txn_id = h.txn_id
        and e.account_id = h.account_id and abs(e.amount) = h.posted_amount) $$),
  ('no idempotency key is used twice', $$
    select t.cooperative_id, t.idem_key, count(*) as times from ledger.txn t where {t}
    group by t.cooperative_id, t.idem_key having count(*) > 1
    union all
    select h.cooperative_id, h.idem_key, count(*) from ledger.hold h where {h}
    group by h.cooperative_id, h.idem_key having count(*) > 1 $$),
  ('a source has at most one live transaction of a kind that allows one', $$
    select t.cooperative_id, t.kind, t.source_type, t.source_id, count(*) as live
    from ledger.txn t
    join ledger.once_per_source o on o.kind = t.kind
    left join ledger.txn r on r.cooperative_id = t.cooperative_id and r.reverses = t.id
    where {t} and r.id is null
    group by t.cooperative_id, t.kind, t.source_type, t.source_id having count(*) > 1 $$),
  ('the claims on sources are those of the live transactions', $$
    select coalesce(t.cooperative_id, c.cooperative_id) as cooperative_id,
      t.id as txn_id, c.txn_id as claimed_by
    from (
      select t.* from ledger.txn t
      join ledger.once_per_source o on o.kind = t.kind
      left join ledger.txn r on r.cooperative_id = t.cooperative_id and r.reverses = t.id
      where {t} and r.id is null
    ) t
    full join (select c.* from ledger.source_claim c where {c}) c
      on c.cooperative_id = t.cooperative_id and c.txn_id = t.id and c.kind = t.kind
      and c.source_type = t.source_type and c.source_id = t.source_id
    where t.id is null or c.txn_id is null $$),
  ('every reversal mirrors a transaction that is not one itself', $$
    select t.cooperative_id, t.id as txn_id, t.reverses
    from ledger.txn t
    left join ledger.txn o on o.cooperative_id = t.cooperative_id and o.id = t.reverses
    where {t} and t.reverses is not null and (o.id is null or o.reverses is not null
      or array(
        select row(e.account_id, e.amount) from ledger.entry e
        where e.cooperative_id = t.cooperative_id and e.txn_id = t.id
        order by e.account_id, e.amount
      ) is distinct from array(
        select row(e.account_id, -e.amount) from ledger.entry e
        where e.cooperative_id = t.cooperative_id and e.txn_id = t.reverses
        order by e.account_id, -e.amount
      )) $$),
  ('accounts that mirror each other cancel out', $$
    select a.cooperative_id, a.currency, c.mirror,
      sum(case a.normal_side when 'debit' then b.posted else -b.posted end) as difference
    from ledger.account a
    join ledger.account_code c on c.code = a.code and c.mirror is not null
    join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
    where {a}
    group by a.cooperative_id, a.currency, c.mirror
    having sum(case a.normal_side when 'debit' then b.posted else -b.posted end) <> 0 $$)
$x$;

-- Only nested loops over index scans: what `parts of the functions` above is written for.
do $$
declare
  v_function regprocedure;
  v_setting text;
begin
  foreach v_function in array array[
    'ledger.post(uuid, jsonb)', 'ledger.reserve(uuid, jsonb)', 'ledger.release(uuid, uuid[])',
    'ledger.expire_holds(uuid, integer)', 'ledger.set_floor(uuid, jsonb, bigint)',
    'ledger.seal_txn()', 'ledger.check_txn()']::regprocedure[]
  loop
    foreach v_setting in array array['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin',
      'enable_mergejoin', 'enable_material', 'jit']
    loop
      execute format('alter function %s set %I = off', v_function, v_setting);
    end loop;
    execute format('alter function %s set plan_cache_mode = force_generic_plan', v_function);
  end loop;
end $$;

revoke execute on all functions in schema ledger from public;
grant execute on function ledger.post, ledger.reserve, ledger.release, ledger.expire_holds,
  ledger.set_floor, ledger.close_period, ledger.verify to gezel_app;

reset role;
