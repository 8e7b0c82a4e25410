import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { violationsOf } from '../../platform/model/say.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import type { OpenLine } from '../bank/payment-match.js';
import { post } from '../ledger/ledger.js';
import { endToEndId } from '../payout/end-to-end-id.js';
import { lockPayout } from '../payout/lock-payout.js';
import { settlePayouts } from '../payout/settle-payouts.js';
import { unlessRefused } from './refusal.js';

/** Ids are UUIDs. */
export interface PayoutMatch {
  readonly bankLineId: string;
  readonly payoutId: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export interface MatchedPayout {
  readonly matched: boolean;
  readonly violations: Violation[];
}

/**
 * Says which payout a movement of the bank is that came without its id: a debit of exactly its
 * amount has paid it, a credit has brought it back. From then on as if the bank had named it.
 */
export async function matchPayout(ctx: Context, step: PayoutMatch): Promise<MatchedPayout> {
  requireMatcher(ctx);
  return unlessRefused<MatchedPayout>(
    (findings) => ({ matched: false, violations: violationsOf(ctx, findings) }),
    (refuse) =>
      transact(ctx, async (tx) => {
        const once = { key: step.idempotencyKey, input: step };
        const done = step.dryRun
          ? null
          : await takeKey(tx, ctx, 'payout.match', once, step.payoutId);
        if (done !== null) return { matched: true, violations: [] };
        const line = await lockLine(tx, step.bankLineId);
        await lockPayout(tx, step.payoutId);
        if (line.openMinor !== line.amountMinor) refuse([differs]);
        const found = await settle(tx, ctx, line, step.payoutId);
        if (found === null) refuse([differs]);
        if (step.dryRun) refuse([]);
        return { matched: true, violations: [] };
      }),
  );
}

const differs: Finding = { code: 'payout.not-of-this-line', path: ['payoutId'] };

async function settle(tx: Tx, ctx: Context, line: OpenLine, payoutId: string) {
  const { hostEntityId, currency } = line;
  const statement = { id: '', hostEntityId, currency, known: new Map<number, string>() };
  const named = { ...unnamed, ...line, endToEndId: endToEndId(payoutId) };
  const { settled, postings, facts } = await settlePayouts(tx, ctx, statement, [named]);
  if (settled === 0) return null;
  await post(tx, tx.cooperativeId, postings);
  await record(tx, ctx, 'payout.match', facts);
  return settled;
}

/** What a line says besides, of which settling needs nothing. */
const unnamed = {
  ...{ lineNo: 1, counterpartyName: null, counterpartyIban: null, reference: null },
  ...{ communication: null, valueOn: null, bankReference: null, returnReason: null },
  contentHash: '',
};
