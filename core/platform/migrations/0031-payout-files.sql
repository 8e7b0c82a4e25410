-- Payouts on their way to the bank and back: files, what statements say, accounts that changed.

set role gezel_ledger;
insert into ledger.account_code (code, normal_side, floor_default, mirror, description) values
  ('payouts.payable', 'credit', null, null,
   'What is owed to members and clients, other than pay, and waits for its payout.');
insert into ledger.once_per_source (kind, description) values
  ('PAYOUT_PAID', 'A payout is paid once.'),
  ('PAYOUT_RETURNED', 'A payout comes back once.'),
  ('PAYOUT_FAILED', 'A payout is given up once.');
reset role;

-- No law sets them: what the field does, until somebody decides otherwise from a day on.
insert into core.money_rule (country, code, value, from_day, source) values
  ('BE', 'payout.cooling-days', 3, '2020-01-01',
   'No law sets one: days before money goes to an account that was changed, so that its owner sees it'),
  ('BE', 'payout.unknown-after-days', 5, '2020-01-01',
   'No law sets one: days after its execution that a payment may be missing from the statements; '
   'SEPA credits within one banking day, Directive (EU) 2015/2366, art. 83');

-- The day from which a changed account is used; null for somebody's first.
alter table core.payout_account add column usable_from date;

-- A file of payments for the bank: made by one, released by another, and from then on fixed.
create table core.payout_file (
  cooperative_id uuid not null,
  id uuid not null,
  host_entity_id uuid not null,
  status text not null check (status in ('MADE', 'RELEASED', 'WITHDRAWN')),
  execution_on date not null,
  currency char(3) not null,
  debtor_iban text not null,
  -- Who pays, as it was when the file was made: name, IBAN, BIC, enterprise number, address.
  debtor jsonb not null,
  payment_count integer not null check (payment_count >= 1),
  control_sum_minor bigint not null check (control_sum_minor > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  released_by uuid,
  released_at timestamptz,
  -- SHA-256 of the file: what is fetched later is what was released.
  content_hash char(64),
  version integer not null default 1,
  primary key (cooperative_id, id),
  foreign key (cooperative_id, host_entity_id) references core.host_entity (cooperative_id, id),
  check ((status = 'RELEASED') = (released_by is not null)),
  check ((status = 'RELEASED') = (released_at is not null)),
  check ((status = 'RELEASED') = (content_hash is not null)),
  -- Four eyes, in the database too.
  check (released_by <> made_by)
);
create index payout_file_executed on core.payout_file (execution_on) where status = 'RELEASED';

create function core.guard_payout_file() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.status = 'MADE'
    and to_jsonb(new) - '{status,released_by,released_at,content_hash,version}'::text[]
      = to_jsonb(old) - '{status,released_by,released_at,content_hash,version}'::text[]
  then
    return new;
  end if;
  raise exception 'the payout file % is %: it cannot be changed', old.id, old.status
    using errcode = 'GZ010', hint = 'Make a new file of what is still to be paid.';
end $$;
create trigger payout_file_immutable before update or delete on core.payout_file
  for each row execute function core.guard_payout_file();

alter table core.payout
  alter column activity_id drop not null,
  -- Null: a client is paid back, on the account that the payout was made with.
  alter column payee_id drop not null,
  add column host_entity_id uuid,
  -- The account of the legal entity on which it is owed until it is released.
  add column payable text not null default 'salary.payable'
    references ledger.account_code (code),
  -- What the payee reads beside the amount.
  add column remittance text check (length(remittance) between 1 and 140),
  add column file_id uuid,
  -- The movements of the bank that debited it, and that brought it back.
  add column settled_line_id uuid,
  add column returned_line_id uuid,
  add column failed_by uuid,
  add column failure_reason text check (length(failure_reason) between 1 and 200),
  add column replaces_id uuid;

update core.payout p set host_entity_id = a.host_entity_id
from core.activity a where a.cooperative_id = p.cooperative_id and a.id = p.activity_id;

alter table core.payout
  alter column host_entity_id set not null,
  add foreign key (cooperative_id, host_entity_id)
    references core.host_entity (cooperative_id, id),
  add foreign key (cooperative_id, file_id) references core.payout_file (cooperative_id, id),
  add foreign key (cooperative_id, settled_line_id)
    references core.bank_line (cooperative_id, id),
  add foreign key (cooperative_id, returned_line_id)
    references core.bank_line (cooperative_id, id),
  add foreign key (cooperative_id, replaces_id) references core.payout (cooperative_id, id),
  add check (payee_id is not null or (iban is not null and holder is not null)),
  -- Only a movement of the bank makes it paid: no time-out does, and no person.
  add check (status <> 'PAID' or settled_line_id is not null),
  add check (file_id is null or status <> 'DUE'),
  -- Whoever gives it up is not who released it.
  add check (failed_by <> released_by);

create unique index payout_replaces on core.payout (cooperative_id, replaces_id)
  where replaces_id is not null;
create index payout_of_file on core.payout (cooperative_id, file_id, id) where file_id is not null;
create index payout_to_send on core.payout (cooperative_id, host_entity_id, due_on, id)
  where status = 'RELEASED' and file_id is null;
create index payout_settled_by on core.payout (cooperative_id, settled_line_id)
  where settled_line_id is not null;
create index payout_returned_by on core.payout (cooperative_id, returned_line_id)
  where returned_line_id is not null;
