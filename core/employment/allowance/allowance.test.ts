import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prove } from '../../money/testing.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { opensAgain, whileItCloses } from '../../platform/testing/closing.js';
import type { Asking } from '../../platform/testing/platform.js';
import { addDays } from '../../sdk/civil-days.js';
import { type ContractCalls, contractCalls, type TestPlatform } from '../testing/calls.js';
import { available, balance, employmentWorld, gives } from '../testing/world.js';

let p: TestPlatform;
let calls: ContractCalls;
let activityId: string;
let artistId: string;

/** The figures of 2025 are the last that are known. */
beforeAll(async () => {
  const world = await employmentWorld({ today: '2025-06-02' });
  p = world.p;
  calls = contractCalls(world);
  activityId = world.activityId;
  artistId = world.workerId;
});
afterAll(() => p.close());

interface Said {
  readonly error: unknown;
  readonly allowance: { readonly id: string; readonly status: string } | null;
  readonly violations: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const manager: Asking = { as: 'member-stage' };

async function send(mutation: string, type: string, input: object, asking: Asking): Promise<Said> {
  const { data, errors } = await p.graphql<Record<string, Said>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      allowance { id status days amount { amount } travel { amount } solidarity { amount } viewerCan
        artist { id } activity { id } travelProof { url } }
      violations { code path message source { title } effectiveFrom } } }`,
    { input },
    asking,
  );
  return { ...(data?.[mutation] as Said), error: errors?.[0]?.extensions?.code };
}

let references = 0;
const register = (over: object = {}, asking = manager) =>
  send(
    ...(['registerAmateurAllowance', 'RegisterAmateurAllowanceInput'] as const),
    {
      ...{ activityId, artistId, days: ['2025-06-10'], amount: '80.18', description: 'Concert' },
      ...{ reference: `AKV-${++references}`, idempotencyKey: newId(), ...over },
    },
    asking,
  );
const cancel = (id: string | undefined, asking = manager) =>
  send('cancelAmateurAllowance', 'CancelAmateurAllowanceInput', { id }, asking);
const pay = (id: string | undefined, over: object = {}, asking = manager) =>
  send(
    ...(['payAmateurAllowance', 'PayAmateurAllowanceInput'] as const),
    { id, idempotencyKey: newId(), ...over },
    asking,
  );
const codes = ({ violations }: Pick<Said, 'violations'>) => violations.map(({ code }) => code);

describe('a registration', () => {
  test('needs the artist’s national number', async () => {
    expect(codes(await register())).toEqual(['allowance.no-national-number']);
    await inTransaction(p.platform.orm, p.cooperativeId, (tx) => {
      const memberId = p.memberIds['member-film'];
      return p.platform.vault.keep(tx, { kind: 'national-number', memberId }, '93051822361');
    });
  });

  test('takes the days of the artist, who then has no contract on them, and the reverse', async () => {
    const { allowance, violations } = await register();
    expect(violations).toEqual([]);
    expect(allowance).toMatchObject({
      ...{ status: 'REGISTERED', days: ['2025-06-10'], artist: { id: artistId } },
      viewerCan: ['allowance.cancel', 'allowance.pay'],
    });
    const contract = await calls.signed({ days: [['2025-06-10', '8']] });
    expect(codes(contract)).toEqual(['contract.worker-elsewhere']);
    expect((await cancel(allowance?.id)).allowance?.status).toBe('CANCELLED');
    const again = await calls.signed({ days: [['2025-06-10', '8']] });
    expect(codes(again)).toEqual([]);
    expect(codes(await register())).toEqual(['contract.worker-elsewhere']);
    expect(codes(await cancel(allowance?.id))).toEqual(['allowance.not-registered']);
  });

  test('says all that is wrong with it at once, with the source of each rule', async () => {
    await register({ days: ['2025-06-20'], reference: 'AKV-TWICE' });
    const refused = await register({
      ...{ days: [...Array.from({ length: 8 }, (_, i) => addDays('2025-06-02', i))] },
      ...{ amount: '80.19', travel: '1.00', description: ' ', reference: 'AKV-TWICE' },
      daysElsewhere: 30,
    });
    expect(codes(refused)).toEqual([
      ...['text.blank', 'allowance.travel-not-proved', 'allowance.begun'],
      ...['allowance.reference-used', 'allowance.day-over-cap', 'allowance.beyond-days'],
      'allowance.too-many-in-row',
    ]);
    expect(refused.violations[4]).toMatchObject({ effectiveFrom: '2025-01-01' });
    expect(codes(await register({ days: [] }))).toEqual(['allowance.without-days']);
    expect(codes(await register({ days: ['2025-12-31', '2026-01-01', '2026-01-01'] }))).toEqual([
      ...['contract.day-twice', 'allowance.two-years'],
    ]);
    expect(codes(await register({ days: ['2025-06-02'] }))).toEqual(['allowance.begun']);
    expect((await register({}, { as: 'member-film' })).error).toBe('FORBIDDEN');
    expect((await register({}, { as: 'member-design' })).error).toBe('NOT_FOUND');
  });

  test('of a year whose figures nobody knows is refused by their names', async () => {
    const { violations } = await register({ days: ['2026-01-02'] });
    expect(violations.map((one) => (one as unknown as { message: string }).message)).toEqual([
      'The figure "amateur-allowance.day" that holds on 2026-01-02 is not known.',
      'The figure "amateur-allowance.travel" that holds on 2026-01-02 is not known.',
    ]);
  });

  test('of one day goes through once, whoever comes first, and once for each key', async () => {
    const both = await Promise.all([1, 2].map(() => register({ days: ['2025-06-24'] })));
    expect(both.flatMap(codes)).toEqual(['contract.worker-elsewhere']);
    const input = { days: ['2025-06-25'], idempotencyKey: newId(), reference: 'AKV-KEY' };
    const [one, two] = [await register(input), await register(input)];
    expect(one.allowance?.id).toBe(two.allowance?.id);
    const amid = await whileItCloses(p, p.activityIds['member-stage'], () =>
      register({ days: ['2025-06-26'] }),
    );
    expect(codes(amid)).toEqual(['contract.activity-closed']);
    await opensAgain(p, p.activityIds['member-stage']);
    // Not one day more than thirty, with those that the artist has stated.
    expect(codes(await register({ days: ['2025-06-27'], daysElsewhere: 26 }))).toEqual([]);
    expect(codes(await register({ days: ['2025-06-28'] }))).toEqual(['allowance.beyond-days']);
  });
});

describe('a payment', () => {
  const open = async (day: string, amount = '80.00') => {
    const { allowance } = await register({ days: [day], amount, daysElsewhere: 0 });
    return allowance?.id as string;
  };

  test('comes after the last day, from what the activity has, once', async () => {
    const id = await open('2025-07-01');
    expect(codes(await pay(id))).toEqual(['allowance.not-over']);
    p.setToday('2025-07-02');
    expect(codes(await cancel(id))).toEqual(['allowance.begun']);
    expect(codes(await pay(id))).toEqual(['money.insufficient-funds']);
    await gives(p, 1_000_00n);
    expect((await pay(id, {}, { as: 'member-film' })).error).toBe('FORBIDDEN');
    expect(await pay(id, { dryRun: true })).toMatchObject({ allowance: null, violations: [] });
    const both = await Promise.all([pay(id), pay(id)]);
    expect(both.flatMap(codes)).toEqual(['allowance.not-registered']);
    expect(await available(p)).toBe(920_00n);
    const payouts = await p.graphql<{ payouts: { nodes: { amount: object }[] } }>(
      '{ payouts(first: 5) { nodes { amount { amount } payee { id } status } } }',
      {},
      { as: 'finance' },
    );
    expect(payouts.data?.payouts.nodes[0]).toMatchObject({
      ...{ amount: { amount: '80.00' }, payee: { id: artistId }, status: 'DUE' },
    });
  });

  test('above 500 in the year of the principal makes 5 % due, on what came before too', async () => {
    for (let i = 0; i < 5; i++) {
      const day = addDays('2025-07-10', 2 * i);
      p.setToday('2025-07-02');
      const id = await open(day);
      p.setToday('2025-08-01');
      expect(codes(await pay(id))).toEqual([]);
    }
    expect(await available(p)).toBe(520_00n);
    p.setToday('2025-07-02');
    const id = await open('2025-07-29');
    p.setToday('2025-08-01');
    const crossing = await pay(id);
    // 560.00 in the year: 4.00 on this payment by the activity, 24.00 on the six before by all.
    expect(crossing.allowance).toMatchObject({ solidarity: { amount: '4.00' } });
    expect(await available(p)).toBe(436_00n);
    expect(await balance(p, 'host', p.hostEntityId, 'social.payable')).toBe(28_00n);
    expect(await balance(p, 'cooperative', p.cooperativeId, 'fee.income')).toBe(-24_00n);
    await prove(p);
  });

  test('is read with its activity in a fixed number of statements', async () => {
    const query = `query ($id: ID!, $first: Int) { activity(id: $id) { amateurAllowances(first: $first)
      { nodes { days artist { displayName } activity { name } travelProof { url } viewerCan } } } }`;
    const sent = (first: number) =>
      p.statements(() => p.graphql(query, { id: activityId, first }, { as: 'adviser' }));
    expect((await sent(10)).length).toBe((await sent(1)).length);
  });
});
