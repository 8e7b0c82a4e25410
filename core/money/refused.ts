/** Refusals of money: what the ledger or the guarantee fund will not do, as violations. */
import type { Context } from '../platform/context.js';
import { minorDigits } from '../platform/currencies.js';
import { violationsOf } from '../platform/model/say.js';
import { decimalOf } from '../platform/money.js';
import type { TransitionOutcome } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { LedgerError } from './ledger/ledger.js';

/**
 * Thrown by work that is a part of something larger and cannot answer violations itself: a charge,
 * an advance, a salary. The transaction must be rolled back; the findings say why.
 */
export class MoneyRefused extends Error {
  override readonly name = 'MoneyRefused';
  /** What plugins tell apart. */
  readonly code: 'INSUFFICIENT_FUNDS' | 'REFUSED';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ code }) => code).join(', '));
    const short = findings.some(({ code }) => code === 'money.insufficient-funds');
    this.code = short ? 'INSUFFICIENT_FUNDS' : 'REFUSED';
  }
}

/** Runs a transition; what the ledger refuses for want of money or a closed period is data. */
export async function unlessLedgerRefuses<State>(
  ctx: Context,
  run: () => Promise<TransitionOutcome<State>>,
): Promise<TransitionOutcome<State>> {
  try {
    return await run();
  } catch (error) {
    const findings = findingsOf(error);
    if (findings === null) throw error;
    return { after: null, violations: violationsOf(ctx, findings) };
  }
}

/** The findings in an error of the ledger or of `MoneyRefused`; null for any other error. */
export function findingsOf(error: unknown): readonly Finding[] | null {
  if (error instanceof MoneyRefused) return error.findings;
  if (!(error instanceof LedgerError)) return null;
  if (error.code === 'INSUFFICIENT_FUNDS') return [insufficient(error.details)];
  if (error.code === 'PERIOD_CLOSED') {
    const { eventOn, lockedUntil } = error.details;
    return [{ code: 'money.period-closed', values: { day: eventOn, until: lockedUntil } }];
  }
  return null;
}

/** "activity.available lacks 12.50 EUR". */
export function insufficientFunds(
  account: string,
  missingMinor: bigint,
  currency: string,
): Finding {
  const missing = decimalOf(missingMinor, minorDigits(currency));
  return { code: 'money.insufficient-funds', values: { account, missing, currency } };
}

function insufficient(details: Readonly<Record<string, unknown>>): Finding {
  const { account, missingMinor, currency } = details as Record<string, string>;
  return insufficientFunds(account ?? '', BigInt(missingMinor ?? 0), currency ?? 'EUR');
}
