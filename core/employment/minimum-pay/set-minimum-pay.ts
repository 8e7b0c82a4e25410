import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { type ScaleRow, scaleOn } from './minimum-pay.js';

/** A row of a scale as a transition sees it. */
export interface ScaleState extends Snapshot {
  readonly jointCommittee: string;
  readonly functionCode: string;
  readonly per: 'HOUR' | 'DAY' | 'MONTH';
  readonly amountE4: bigint | null;
  readonly from: string;
  readonly source: string;
}

export const minimumPaySet: Transition<ScaleState> = {
  ...{ name: 'minimum-pay.set', subject: 'Cooperative', tags: ['legal'] },
};

export interface ScaleDecision {
  readonly jointCommittee: string;
  readonly function: string;
  readonly per: 'HOUR' | 'DAY' | 'MONTH';
  /** An exact decimal with at most four decimals, in the co-operative's currency. */
  readonly amount: string;
  readonly from: string;
  readonly source: string;
  readonly dryRun?: boolean | null;
}

export interface ScaleOutcome {
  /** The scale of the joint committee on the first day of the row. */
  readonly scale: readonly ScaleRow[] | null;
  readonly violations: Violation[];
}

/**
 * Loads the minimum pay of a function by the agreement of a joint committee, from a day on. The
 * newest row that has begun holds; a row is replaced by one of the same first day only.
 */
export async function setMinimumPay(ctx: Context, input: ScaleDecision): Promise<ScaleOutcome> {
  requireForAll(ctx.viewer, 'contract.write');
  const state: ScaleState = {
    id: ctx.viewer.cooperativeId,
    ...{ jointCommittee: input.jointCommittee, functionCode: input.function, per: input.per },
    ...{ amountE4: tenThousandths(input.amount), from: input.from, source: tidy(input.source) },
  };
  const { after, violations } = await runTransition<ScaleState>(ctx, minimumPaySet, {
    id: ctx.viewer.cooperativeId,
    dryRun: input.dryRun,
    load: async () => state,
    next: (before) => before,
    check: () => scaleFindings(state),
    write: async (tx) => {
      await writeRow(tx, state);
      const { jointCommittee, functionCode, from } = state;
      const subject = { type: 'Cooperative', id: tx.cooperativeId };
      const payload = { jointCommittee, function: functionCode, from };
      return [{ type: 'minimum-pay.set', subject, payload }];
    },
  });
  const scale = after && (await scaleOn(ctx, state.jointCommittee, state.from));
  return { scale, violations };
}

function scaleFindings(row: ScaleState): Finding[] {
  const found = lineFindings('source', row.source, 500);
  if (!/^[0-9A-Z.]{1,12}$/.test(row.jointCommittee)) {
    const values = { jointCommittee: row.jointCommittee.slice(0, 20) };
    found.push({ code: 'contract.joint-committee-malformed', path: ['jointCommittee'], values });
  }
  if (!/^[a-z0-9][a-z0-9.-]{0,62}$/.test(row.functionCode)) {
    const values = { function: row.functionCode.slice(0, 63) };
    found.push({ code: 'contract.function-malformed', path: ['function'], values });
  }
  if (row.amountE4 === null || row.amountE4 <= 0n) {
    found.push({ code: 'minimum-pay.amount-malformed', path: ['amount'] });
  }
  return found;
}

/** "12.8252" → 128252n; null when it has more decimals or is negative. */
function tenThousandths(amount: string): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(amount);
  if (match === null) return null;
  return BigInt(match[1] as string) * 10_000n + BigInt((match[2] ?? '').padEnd(4, '0'));
}

async function writeRow(tx: Tx, row: ScaleState): Promise<void> {
  await tx.query(
    `insert into core.minimum_pay (id, country, cooperative_id, joint_committee, function_code,
       per, amount_e4, from_day, source)
     select $2, c.country, c.id, $3, $4, $5, $6, $7, $8 from core.cooperative c where c.id = $1
     on conflict (country, cooperative_id, joint_committee, function_code, per, from_day)
       do update set amount_e4 = excluded.amount_e4, source = excluded.source`,
    [
      ...[tx.cooperativeId, newId(), row.jointCommittee, row.functionCode, row.per],
      ...[row.amountE4, row.from, row.source],
    ],
  );
}
