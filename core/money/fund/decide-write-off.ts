import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityAccount, cooperativeAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { smaller } from '../invoice/settlement.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { fundWrittenOff, requireFund, type WriteOffState } from './fund.policy.js';
import { FundWriteOffStatus } from './fund-write-off.entity.js';
import { writeOffGround } from './propose-write-off.js';

/** The id is a UUID. */
export interface WriteOffDecision {
  readonly writeOffId: string;
  readonly approve: boolean;
  readonly dryRun?: boolean | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey: string;
}

/**
 * Decides over a write-off that another person asked for. Approved, the activity need not repay what
 * was advanced upon the invoice, and the fund has lost it: no more than is still out by then.
 */
export async function decideWriteOff(
  ctx: Context,
  step: WriteOffDecision,
): Promise<TransitionOutcome<WriteOffState>> {
  requireFund(ctx);
  let leftMinor = 0n;
  const lost = ({ amountMinor }: WriteOffState) => smaller(amountMinor, leftMinor);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<WriteOffState>(ctx, fundWrittenOff, {
      id: step.writeOffId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: async (tx, id) => {
        const state = await lockWriteOff(tx, id);
        const ground = await writeOffGround(tx, state.invoiceId);
        leftMinor = ground.findings.length > 0 ? 0n : ground.amountMinor;
        return state;
      },
      next: (before) => ({
        ...before,
        status: step.approve ? FundWriteOffStatus.APPROVED : FundWriteOffStatus.REJECTED,
        amountMinor: step.approve ? lost(before) : before.amountMinor,
        version: before.version + 1,
      }),
      check: (before, after) => findingsOf(ctx, before, after),
      write: async (tx, before, after) => {
        await tx.query(
          `update core.fund_write_off set status = $3, amount_minor = $4, decided_by = $5,
             decided_at = $6, version = version + 1
           where cooperative_id = $1 and id = $2`,
          [
            ...[tx.cooperativeId, before.id, after.status, after.amountMinor],
            ...[ctx.viewer.memberId, ctx.platform.clock.now()],
          ],
        );
        if (step.approve) await post(tx, tx.cooperativeId, [fundLossPosting(ctx, after)]);
        const { id, activityId, clientId, invoiceId, currency } = after;
        const type = step.approve ? 'fund.written-off' : 'fund.write-off-rejected';
        const payload = { invoiceId, clientId, amountMinor: `${after.amountMinor}`, currency };
        return [{ type, subject: { type: 'FundWriteOff', id }, activityId, payload }];
      },
    }),
  );
}

function findingsOf(ctx: Context, before: WriteOffState, after: WriteOffState): Finding[] {
  const at = (code: string): Finding => ({ code, path: ['writeOffId'] });
  if (before.status !== FundWriteOffStatus.PROPOSED) return [at('fund.write-off-decided')];
  const found: Finding[] = [];
  if (before.madeBy === ctx.viewer.memberId) found.push(at('fund.four-eyes'));
  // The client has paid meanwhile, or the activity has.
  if (after.amountMinor <= 0n) found.push(at('fund.nothing-advanced'));
  return found;
}

async function lockWriteOff(tx: Tx, id: string): Promise<WriteOffState> {
  const [row] = await tx.query<WriteOffState>(
    `select id, invoice_id as "invoiceId", activity_id as "activityId", client_id as "clientId",
       currency, status, amount_minor as "amountMinor", made_by as "madeBy", version
     from core.fund_write_off where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  if (row === undefined) throw notFound('FundWriteOff', globalId('FundWriteOff', id));
  return row;
}

/** The money left the fund when it was advanced: what is owed for it becomes what is lost. */
export function fundLossPosting(
  ctx: Context,
  state: Pick<WriteOffState, 'id' | 'activityId' | 'currency' | 'amountMinor'>,
): Posting {
  const { id, activityId, currency, amountMinor } = state;
  const activity = (code: 'activity.advanced' | 'activity.forgiven') =>
    activityAccount(activityId, code, currency);
  const fund = (code: 'fund.claims' | 'fund.losses') =>
    cooperativeAccount(ctx.viewer.cooperativeId, code, currency);
  return {
    ...actorOf(ctx),
    ...{ key: `fund-write-off:${id}`, kind: 'FUND_WRITTEN_OFF' },
    ...{ sourceType: 'fund_write_off', sourceId: id, eventOn: ctx.platform.clock.today() },
    lines: [
      credit(activity('activity.advanced'), amountMinor),
      debit(fund('fund.claims'), amountMinor),
      debit(fund('fund.losses'), amountMinor),
      credit(activity('activity.forgiven'), amountMinor),
    ],
  };
}
