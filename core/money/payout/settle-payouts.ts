/**
 * What a statement of the bank says about payouts: a debit with the id of a payout (or of a whole
 * file) has paid it, a credit with that id has brought it back. Nothing else ever makes one paid.
 */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { DomainEvent } from '../../platform/write/record.js';
import { hostAccount } from '../accounts.js';
import type { NewLine, Statement } from '../bank/bank-rows.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Line, type Posting } from '../ledger/ledger.js';
import { payoutIdOf } from './end-to-end-id.js';
import type { PayableCode } from './make-payout.js';

export interface SettledPayouts {
  /** The lines that did it: they pay nothing else. */
  readonly lineIds: ReadonlySet<string>;
  readonly settled: number;
  readonly postings: readonly Posting[];
  readonly facts: readonly DomainEvent[];
}

/** Locks the payouts that the lines name, changes them and closes the lines; the caller posts. */
export async function settlePayouts(
  tx: Tx,
  ctx: Context,
  statement: Statement,
  lines: readonly NewLine[],
): Promise<SettledPayouts> {
  const named = lines.flatMap((line) => {
    const id = payoutIdOf(line.endToEndId);
    return id === null ? [] : [{ line, id }];
  });
  if (named.length === 0) return { lineIds: new Set(), settled: 0, postings: [], facts: [] };
  const books = await lockNamed(tx, statement, [...new Set(named.map(({ id }) => id))]);
  const changes = named.flatMap(({ line, id }) => changesOf(books, line, id));
  if (changes.length > 0) await writeChanges(tx, changes);
  return {
    lineIds: new Set(changes.map(({ line }) => line.id)),
    settled: changes.reduce((count, { payouts }) => count + payouts.length, 0),
    postings: changes.map((change) => postingOf(ctx, statement, change)),
    facts: changes.flatMap(factsOf),
  };
}

interface NamedPayout {
  readonly id: string;
  readonly fileId: string | null;
  readonly activityId: string | null;
  readonly status: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payable: PayableCode;
}

/** What one line does: one payout, or all of a file. */
interface Change {
  readonly line: NewLine;
  /** The id that the line names. */
  readonly id: string;
  readonly payouts: readonly NamedPayout[];
  readonly status: 'PAID' | 'FAILED';
}

/** By its own id or by that of its file, for a bank that books a file as one debit. */
async function lockNamed(
  tx: Tx,
  { hostEntityId, currency }: Statement,
  ids: readonly string[],
): Promise<Map<string, NamedPayout>> {
  const found = await tx.query<NamedPayout>(
    `select id, file_id as "fileId", activity_id as "activityId", status,
       amount_minor as "amountMinor", currency, payable
     from core.payout
     where cooperative_id = $1 and host_entity_id = $3 and currency = $4
       and (id = any($2::uuid[]) or file_id = any($2::uuid[]))
     order by id for no key update`,
    [tx.cooperativeId, ids, hostEntityId, currency],
  );
  return new Map(found.map((payout) => [payout.id, payout]));
}

/** A line changes the payouts that it names when it is of exactly their amount; else it stays open. */
function changesOf(books: Map<string, NamedPayout>, line: NewLine, id: string): Change[] {
  const one = books.get(id);
  const named = one ? [one] : [...books.values()].filter(({ fileId }) => fileId === id);
  const total = named.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const [status, expected] =
    line.amountMinor < 0n
      ? (['PAID', ['RELEASED', 'UNKNOWN']] as const)
      : (['FAILED', ['PAID']] as const);
  const size = line.amountMinor < 0n ? -line.amountMinor : line.amountMinor;
  const allowed: readonly string[] = expected;
  if (named.length === 0 || size !== total) return [];
  if (!named.every((payout) => allowed.includes(payout.status))) return [];
  for (const payout of named) books.set(payout.id, { ...payout, status });
  return [{ line, id, payouts: named, status }];
}

/** A payout may be paid and brought back by lines of one statement: the last status is its own. */
async function writeChanges(tx: Tx, changes: readonly Change[]): Promise<void> {
  const single = changes.flatMap(({ payouts, line, status }) =>
    payouts.map(({ id }) => ({ id, line, status })),
  );
  const payouts = [...Map.groupBy(single, ({ id }) => id)].map(([id, own]) => {
    const paid = own.find(({ status }) => status === 'PAID');
    const failed = own.find(({ status }) => status === 'FAILED');
    return {
      ...{ id, status: own.at(-1)?.status, settled: paid?.line.id, returned: failed?.line.id },
      reason: failed && (failed.line.returnReason ?? 'RETURNED'),
    };
  });
  await tx.query(
    `with lines as (
       update core.bank_line set open_minor = 0
       where cooperative_id = $1 and id = any($3::uuid[])
     )
     update core.payout p set status = c.status, version = p.version + 1,
       settled_line_id = coalesce(c.settled, p.settled_line_id), returned_line_id = c.returned,
       failure_reason = c.reason
     from jsonb_to_recordset($2::jsonb)
       as c (id uuid, status text, settled uuid, returned uuid, reason text)
     where p.cooperative_id = $1 and p.id = c.id`,
    [tx.cooperativeId, JSON.stringify(payouts), changes.map(({ line }) => line.id)],
  );
}

/** One posting a line, so that a file of thousands is one too. */
function postingOf(ctx: Context, { hostEntityId, currency }: Statement, change: Change): Posting {
  const { line, id, payouts, status } = change;
  const paid = status === 'PAID';
  const file = payouts[0]?.id !== id;
  const size = line.amountMinor < 0n ? -line.amountMinor : line.amountMinor;
  const suspense = hostAccount(hostEntityId, 'bank.suspense', currency);
  return {
    ...actorOf(ctx),
    key: `payout:${id}:${paid ? 'paid' : 'returned'}`,
    sourceType: file ? 'payout_file' : 'payout',
    sourceId: id,
    ...{ kind: paid ? 'PAYOUT_PAID' : 'PAYOUT_RETURNED', eventOn: line.bookedOn },
    lines: paid
      ? [
          debit(hostAccount(hostEntityId, 'payouts.clearing', currency), size),
          credit(suspense, size),
        ]
      : [debit(suspense, size), ...owedAgain(hostEntityId, payouts)],
  };
}

/** What came back is owed where it was owed before. */
const owedAgain = (hostEntityId: string, payouts: readonly NamedPayout[]): Line[] =>
  [...Map.groupBy(payouts, ({ payable }) => payable)].map(([payable, own]) =>
    credit(
      hostAccount(hostEntityId, payable, (own[0] as NamedPayout).currency),
      own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    ),
  );

const factsOf = ({ payouts, status, line }: Change): DomainEvent[] =>
  payouts.map(({ id, activityId, amountMinor, currency }) => ({
    type: status === 'PAID' ? 'payout.paid' : 'payout.failed',
    subject: { type: 'Payout', id },
    activityId,
    payload: {
      ...{ amountMinor: `${amountMinor}`, currency, bankLineId: line.id },
      ...(status === 'FAILED' && { reason: line.returnReason }),
    },
  }));
