/** What the tests of money share: clients, issued invoices, money on the bank, and the proof. */
import type { ExecutionResult } from 'graphql';
import type { Context } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import { inTransaction } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import type { TestPerson } from '../platform/testing/fixture.js';
import type { TestPlatform } from '../platform/testing/platform.js';
import type { LateChargeAmounts } from '../sdk/late-charge-door.js';
import { importBankStatement } from './bank/import-bank-statement.js';
import { ClientKind } from './client/client.entity.js';
import { createClient } from './client/create-client.js';
import type { DocumentLineInput } from './document/document-line.js';
import { endowFund } from './fund/endow-fund.js';
import { createInvoice } from './invoice/create-invoice.js';
import { Invoice } from './invoice/invoice.entity.js';
import { issueInvoice } from './invoice/issue-invoice.js';
import { lateCharges } from './late-charge/late-charges.js';
import { verifyLedger, verifyTable } from './ledger/verify.js';

export type Manager = 'member-stage' | 'member-film' | 'member-design' | 'member-startup';

/** A key that is used once. */
export const newKey = (): string => `test-${newId()}`;

/** A line at the standard rate of 21 %. */
export const line = (unitPrice: string, over: Partial<DocumentLineInput> = {}) =>
  ({ description: 'Work of a day', quantity: '1', unitPrice, ...over }) as DocumentLineInput;

export const address = {
  ...{ street: 'Nieuwstraat 1', postalCode: '1000', city: 'Brussel', country: 'BE' },
};

/** A client of the manager's activity: a company with 30 days to pay. */
export async function newClient(p: TestPlatform, manager: Manager): Promise<string> {
  const { client, violations } = await createClient(p.ctx(manager), {
    activityId: p.activityIds[manager],
    kind: ClientKind.COMPANY,
    name: 'Client nv',
    vatNumber: 'BE0566988259',
    address,
  });
  refuseAny(violations);
  return (client as { id: string }).id;
}

/** A draft of the manager's activity for a new client, or the one that is named. */
export async function newDraft(
  p: TestPlatform,
  manager: Manager,
  lines: readonly DocumentLineInput[],
  clientId?: string,
): Promise<string> {
  const to = clientId ?? (await newClient(p, manager));
  const input = { activityId: p.activityIds[manager], clientId: to, lines };
  const { invoice, violations } = await createInvoice(p.ctx(manager), input);
  refuseAny(violations);
  return (invoice as Invoice).id;
}

/** An issued invoice. */
export async function newInvoice(
  p: TestPlatform,
  manager: Manager,
  lines: readonly DocumentLineInput[] = [line('1000.00')],
  clientId?: string,
): Promise<Invoice> {
  const id = await newDraft(p, manager, lines, clientId);
  const issued = await issueInvoice(p.ctx(manager), { invoiceId: id, idempotencyKey: newKey() });
  refuseAny(issued.violations);
  return invoiceOf(p, id);
}

/** An invoice as it is in the database. */
export async function invoiceOf(p: TestPlatform, id: string): Promise<Invoice> {
  const rows = p.platform.rows(Invoice);
  const [invoice] = await rows.read(
    sql`select ${rows.columns('t')} from ${rows.table} t where t.id = ${id}`,
  );
  return invoice as Invoice;
}

let statements = 0;

/** Money that comes in, as one movement on a statement of its own; answers the movement's id. */
export async function receive(
  p: TestPlatform,
  amount: string,
  structuredCommunication: string | null = null,
): Promise<string> {
  const outcome = await importBankStatement(p.ctx('finance'), {
    ...{ iban: 'BE68539007547034', year: 2026, number: ++statements, currency: 'EUR' },
    lines: [{ lineNo: 1, bookedOn: p.platform.clock.today(), amount, structuredCommunication }],
    idempotencyKey: newKey(),
  });
  refuseAny(outcome.violations);
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.bank_line where statement_id = $1',
    [outcome.statementId],
  );
  return (row as { id: string }).id;
}

/** A policy of the guarantee fund, and money in it. */
export async function withFund(
  p: TestPlatform,
  amountMinor: bigint,
  policy: { shareOfExpected?: number; perActivityMinor?: bigint | null } = {},
): Promise<void> {
  const { shareOfExpected = 100_000, perActivityMinor = null } = policy;
  await p.admin.query(
    `insert into core.fund_rule (cooperative_id, id, share_of_expected, per_activity_minor,
       from_day, source)
     values ($1, $2, $3, $4, '2020-01-01', 'Test')`,
    [p.cooperativeId, newId(), shareOfExpected, perActivityMinor],
  );
  if (amountMinor > 0n) {
    await endowFund(p.ctx('finance'), {
      ...{ hostEntityId: p.hostEntityId, amountMinor, currency: 'EUR', key: newKey() },
    });
  }
}

/** Asks a late client for more on top, if anything is left to be late; then perhaps lets it go. */
export async function askOnTop(
  p: TestPlatform,
  invoiceId: string,
  { own, ...amounts }: LateChargeAmounts & { readonly own: boolean },
  letGo: boolean,
): Promise<void> {
  const port = lateCharges(p.ctx('finance'));
  const on = { key: newKey(), service: 'test.notice', invoiceId, on: '2026-11-20' };
  try {
    await port.ask({ ...on, ...amounts, proceeds: own ? 'ACTIVITY' : 'COMMUNITY' });
    if (letGo) await port.withdraw({ service: on.service, invoiceId });
  } catch (error) {
    // Nothing can be asked of what was credited in whole.
    if ((error as { code?: string }).code !== 'BAD_USER_INPUT') throw error;
  }
}

/** In a transaction, as a step of something larger has it. */
export async function within<T>(
  ctx: Context,
  work: (ctx: Required<Pick<Context, 'tx'>> & Context) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.platform.orm, ctx.viewer.cooperativeId, (tx) => work({ ...ctx, tx }));
}

/** What an activity has: available, expected, receivable, advanced, in minor units. */
export async function standing(p: TestPlatform, manager: Manager) {
  const rows = await p.admin.query<{ code: string; posted: bigint }>(
    `select a.code, b.posted from ledger.account a
     join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
     where a.owner_id = $1`,
    [p.activityIds[manager]],
  );
  const of = (code: string) => rows.find((row) => row.code === code)?.posted ?? 0n;
  return {
    available: of('activity.available'),
    expected: of('activity.expected'),
    receivable: of('activity.receivable'),
    advanced: of('activity.advanced'),
  };
}

/** The balance of an account of the co-operative or of its legal entity. */
export async function balanceAt(p: TestPlatform, code: string): Promise<bigint> {
  const [row] = await p.admin.query<{ posted: bigint }>(
    `select b.posted from ledger.account a
     join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
     where a.cooperative_id = $1 and a.owner_id = any($2::uuid[]) and a.code = $3`,
    [p.cooperativeId, [p.cooperativeId, p.hostEntityId], code],
  );
  return row?.posted ?? 0n;
}

/** The ledger's own invariants, and that documents and ledger say the same. */
export async function prove(p: TestPlatform): Promise<void> {
  const report = await verifyLedger(p.admin, p.cooperativeId);
  if (!report.ok) throw new Error(verifyTable(report));
  const broken = await p.admin.query(documentInvariants, [p.cooperativeId]);
  if (broken.length > 0) throw new Error(`Documents and ledger differ: ${said(broken)}`);
}

/** What a test sets up must succeed. */
function refuseAny(violations: readonly unknown[]): void {
  if (violations.length > 0) throw new Error(`Refused: ${said(violations)}`);
}

const said = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}` : inner));

/** Where a document and the ledger differ: one row each. */
const documentInvariants = `
  with posted as (
    select a.owner_id, a.code, b.posted from ledger.account a
    join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
    where a.cooperative_id = $1
  ), invoiced as (
    select activity_id,
      sum(total_minor - credited_net_minor - credited_vat_minor - paid_minor
        - written_off_minor) as receivable,
      sum(net_minor - credited_net_minor - fee_minor + credited_fee_minor - released_minor
        - coalesce(w.minor, 0)) as expected
    from core.invoice
    left join (select invoice_id, sum(left_minor - left_vat_minor - left_fee_minor) as minor
      from core.invoice_write_off where cooperative_id = $1 group by invoice_id) w
      on w.invoice_id = id
    where cooperative_id = $1 and kind = 'INVOICE' and status <> 'DRAFT' group by activity_id
  )
  select 'receivable' as what, i.activity_id::text as which, i.receivable - coalesce(p.posted, 0)
    as difference
  from invoiced i left join posted p on p.owner_id = i.activity_id
    and p.code = 'activity.receivable'
  where i.receivable <> coalesce(p.posted, 0)
  union all
  select 'expected', i.activity_id::text, i.expected - coalesce(p.posted, 0)
  from invoiced i left join posted p on p.owner_id = i.activity_id and p.code = 'activity.expected'
  where i.expected <> coalesce(p.posted, 0)
  union all
  select 'suspense', s.host_entity_id::text, sum(b.open_minor) - coalesce(min(p.posted), 0)
  from core.bank_line b
  join core.bank_statement s on s.cooperative_id = b.cooperative_id and s.id = b.statement_id
  left join posted p on p.owner_id = s.host_entity_id and p.code = 'bank.suspense'
  where b.cooperative_id = $1 group by s.host_entity_id
  having sum(b.open_minor) <> coalesce(min(p.posted), 0)
  union all
  select 'vat', null, d.minor - p.minor
  from (select coalesce(sum(case kind when 'INVOICE' then vat_minor else -vat_minor end), 0)
      - (select coalesce(sum(left_vat_minor), 0) from core.invoice_write_off
        where cooperative_id = $1 and recovers_vat) as minor
      from core.invoice where cooperative_id = $1 and status <> 'DRAFT') d,
    (select coalesce(sum(posted), 0) as minor from posted where code = 'vat.payable') p
  where d.minor <> p.minor
  union all
  select 'lost', w.invoice_id::text, sum(w.left_minor) - min(i.written_off_minor)
  from core.invoice_write_off w
  join core.invoice i on i.cooperative_id = w.cooperative_id and i.id = w.invoice_id
  where w.cooperative_id = $1 group by w.invoice_id
  having sum(w.left_minor) <> min(i.written_off_minor)
  union all
  select 'lost-vat', null, w.minor - p.minor
  from (select coalesce(sum(left_vat_minor), 0) as minor from core.invoice_write_off
      where cooperative_id = $1 and not recovers_vat) w,
    (select coalesce(sum(posted), 0) as minor from posted where code = 'vat.lost') p
  where w.minor <> p.minor
  union all
  select 'fee', null, (select sum(fee_minor) from core.fee_line where cooperative_id = $1)
    - (select sum(posted) from posted where code = 'fee.income')
  where (select sum(fee_minor) from core.fee_line where cooperative_id = $1)
    <> (select sum(posted) from posted where code = 'fee.income')
  union all
  select 'line', b.id::text, b.amount_minor - b.open_minor - u.minor
  from core.bank_line b
  cross join lateral (select coalesce(sum(x.minor), 0) as minor from (
    select p.amount_minor + p.costs_minor + p.interest_minor + p.penalty_minor as minor
    from core.payment p
    where p.cooperative_id = b.cooperative_id and p.bank_line_id = b.id and p.reversed_at is null
    union all select r.amount_minor from core.refund r
    where r.cooperative_id = b.cooperative_id and r.bank_line_id = b.id
    union all select n.amount_minor from core.income n
    where n.cooperative_id = b.cooperative_id and n.bank_line_id = b.id and n.reversal_id is null
    union all select o.amount_minor from core.current_account_move o
    where o.cooperative_id = b.cooperative_id and o.bank_line_id = b.id
    union all select m.amount_minor from core.loan_move m
    where m.cooperative_id = b.cooperative_id and m.bank_line_id = b.id
    union all select r.amount_minor from core.expense_advance_repayment r
    where r.cooperative_id = b.cooperative_id and r.bank_line_id = b.id
    union all select g.amount_minor from core.line_assignment g
    where g.cooperative_id = b.cooperative_id and g.bank_line_id = b.id and g.reversed_at is null
    union all select -o.amount_minor from core.payout o
    where o.cooperative_id = b.cooperative_id and o.settled_line_id = b.id
    union all select o.amount_minor from core.payout o
    where o.cooperative_id = b.cooperative_id and o.returned_line_id = b.id) x) u
  where b.cooperative_id = $1 and b.amount_minor - b.open_minor <> u.minor
  union all
  select 'losses', null, o.minor - l.minor
  from (select coalesce(sum(amount_minor - recovered_minor), 0) as minor from core.fund_write_off
      where cooperative_id = $1 and status = 'APPROVED') o,
    (select coalesce(sum(posted), 0) as minor from posted where code = 'fund.losses') l
  where o.minor <> l.minor
  union all
  select 'clearing', null, o.minor - l.minor
  from (select coalesce(sum(amount_minor), 0) as minor from core.payout
      where cooperative_id = $1 and status in ('RELEASED', 'UNKNOWN')) o,
    (select coalesce(sum(posted), 0) as minor from posted where code = 'payouts.clearing') l
  where o.minor <> l.minor
  union all
  select 'awaited', null, o.minor - l.minor
  from (select coalesce(sum(open_minor), 0) as minor from core.awaited_payment
      where cooperative_id = $1 and account = 'bank.clearing') o,
    (select coalesce(sum(posted), 0) as minor from posted where code = 'bank.clearing') l
  where o.minor <> l.minor
  union all
  select 'excess', i.id::text, i.excess_minor - coalesce(sum(b.open_minor), 0)
  from core.invoice i
  left join core.bank_line b on b.cooperative_id = i.cooperative_id
    and b.overpays_invoice_id = i.id
  where i.cooperative_id = $1 group by i.id, i.excess_minor
  having i.excess_minor <> coalesce(sum(b.open_minor), 0)
  union all
  -- The invoices of a quote never ask for more than it offered.
  select 'quoted', q.id::text, sum(i.net_minor - i.credited_net_minor) - q.net_minor
  from core.quote q
  join core.invoice i on i.cooperative_id = q.cooperative_id and i.quote_id = q.id
    and i.kind = 'INVOICE'
  where q.cooperative_id = $1 group by q.id, q.net_minor
  having sum(i.net_minor - i.credited_net_minor) > q.net_minor`;

/** The codes of violations. */
export const codes = ({ violations }: { violations: readonly { code: string }[] }): string[] =>
  violations.map(({ code }) => code);

/** The one answer of an operation as somebody; its errors fail the test. */
export async function ask(
  p: TestPlatform,
  as: TestPerson,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const { data, errors } = await p.graphql<Record<string, Answer>>(query, variables, { as });
  if (errors !== undefined) throw errors[0];
  return Object.values(data ?? {})[0];
}

/** The codes of the errors of an operation. */
export async function errorsOf(
  p: TestPlatform,
  as: TestPerson | undefined,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<unknown[]> {
  const answer: ExecutionResult<Answer> = await p.graphql(query, variables, as ? { as } : {});
  return (answer.errors ?? []).map(({ extensions, message }) => extensions.code ?? message);
}

// What a test reads of an answer is checked by what it expects of it.
// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of the query.
export type Answer = any;
