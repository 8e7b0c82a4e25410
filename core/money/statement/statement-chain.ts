/** Whether the statements of a file continue what the co-operative has of the bank already. */
import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import type { StatementHead } from './check-file.js';
import { problem } from './file-event.js';

interface KnownStatement {
  readonly iban: string;
  readonly year: number;
  readonly number: number;
  readonly currency: string;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
}

/**
 * Imports of a co-operative are taken in one at a time: what this reads holds until the transaction
 * ends, so two files cannot both be the one that follows.
 */
export async function chainFindings(
  tx: Tx,
  heads: readonly StatementHead[],
  currency: string,
): Promise<Finding[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('core.bank-import:' || $1, 0))`, [
    tx.cooperativeId,
  ]);
  const accounts = await accountsOf(tx, heads);
  const known = await knownAround(tx, heads);
  return heads.flatMap((head, index) => {
    if (!accounts.has(head.iban))
      return [said(head, 'statement-file.unknown-account', { account: head.iban })];
    if (head.currency !== currency) {
      return [
        said(head, 'statement-file.other-currency', {
          currency: head.currency,
          expected: currency,
        }),
      ];
    }
    return continuity(head, heads.slice(0, index), known);
  });
}

/** Notes the statements with their balances; one that was typed in before gets them now. */
export async function writeHeads(
  tx: Tx,
  ctx: Context,
  heads: readonly StatementHead[],
): Promise<void> {
  const rows = heads.map((head) => ({
    ...{ id: newId(), iban: head.iban, year: head.year, number: head.number },
    ...{ currency: head.currency, closed: head.closedOn },
    ...{ opening: `${head.openingMinor}`, closing: `${head.closingMinor}` },
  }));
  await tx.query(
    `insert into core.bank_statement as s (cooperative_id, id, host_entity_id, iban, year, number,
       currency, imported_by, opening_minor, closing_minor, closed_on)
     select $1, r.id, h.id, r.iban, r.year, r.number, r.currency, $2, r.opening, r.closing, r.closed
     from jsonb_to_recordset($3::jsonb) as r (id uuid, iban text, year smallint, number integer,
       currency text, opening bigint, closing bigint, closed date)
     cross join lateral (
       select h.id from core.host_entity h where h.cooperative_id = $1 and h.iban = r.iban
       order by h.id limit 1) h
     on conflict (cooperative_id, iban, year, number) do update
       set opening_minor = excluded.opening_minor, closing_minor = excluded.closing_minor,
         closed_on = excluded.closed_on`,
    [tx.cooperativeId, ctx.viewer.memberId, JSON.stringify(rows)],
  );
}

async function accountsOf(tx: Tx, heads: readonly StatementHead[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ iban: string }>(
    'select iban from core.host_entity where cooperative_id = $1 and iban = any($2::text[])',
    [tx.cooperativeId, heads.map(({ iban }) => iban)],
  );
  return new Set(rows.map(({ iban }) => iban));
}

/** Of each head: the same statement, and the nearest before and after of which balances are known. */
async function knownAround(tx: Tx, heads: readonly StatementHead[]): Promise<KnownStatement[]> {
  const columns = `s.iban, s.year, s.number, s.currency, s.opening_minor as "openingMinor",
    s.closing_minor as "closingMinor"`;
  const near = (direction: '<' | '>') => `
    cross join lateral (
      select ${columns} from core.bank_statement s
      where s.cooperative_id = $1 and s.iban = h.iban and s.closing_minor is not null
        and (s.year, s.number) ${direction} (h.year, h.number)
      order by s.year ${direction === '<' ? 'desc' : ''}, s.number ${direction === '<' ? 'desc' : ''}
      limit 1) k`;
  const heads_ = `jsonb_to_recordset($2::jsonb) as h (iban text, year smallint, number integer)`;
  return tx.query<KnownStatement>(
    `select ${columns} from ${heads_} join core.bank_statement s
       on s.cooperative_id = $1 and s.iban = h.iban and s.year = h.year and s.number = h.number
     union select k.* from ${heads_} ${near('<')}
     union select k.* from ${heads_} ${near('>')}`,
    [
      tx.cooperativeId,
      JSON.stringify(heads.map(({ iban, year, number }) => ({ iban, year, number }))),
    ],
  );
}

/** The opening is the closing before, in the books or in the same file; the closing the next opening. */
function continuity(
  head: StatementHead,
  earlier: readonly StatementHead[],
  known: readonly KnownStatement[],
): Finding[] {
  const own = known.filter(({ iban }) => iban === head.iban);
  const same = own.find((one) => order(one, head) === 0);
  if (same !== undefined) return conflicts(head, same);
  const before = [...own, ...earlier.filter(({ iban }) => iban === head.iban)]
    .filter((one) => one.closingMinor !== null && order(one, head) < 0)
    .sort(order)
    .at(-1);
  const after = own
    .filter((one) => one.openingMinor !== null && order(one, head) > 0)
    .sort(order)[0];
  const found: Finding[] = [];
  if (before !== undefined && before.closingMinor !== head.openingMinor) {
    found.push(gap(head, before, head.openingMinor, before.closingMinor ?? 0n));
  }
  if (after !== undefined && after.openingMinor !== head.closingMinor) {
    found.push(gap(head, after, head.closingMinor, after.openingMinor ?? 0n));
  }
  return found;
}

/** A statement that is known already says what it said. */
function conflicts(head: StatementHead, same: KnownStatement): Finding[] {
  const equal =
    same.currency === head.currency &&
    (same.openingMinor ?? head.openingMinor) === head.openingMinor &&
    (same.closingMinor ?? head.closingMinor) === head.closingMinor;
  return equal
    ? []
    : [said(head, 'statement-file.statement-conflict', { statement: numberOf(head) })];
}

function gap(head: StatementHead, near: Numbered, minor: bigint, expected: bigint): Finding {
  const text = (amount: bigint) => decimalOf(amount, minorDigits(head.currency));
  const statements = { statement: numberOf(head), neighbour: numberOf(near) };
  return said(head, 'statement-file.gap', {
    ...statements,
    found: text(minor),
    expected: text(expected),
  });
}

interface Numbered {
  readonly year: number;
  readonly number: number;
}

const numberOf = ({ year, number }: Numbered): string => `${year}/${number}`;

const order = (a: Numbered, b: Numbered): number => a.year - b.year || a.number - b.number;

const said = (head: StatementHead, code: string, values: Readonly<Record<string, unknown>>) =>
  problem(head.line, code, values).finding;
