import { rulesOn } from '../money/sharing/charge-rule.js';
import { partsOf } from '../money/sharing/charge-share.js';
import type { Sql } from '../platform/database/sql.js';
import type { CashFlowLine, CashFlowPayer } from '../sdk/define.js';
import type { ChargeBearer } from '../sdk/sharing-door.js';

/** A line as the row of a step keeps it: amounts as text, for JSON numbers are floats. */
export interface StoredLine {
  readonly day: string;
  readonly amountMinor: string;
  readonly payer: string;
  readonly prefinancing: boolean;
}

export const storedLine = ({
  day,
  amountMinor,
  payer,
  prefinancing,
}: CashFlowLine): StoredLine => ({
  ...{ day, amountMinor: amountMinor.toString(), payer, prefinancing: prefinancing === true },
});

/** What the activity has more or less by the end of a day than before the assignment. */
export interface DaySum {
  readonly day: string;
  readonly withMinor: bigint;
  /** The same had nobody pre-financed anything. */
  readonly withoutMinor: bigint;
}

/**
 * The days on which money moves, in order, each with the sum of all that has moved by then. What
 * others pay for the activity moves none of its money.
 */
export function sumsByDay(lines: readonly StoredLine[]): DaySum[] {
  const days = [...Map.groupBy(lines, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  let [withMinor, withoutMinor] = [0n, 0n];
  return days.map(([day, moved]) => {
    for (const { amountMinor, payer, prefinancing } of moved) {
      if (BigInt(amountMinor) < 0n && payer !== 'ACTIVITY') continue;
      withMinor += BigInt(amountMinor);
      if (!prefinancing) withoutMinor += BigInt(amountMinor);
    }
    return { day, withMinor, withoutMinor };
  });
}

interface WithFlow {
  readonly cashFlow: readonly CashFlowLine[];
}

/**
 * Steps whose prices are shown as the ledger would share them: what the sector or the community bears
 * by the rule of the day is a line of theirs. The client's part is the activity's until it is passed
 * on. One statement for all steps, none where nothing is charged.
 */
export async function sharedByRule<Step extends WithFlow>(
  sql: Sql,
  cooperativeId: string,
  activity: { readonly id: string; readonly sector: string },
  steps: readonly Step[],
): Promise<Step[]> {
  const priced = steps.flatMap(({ cashFlow }) => cashFlow).filter(isPriced);
  if (priced.length === 0) return [...steps];
  const place = { sector: activity.sector, activityId: activity.id };
  const rules = await rulesOn(sql, cooperativeId, place, priced);
  const ruleOf = new Map(priced.map((line, i) => [line, rules[i] ?? null]));
  return steps.map((step) => ({
    ...step,
    cashFlow: step.cashFlow.flatMap((line) => {
      const rule = ruleOf.get(line as Priced) ?? null;
      return rule === null ? [line] : linesOf(line, partsOf(rule, -line.amountMinor));
    }),
  }));
}

/** What a step costs the activity itself: its price without what others bear of it. */
export function ownCost({
  cost,
  cashFlow,
}: WithFlow & { readonly cost: bigint | null }): bigint | null {
  if (cost === null) return null;
  const borne = cashFlow.filter(
    ({ service, amountMinor, payer }) =>
      service !== undefined && amountMinor < 0n && payer !== 'ACTIVITY',
  );
  return borne.reduce((left, { amountMinor }) => left + amountMinor, cost);
}

type Priced = CashFlowLine & { readonly service: string };

const isPriced = (line: CashFlowLine): line is Priced =>
  line.service !== undefined && line.amountMinor < 0n && line.payer === 'ACTIVITY';

function linesOf(
  line: CashFlowLine,
  parts: readonly { readonly bearer: ChargeBearer; readonly amountMinor: bigint }[],
): CashFlowLine[] {
  const paid = Map.groupBy(parts, ({ bearer }) => payers[bearer]);
  return [...paid].map(([payer, of]) => ({
    ...{ ...line, payer },
    amountMinor: -of.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  }));
}

const payers: Readonly<Record<ChargeBearer, CashFlowPayer>> = {
  ...{ USER: 'ACTIVITY', CLIENT: 'ACTIVITY', SECTOR: 'SECTOR', COMMUNITY: 'COOPERATIVE' },
};
