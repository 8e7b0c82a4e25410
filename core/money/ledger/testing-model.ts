/** The ledger in a few lines, for the property test: what a step answers, what the balances are. */

/** 0 is a bank: positive in debit, without a floor. 1 to 3 are positive in credit, with one. */
export type Place = 0 | 1 | 2 | 3;
export const placesWithFloor = [1, 2, 3] as const;

interface Move {
  readonly from: Place;
  readonly to: Place;
  readonly amount: bigint;
}

/** `pick` chooses one of the transactions or holds that there are, by its remainder. */
export type Step =
  | { readonly do: 'post'; readonly moves: readonly Move[] }
  | { readonly do: 'retry' | 'retry-hold'; readonly pick: number; readonly change: boolean }
  | { readonly do: 'reverse' | 'release'; readonly pick: number }
  | { readonly do: 'reserve'; readonly at: Place; readonly amount: bigint }
  | { readonly do: 'take'; readonly pick: number; readonly amount: bigint; readonly to: Place }
  | { readonly do: 'floor'; readonly at: Place; readonly floor: bigint };

export interface Model {
  have: bigint[];
  held: bigint[];
  readonly floors: (bigint | null)[];
  readonly moved: { readonly change: bigint[]; state: 'live' | 'reversed' | 'reversal' }[];
  readonly holds: {
    readonly at: Place;
    readonly amount: bigint;
    state: 'pending' | 'posted' | 'voided';
  }[];
}

export const newModel = (): Model => ({
  have: [0n, 0n, 0n, 0n],
  held: [0n, 0n, 0n, 0n],
  floors: [null, 0n, 0n, 0n],
  moved: [],
  holds: [],
});

/** What the ledger must answer; the model is then as the ledger must be. */
export const expectStep = (model: Model, one: Step): string =>
  (rules[one.do] as (model: Model, one: Step) => string)(model, one);

const rules: { [Name in Step['do']]: (model: Model, one: Extract<Step, { do: Name }>) => string } =
  {
    post: (model, { moves }) => apply(model, moves.map(changeOf), model.held),
    retry: ({ moved }, one) => repeat(moved, one),
    'retry-hold': ({ holds }, one) => repeat(holds, one),
    reverse: (model, { pick }) => {
      const target = model.moved[pick % model.moved.length];
      if (target === undefined) return 'nothing';
      if (target.state !== 'live') {
        return target.state === 'reversed' ? 'ALREADY_POSTED' : 'INVALID_REVERSAL';
      }
      const outcome = apply(model, [target.change.map((n) => -n)], model.held, 'reversal');
      if (outcome === 'done') target.state = 'reversed';
      return outcome;
    },
    reserve: (model, { at, amount }) => {
      const held = model.held.with(at, (model.held[at] as bigint) + amount);
      if (!covers(model, model.have, held)) return 'INSUFFICIENT_FUNDS';
      model.held = held;
      model.holds.push({ at, amount, state: 'pending' });
      return 'done';
    },
    take: (model, { pick, amount, to }) => {
      const hold = model.holds[pick % model.holds.length];
      if (hold === undefined) return 'nothing';
      if (hold.state !== 'pending' || amount > hold.amount) return 'HOLD_NOT_USABLE';
      const held = model.held.with(hold.at, (model.held[hold.at] as bigint) - hold.amount);
      const outcome = apply(model, [changeOf({ from: hold.at, to, amount })], held);
      if (outcome === 'done') hold.state = 'posted';
      return outcome;
    },
    release: (model, { pick }) => {
      const hold = model.holds[pick % model.holds.length];
      if (hold === undefined) return 'nothing';
      if (hold.state !== 'pending') return hold.state === 'posted' ? 'HOLD_NOT_USABLE' : 'replayed';
      hold.state = 'voided';
      model.held = model.held.with(hold.at, (model.held[hold.at] as bigint) - hold.amount);
      return 'done';
    },
    floor: (model, { at, floor }) => {
      if ((model.have[at] as bigint) - (model.held[at] as bigint) < floor)
        return 'INSUFFICIENT_FUNDS';
      model.floors[at] = floor;
      return 'done';
    },
  };

const repeat = (known: readonly unknown[], { change }: { readonly change: boolean }): string => {
  if (known.length === 0) return 'nothing';
  return change ? 'IDEMPOTENCY_MISMATCH' : 'replayed';
};

/** A debit of `from` and a credit of `to`, each on its own normal side. */
function changeOf({ from, to, amount }: Move): bigint[] {
  const change = [0n, 0n, 0n, 0n];
  change[from] = from === 0 ? amount : -amount;
  change[to] = (change[to] as bigint) + (to === 0 ? -amount : amount);
  return change;
}

/** All changes or none; none of them may draw an account below its floor on the way. */
function apply(
  model: Model,
  changes: bigint[][],
  held: bigint[],
  state: 'live' | 'reversal' = 'live',
): string {
  let have = model.have;
  for (const change of changes) {
    have = have.map((money, at) => money + (change[at] as bigint));
    if (!covers(model, have, held)) return 'INSUFFICIENT_FUNDS';
  }
  model.have = have;
  model.held = held;
  model.moved.push(...changes.map((change) => ({ change, state })));
  return 'done';
}

const covers = ({ floors }: Model, have: bigint[], held: bigint[]): boolean =>
  floors.every(
    (floor, at) => floor === null || (have[at] as bigint) - (held[at] as bigint) >= floor,
  );
