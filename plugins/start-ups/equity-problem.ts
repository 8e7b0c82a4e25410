/** What stands in the way of an event after those that made the state of today. Pure. */
import { afterEvent } from './cap-table.js';
import type { EquityFact } from './equity-fact.js';
import {
  classOf,
  type Equity,
  issuedOf,
  keyOf,
  ratioOf,
  type Security,
  type SecurityKind,
  scaled,
} from './equity-state.js';
import { capitalisationOf, exercisable, isExpired, outstandingOf } from './securities.js';

export interface EquityProblem {
  /** After "start-ups.equity-". */
  readonly code: string;
  readonly path: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The most shares of an activity, with all that are promised: what a decimal of the API can say. */
export const mostShares = 999_999_999_999_999n;

/** Null: nothing. */
export function equityProblem(equity: Equity, event: EquityFact): EquityProblem | null {
  const found = problems[event.kind](equity, event);
  if (found !== null) return found;
  const after = afterEvent(equity, event);
  if (capitalisationOf(after, event.day) > mostShares)
    return problem('too-many-shares', 'quantity');
  for (const { code, authorised } of after.classes.values()) {
    const issued = issuedOf(after, code);
    if (authorised === null || issued <= authorised || issued === issuedOf(equity, code)) continue;
    return problem('above-authorised', 'quantity', { authorised: `${authorised}` });
  }
  return null;
}

type Judging = (equity: Equity, event: EquityFact) => EquityProblem | null;

const problem = (
  code: string,
  path: string,
  values: Readonly<Record<string, string | number>> = {},
): EquityProblem => ({ code, path, values });

const nothing: Judging = () => null;

const enough: Judging = ({ holdings }, { holderId, shareClass, quantity }) => {
  const { shares = 0n } = holdings.get(keyOf(holderId ?? '', shareClass)) ?? {};
  return shares >= (quantity ?? 0n) ? null : problem('not-enough-shares', 'quantity');
};

const fresh: Judging = ({ securities }, { security }) =>
  securities.has(security ?? '') ? problem('security-taken', 'security') : null;

/** The security that is meant, as long as something of it is left; else why not. */
function known(
  equity: Equity,
  { security, day }: EquityFact,
  kinds: readonly SecurityKind[],
): Security | EquityProblem {
  const one = equity.securities.get(security ?? '');
  if (one === undefined || !kinds.includes(one.kind))
    return problem('no-such-security', 'security');
  if (isExpired(one, day)) return problem('security-expired', 'security', { day: expiryOf(one) });
  const left = one.kind === 'CONVERTIBLE' ? one.open : outstandingOf(equity, one, day) > 0n;
  return left ? one : problem('no-such-security', 'security');
}

const expiryOf = ({ made }: Security): string => made.terms.expiresOn ?? '';
const isProblem = (one: Security | EquityProblem): one is EquityProblem => 'path' in one;

const problems: Readonly<Record<EquityFact['kind'], Judging>> = {
  CLASS: (equity, { shareClass, quantity, terms }) => {
    if (terms.into === shareClass) return problem('not-convertible', 'intoClass');
    const issued = issuedOf(equity, shareClass);
    return quantity !== null && quantity < issued
      ? problem('above-authorised', 'quantity', { authorised: `${quantity}` })
      : null;
  },
  VALUE: nothing,
  ISSUE: nothing,
  TRANSFER: (equity, event) => {
    if (event.security === null) return enough(equity, event);
    const one = known(equity, event, ['GRANT', 'WARRANT', 'CONVERTIBLE']);
    if (isProblem(one)) return one;
    return one.holderId === event.toHolderId ? problem('same-holder', 'toHolderId') : null;
  },
  CANCEL: (equity, event) => {
    if (event.security === null) return enough(equity, event);
    const one = known(equity, event, ['GRANT', 'WARRANT', 'CONVERTIBLE']);
    if (isProblem(one)) return one;
    const left = outstandingOf(equity, one, event.day);
    return (event.quantity ?? 0n) > left ? problem('not-that-many', 'quantity', told(left)) : null;
  },
  REPURCHASE: enough,
  SPLIT: (equity, event) => {
    const { shareClass } = event;
    const counted = [
      ...[...equity.holdings.values()].map((one) => ({ ...one, of: [one.shares] })),
      ...[...equity.securities.values()].map((one) => ({
        ...one,
        of: [one.quantity, one.exercised, one.gone],
      })),
    ].filter((one) => one.shareClass === shareClass);
    if (!counted.some(({ of }) => of.some((n) => n > 0n)))
      return problem('no-such-shares', 'shareClass');
    const whole = counted.every(({ of }) => of.every((n) => scaled(n, ratioOf(event)) !== null));
    return whole ? null : problem('split-leaves-fractions', 'numerator');
  },
  CONVERT: (equity, event) => {
    const { security, shareClass, quantity } = event;
    if (security !== null) {
      const one = known(equity, event, ['CONVERTIBLE']);
      if (isProblem(one)) return one;
      if (quantity === null) return problem('conversion-unpriced', 'price');
      return quantity > 0n ? null : problem('conversion-too-small', 'security');
    }
    const { into } = classOf(equity, shareClass);
    if (into === null) return problem('not-convertible', 'shareClass');
    if (scaled(quantity ?? 0n, into.ratio) === null) {
      return problem('conversion-leaves-fractions', 'quantity');
    }
    return enough(equity, event);
  },
  PLAN: (equity, event) => {
    const one = equity.securities.get(event.security ?? '');
    if (one === undefined) return null;
    if (one.kind !== 'PLAN' || one.shareClass !== event.shareClass) {
      return problem('security-taken', 'security');
    }
    const used = one.quantity - outstandingOf(equity, one, event.day);
    return (event.quantity ?? 0n) < used ? problem('plan-in-use', 'quantity', told(used)) : null;
  },
  GRANT: (equity, event) => {
    const plan = equity.securities.get(event.terms.plan ?? '');
    if (plan?.kind !== 'PLAN') return problem('no-such-security', 'plan');
    const left = outstandingOf(equity, plan, event.day);
    if ((event.quantity ?? 0n) > left) return problem('plan-exhausted', 'quantity', told(left));
    return fresh(equity, event);
  },
  WARRANT: fresh,
  CONVERTIBLE: fresh,
  EXERCISE: (equity, event) => {
    const one = known(equity, event, ['GRANT', 'WARRANT']);
    if (isProblem(one)) return one;
    const left = exercisable(one, event.day);
    return (event.quantity ?? 0n) > left ? problem('not-that-many', 'quantity', told(left)) : null;
  },
  FORFEIT: (equity, event) => {
    const one = known(equity, event, ['GRANT']);
    return isProblem(one) ? one : null;
  },
  RETRACT: (equity, { terms: { of = 0 } }) => {
    const one = equity.issuances.get(of);
    if (one === undefined) return problem('no-such-issuance', 'eventId');
    if (one.security === null) {
      const { shares = 0n } = equity.holdings.get(keyOf(one.holderId ?? '', one.shareClass)) ?? {};
      const { quantity } = one;
      return quantity !== null && shares >= quantity
        ? null
        : problem('retracted-too-late', 'eventId');
    }
    const made = equity.securities.get(one.security);
    const whole = made?.open && made.exercised + made.gone === 0n && made.holderId === one.holderId;
    return whole ? null : problem('retracted-too-late', 'eventId');
  },
  ACCEPT: (equity, { terms: { of = 0 } }) => {
    const one = equity.issuances.get(of);
    if (one === undefined) return problem('no-such-issuance', 'eventId');
    return one.acceptedOn === null ? null : problem('accepted-before', 'eventId');
  },
};

const told = (left: bigint) => ({ left: `${left}` });
