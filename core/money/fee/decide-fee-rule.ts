import type { Bracket, FeeBase } from '../../cooperative/fee-rule.entity.js';
import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { ownCurrency } from '../cooperative-currency.js';

export interface NewFeeRule {
  readonly base: FeeBase;
  /** In percent, e.g. "6.5"; or brackets. */
  readonly rate?: string | null;
  readonly brackets?: readonly { readonly upTo?: string | null; readonly rate: string }[] | null;
  readonly fixedMonthly?: string | null;
  readonly internalRate?: string | null;
  readonly from: string;
  readonly until?: string | null;
  readonly source: string;
}

/**
 * Decides what the co-operative keeps from a day to come: a rule is added, never changed, so that
 * what was kept before can be explained for ever.
 */
export async function decideFeeRule(
  ctx: Context,
  rule: NewFeeRule,
): Promise<{ readonly ruleId: string | null; readonly violations: Violation[] }> {
  requireDecider(ctx);
  const currency = await ownCurrency(ctx);
  const brackets = rule.brackets?.map(({ upTo, rate }) => ({
    upToMinor: upTo == null ? null : `${minorOf(upTo, currency, 'brackets.upTo')}`,
    rate: hundredThousandths(rate) ?? -1,
  }));
  const fixedMinor = minorOf(rule.fixedMonthly ?? '0', currency, 'fixedMonthly');
  return transact(ctx, async (tx) => {
    const [taken] = await tx.query(
      'select from core.fee_rule where cooperative_id = $1 and from_day = $2',
      [tx.cooperativeId, rule.from],
    );
    const found = [
      ...rateFindings(rule, brackets),
      ...dateFindings(rule, ctx.platform.clock.today(), taken !== undefined),
      ...(fixedMinor < 0n ? [{ code: 'fee.amount-negative', path: ['fixedMonthly'] }] : []),
      ...lineFindings('source', tidy(rule.source), 500),
    ];
    if (refuses(found)) return { ruleId: null, violations: violationsOf(ctx, found) };
    const id = newId();
    await tx.query(
      `insert into core.fee_rule (cooperative_id, id, base, rate, brackets, fixed_monthly_minor,
         internal_rate, from_day, until_day, source, decided_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[tx.cooperativeId, id, rule.base, rule.rate == null ? null : rateOf(rule.rate)],
        ...[brackets === undefined ? null : JSON.stringify(brackets), fixedMinor],
        ...[rule.internalRate == null ? null : rateOf(rule.internalRate), rule.from],
        ...[rule.until ?? null, tidy(rule.source), ctx.viewer.memberId],
      ],
    );
    const subject = { type: 'FeeRule', id };
    const fact = { type: 'fee.rule-decided', subject, payload: { from: rule.from } };
    await record(tx, ctx, 'fee.decide-rule', [fact]);
    return { ruleId: id, violations: [] };
  });
}

/** Fees are decided for the whole co-operative. */
export function requireDecider(ctx: Context): void {
  if (requireReach(ctx.viewer, 'fee.decide') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'fee.decide' });
  }
}

/** "6.5" percent → 6500; null when it is not from 0 to 100 with three decimals at most. */
export function hundredThousandths(percent: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,3})0*)?$/.exec(percent);
  if (match === null) return null;
  const value = Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'));
  return value <= 100_000 ? value : null;
}

const rateOf = (percent: string): number => hundredThousandths(percent) as number;

function rateFindings(rule: NewFeeRule, brackets: readonly Bracket[] | undefined): Finding[] {
  if ((rule.rate == null) === (brackets === undefined)) {
    return [{ code: 'fee.rate-or-brackets', path: ['rate'] }];
  }
  const unfit = (percent: string | null | undefined, property: string): Finding[] =>
    percent == null || hundredThousandths(percent) !== null
      ? []
      : [{ code: 'fee.rate-out-of-range', path: [property] }];
  return [
    ...unfit(rule.rate, 'rate'),
    ...unfit(rule.internalRate, 'internalRate'),
    ...(brackets?.some(({ rate }) => rate < 0) ? unfit('x', 'brackets') : []),
    ...(brackets === undefined || rising(brackets)
      ? []
      : [{ code: 'fee.brackets-not-rising', path: ['brackets'] }]),
  ];
}

/** Each ends above the one before, and the last is without end. */
function rising(brackets: readonly Bracket[]): boolean {
  const ends = brackets.slice(0, -1).map(({ upToMinor }) => upToMinor);
  if (brackets.length === 0 || brackets.length > 50 || ends.includes(null)) return false;
  if (brackets.at(-1)?.upToMinor !== null) return false;
  return ends.every((end, i) => BigInt(end ?? 0) > BigInt(i === 0 ? 0 : (ends[i - 1] ?? 0)));
}

function dateFindings(rule: NewFeeRule, today: string, taken: boolean): Finding[] {
  const found: Finding[] = [];
  if (rule.from < today) {
    found.push({ code: 'fee.rule-in-past', path: ['from'], values: { today } });
  }
  if (taken) found.push({ code: 'fee.rule-same-day', path: ['from'] });
  if (rule.until != null && rule.until <= rule.from) {
    found.push({ code: 'fee.ends-before', path: ['until'] });
  }
  return found;
}
