/** Shares as a fold over what happened to them. Pure: the same events give the same table. */
import { type EquityFact, type Price, priceOf } from './equity-fact.js';
import {
  type CapTable,
  classOf,
  type Equity,
  keyOf,
  type Ratio,
  ratioOf,
  type Security,
  type SecurityKind,
  type ShareClass,
  scaled,
} from './equity-state.js';
import { heldBack } from './securities.js';

export function equityOf(events: readonly EquityFact[]): Equity {
  const equity = noEquity();
  for (const event of events) take(equity, event);
  return equity;
}

export const capTableOf = (events: readonly EquityFact[]): CapTable => equityOf(events).holdings;

export const noEquity = (): Equity => ({
  ...{ holdings: new Map(), classes: new Map() },
  ...{ securities: new Map(), issuances: new Map() },
});

/** What it becomes by one more event; what it was stays as it was. */
export function afterEvent(before: Equity, event: EquityFact): Equity {
  const { holdings, classes, securities, issuances } = before;
  const equity: Equity = {
    ...{ holdings: new Map(holdings), classes: new Map(classes) },
    ...{ securities: new Map(securities), issuances: new Map(issuances) },
  };
  take(equity, event);
  return equity;
}

type Taking = (equity: Equity, event: EquityFact) => void;

const takings: Readonly<Record<EquityFact['kind'], Taking>> = {
  CLASS: (equity, event) => {
    const { votes = 1, into } = event.terms;
    put(equity, event.shareClass, {
      ...{ votes, authorised: event.quantity },
      into: into === undefined ? null : { code: into, ratio: ratioOf(event) },
    });
  },
  VALUE: (equity, event) => priced(equity, event),
  ISSUE: (equity, event) => {
    add(equity, event.holderId, event.shareClass, event.quantity);
    note(equity, event);
    priced(equity, event);
  },
  TRANSFER: (equity, event) => {
    const { security, holderId, toHolderId, shareClass, quantity } = event;
    if (security !== null) return change(equity, security, () => ({ holderId: toHolderId }));
    add(equity, holderId, shareClass, -(quantity ?? 0n));
    add(equity, toHolderId, shareClass, quantity);
  },
  CANCEL: (equity, event) => {
    const { security, holderId, shareClass, quantity } = event;
    if (security === null) return add(equity, holderId, shareClass, -(quantity ?? 0n));
    change(equity, security, (one) => ({
      ...{ gone: one.gone + (quantity ?? 0n), open: one.kind !== 'CONVERTIBLE' },
    }));
  },
  REPURCHASE: (equity, event) =>
    add(equity, event.holderId, event.shareClass, -(event.quantity ?? 0n)),
  SPLIT: (equity, event) => split(equity, event),
  CONVERT: (equity, event) => {
    const { security, holderId, shareClass, quantity } = event;
    if (security !== null) {
      const { holderId: owner = null } = equity.securities.get(security) ?? {};
      change(equity, security, () => ({ open: false }));
      return add(equity, owner, shareClass, quantity);
    }
    const { into } = classOf(equity, shareClass);
    if (into === null || quantity === null) return;
    add(equity, holderId, shareClass, -quantity);
    add(equity, holderId, into.code, scaled(quantity, into.ratio));
  },
  PLAN: (equity, event) => {
    const known = equity.securities.get(event.security ?? '');
    if (known === undefined) return promise(equity, event, 'PLAN');
    change(equity, known.code, () => ({ quantity: event.quantity ?? 0n }));
  },
  GRANT: (equity, event) => promise(equity, event, 'GRANT'),
  WARRANT: (equity, event) => promise(equity, event, 'WARRANT'),
  CONVERTIBLE: (equity, event) => promise(equity, event, 'CONVERTIBLE'),
  EXERCISE: (equity, { security, quantity }) => {
    const known = equity.securities.get(security ?? '');
    if (known === undefined || quantity === null) return;
    change(equity, known.code, () => ({ exercised: known.exercised + quantity }));
    add(equity, known.holderId, known.shareClass, quantity);
  },
  FORFEIT: (equity, { security, day }) =>
    change(equity, security, (one) => ({
      ...{ gone: one.gone + heldBack(one, day), stoppedOn: day },
    })),
  RETRACT: (equity, { terms: { of = 0 } }) => {
    const known = equity.issuances.get(of);
    if (known === undefined) return;
    equity.issuances.delete(of);
    if (known.security !== null) equity.securities.delete(known.security);
    else add(equity, known.holderId, known.shareClass, -(known.quantity ?? 0n));
  },
  ACCEPT: (equity, { day, terms: { of = 0 } }) => {
    const known = equity.issuances.get(of);
    if (known !== undefined) equity.issuances.set(of, { ...known, acceptedOn: day });
  },
};

const take: Taking = (equity, event) => {
  if (!equity.classes.has(event.shareClass)) put(equity, event.shareClass, {});
  takings[event.kind](equity, event);
};

function add(
  { holdings }: Equity,
  holderId: string | null,
  shareClass: string,
  shares: bigint | null,
): void {
  if (holderId === null || shares === null) return;
  const key = keyOf(holderId, shareClass);
  const sum = (holdings.get(key)?.shares ?? 0n) + shares;
  if (sum === 0n) holdings.delete(key);
  else holdings.set(key, { holderId, shareClass, shares: sum });
}

const put = (equity: Equity, code: string, said: Partial<ShareClass>): unknown =>
  equity.classes.set(code, { ...classOf(equity, code), ...said });

function priced(equity: Equity, { shareClass, day, terms }: EquityFact): void {
  const price = terms.price === undefined ? null : priceOf(terms.price);
  if (price !== null) put(equity, shareClass, { price, pricedOn: day });
}

function note({ issuances }: Equity, { sequence, holderId, shareClass, ...event }: EquityFact) {
  const { quantity, security } = event;
  issuances.set(sequence, {
    ...{ holderId, shareClass, quantity: quantity ?? 0n, security, acceptedOn: null },
  });
}

function promise(equity: Equity, event: EquityFact, kind: SecurityKind): void {
  const { security, shareClass, holderId, quantity, terms } = event;
  if (security === null) return;
  equity.securities.set(security, {
    ...{ code: security, kind, shareClass, holderId, quantity: quantity ?? 0n },
    ...{ exercised: 0n, gone: 0n, made: event, stoppedOn: null, open: true },
    price: terms.price === undefined ? null : priceOf(terms.price),
  });
  if (kind !== 'PLAN') note(equity, event);
}

function change(
  { securities }: Equity,
  code: string | null,
  said: (known: Security) => Partial<Security>,
): void {
  const known = securities.get(code ?? '');
  if (known !== undefined) securities.set(known.code, { ...known, ...said(known) });
}

/** All that is counted in shares of the class, and all that is priced by one of them. */
function split(equity: Equity, event: EquityFact): void {
  const { shareClass } = event;
  const by = ratioOf(event);
  const more = (shares: bigint) => scaled(shares, by) ?? shares;
  for (const [key, one] of equity.holdings) {
    if (one.shareClass === shareClass) {
      equity.holdings.set(key, { ...one, shares: more(one.shares) });
    }
  }
  for (const [key, one] of equity.issuances) {
    if (one.shareClass !== shareClass || one.quantity === null) continue;
    equity.issuances.set(key, { ...one, quantity: scaled(one.quantity, by) });
  }
  for (const [code, one] of equity.securities) {
    if (one.shareClass !== shareClass) continue;
    const { quantity, exercised, gone, price } = one;
    const counts = { quantity: more(quantity), exercised: more(exercised), gone: more(gone) };
    equity.securities.set(code, { ...one, ...counts, price: price && cheaper(price, by) });
  }
  for (const [code, one] of equity.classes) equity.classes.set(code, splitClass(one, event));
}

function splitClass(one: ShareClass, event: EquityFact): ShareClass {
  const by = ratioOf(event);
  const own = one.code === event.shareClass;
  const { authorised, price, into } = one;
  const ratio = into && {
    numerator: into.ratio.numerator * (own ? by.denominator : by.numerator),
    denominator: into.ratio.denominator * (own ? by.numerator : by.denominator),
  };
  const touched = into !== null && (own || into.code === event.shareClass);
  return {
    ...one,
    ...(own && {
      authorised: authorised && (authorised * by.numerator) / by.denominator,
      price: price && cheaper(price, by),
    }),
    ...(touched && ratio !== null && { into: { code: into.code, ratio } }),
  };
}

const cheaper = ({ scaled: sum, per }: Price, { numerator, denominator }: Ratio): Price => ({
  ...{ scaled: sum * denominator, per: per * numerator },
});
