/**
 * The ledger against a model of a few lines (`testing-model.ts`): whatever is asked, in whatever
 * order, the ledger answers what the model does, and every invariant holds after every step.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import {
  type Account,
  balances,
  credit,
  debit,
  type HoldRequest,
  type Posting,
  post,
  release,
  reserve,
  reversalOf,
  setFloor,
} from './ledger.js';
import { accountOf, holdOn, inCooperative, newCooperative, posting, transfer } from './testing.js';
import { expectStep, newModel, type Place, placesWithFloor, type Step } from './testing-model.js';
import { verifyLedger } from './verify.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

const spender = fc.constantFrom(...placesWithFloor);
const place = fc.constantFrom<Place>(0, ...placesWithFloor);
// From the bank, which has no floor, money comes in; without it nothing else would succeed.
const giver = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Place>(0) },
  { weight: 3, arbitrary: spender },
);
const amount = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt(1n, 120n) },
  { weight: 1, arbitrary: fc.bigInt(1n, 10n ** 15n) },
);
const move = fc.record({ from: giver, to: spender, amount });
const pick = fc.nat(1_000);
const change = fc.boolean();
const does = <Name extends Step['do']>(name: Name) => fc.constant(name);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: does('post'), moves: fc.tuple(move) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: does('post'),
      moves: fc.array(move, { minLength: 2, maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: does('retry'), pick, change }) },
  { weight: 2, arbitrary: fc.record({ do: does('reverse'), pick }) },
  { weight: 4, arbitrary: fc.record({ do: does('reserve'), at: spender, amount }) },
  { weight: 2, arbitrary: fc.record({ do: does('retry-hold'), pick, change }) },
  { weight: 3, arbitrary: fc.record({ do: does('take'), pick, amount, to: place }) },
  { weight: 2, arbitrary: fc.record({ do: does('release'), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: does('floor'), at: spender, floor: fc.bigInt(-200n, 100n) }),
  },
);

/** So that the first random steps already find something to work on. */
const opening: Step[] = [
  {
    do: 'post',
    moves: [
      { from: 0, to: 1, amount: 200n },
      { from: 0, to: 2, amount: 100n },
    ],
  },
  { do: 'reserve', at: 1, amount: 80n },
];

test('whatever is asked of it, the ledger does what the model does', async () => {
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
      const books = await openBooks();
      const model = newModel();
      for (const one of [...opening, ...steps]) {
        const expected = expectStep(model, one);
        expect(await perform(books, one)).toBe(expected);
        if (opening.includes(one)) continue;
        const [report, found] = await Promise.all([
          verifyLedger(db.sql, books.coop),
          balancesOf(books),
        ]);
        expect(report).toMatchObject({ ok: true });
        expect(found).toEqual([model.have, model.held]);
        const outcome = `${one.do} ${expected}`;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }),
    { numRuns: 100 },
  );
  // A test about the test: each kind of step was seen to succeed, and to be refused.
  expect([...outcomes.keys()]).toEqual(
    expect.arrayContaining([
      ...['post done', 'post INSUFFICIENT_FUNDS', 'retry replayed', 'retry IDEMPOTENCY_MISMATCH'],
      ...['reverse done', 'reserve done', 'reserve INSUFFICIENT_FUNDS', 'retry-hold replayed'],
      ...['take done', 'take HOLD_NOT_USABLE', 'release done', 'floor done'],
    ]),
  );
});

/** One run: a co-operative of its own, its accounts, and what has been asked so far. */
interface Books {
  readonly coop: string;
  readonly accounts: readonly Account[];
  readonly posted: { readonly request: Posting; readonly id: string }[];
  readonly holds: { readonly request: HoldRequest; readonly id: string }[];
}

async function openBooks(): Promise<Books> {
  const coop = await newCooperative(db.admin);
  const accounts = [
    accountOf('host', newId(), 'bank'),
    accountOf('activity', newId(), 'activity.available'),
    accountOf('activity', newId(), 'activity.available'),
    accountOf('cooperative', coop, 'fund.available'),
  ];
  return { coop, accounts, posted: [], holds: [] };
}

/** "done", "replayed", "nothing" (nothing to do it to), or the code of the refusal. */
async function perform(books: Books, one: Step): Promise<string> {
  try {
    return await (performers[one.do] as (books: Books, one: Step) => Promise<string>)(books, one);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

const performers: {
  [Name in Step['do']]: (books: Books, one: Extract<Step, { do: Name }>) => Promise<string>;
} = {
  post: (books, { moves }) => {
    const at = (place: Place) => books.accounts[place] as Account;
    return book(books, ...moves.map((m) => transfer(at(m.from), at(m.to), m.amount)));
  },
  retry: async (books, { pick: n, change: other }) => {
    const known = books.posted[n % books.posted.length];
    if (known === undefined) return 'nothing';
    const { request } = known;
    return book(books, other ? { ...request, sourceId: newId() } : { ...request, id: newId() });
  },
  reverse: async (books, { pick: n }) => {
    const known = books.posted[n % books.posted.length];
    if (known === undefined) return 'nothing';
    const correction = { key: newId(), eventOn: '2026-11-23' };
    return book(books, await reversalOf(db.sql, books.coop, known.id, correction));
  },
  reserve: (books, { at, amount: amountMinor }) =>
    hold(books, holdOn(books.accounts[at] as Account, amountMinor)),
  'retry-hold': async (books, { pick: n, change: other }) => {
    const request = books.holds[n % books.holds.length]?.request;
    if (request === undefined) return 'nothing';
    return hold(books, other ? { ...request, sourceId: newId() } : { ...request, id: newId() });
  },
  take: async (books, { pick: n, amount: amountMinor, to }) => {
    const known = books.holds[n % books.holds.length];
    if (known === undefined) return 'nothing';
    const { owner, code, currency } = known.request;
    const from = debit({ owner, code, currency }, amountMinor, known.id);
    return book(books, posting([from, credit(books.accounts[to] as Account, amountMinor)]));
  },
  release: async (books, { pick: n }) => {
    const known = books.holds[n % books.holds.length];
    if (known === undefined) return 'nothing';
    const freed = await inCooperative(db.sql, books.coop, (sql) =>
      release(sql, books.coop, [known.id]),
    );
    return freed.length > 0 ? 'done' : 'replayed';
  },
  floor: async (books, { at, floor }) => {
    const account = books.accounts[at] as Account;
    await inCooperative(db.sql, books.coop, (sql) => setFloor(sql, books.coop, account, floor));
    return 'done';
  },
};

async function book({ coop, posted }: Books, ...requests: Posting[]): Promise<string> {
  const answers = await inCooperative(db.sql, coop, (sql) => post(sql, coop, requests));
  for (const [i, { id, replayed }] of answers.entries()) {
    if (!replayed) posted.push({ request: requests[i] as Posting, id });
  }
  return answers.every(({ replayed }) => replayed) ? 'replayed' : 'done';
}

async function hold({ coop, holds }: Books, request: HoldRequest): Promise<string> {
  const [answer] = await inCooperative(db.sql, coop, (sql) => reserve(sql, coop, [request]));
  if (answer?.replayed) return 'replayed';
  holds.push({ request, id: answer?.id as string });
  return 'done';
}

/** What the accounts have and what is held of it, in the model's order. */
async function balancesOf({ coop, accounts }: Books): Promise<bigint[][]> {
  const owners = accounts.map(({ owner }) => owner);
  const found = await balances(db.sql, coop, owners);
  const rows = owners.map(({ id }) => found.find(({ owner }) => owner.id === id));
  return [rows.map((row) => row?.postedMinor ?? 0n), rows.map((row) => row?.reservedMinor ?? 0n)];
}
