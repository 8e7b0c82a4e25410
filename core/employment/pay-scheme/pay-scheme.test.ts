import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTransaction } from '../../platform/database/transaction.js';
import { globalId, newId } from '../../platform/ids.js';
import type { Asking } from '../../platform/testing/platform.js';
import { declareDue } from '../dimona/declare-due.js';
import { dimonaClient } from '../dimona/dimona-client.js';
import { type DimonaSimulator, dimonaSimulator } from '../dimona/simulator.js';
import { makeDueMonths } from '../engagement/months.job.js';
import { contractCalls, type TestPlatform } from '../testing/calls.js';
import { employmentWorld, gives } from '../testing/world.js';

let p: TestPlatform;
let activityId: string;
let simulator: DimonaSimulator;
let cancelContract: ReturnType<typeof contractCalls>['cancel'];

beforeAll(async () => {
  const world = await employmentWorld();
  ({ p, activityId } = world);
  cancelContract = contractCalls(world).cancel;
  simulator = await dimonaSimulator(p.platform.clock);
});
afterAll(() => p.close());

interface Said {
  readonly violations: readonly { readonly code: string; readonly path: readonly string[] }[];
  readonly schemes?: readonly { kind: string; coefficient: string; from: string }[] | null;
  readonly engagement?: { readonly id: string } | null;
}

async function send(name: string, fields: string, input: object, asking: Asking) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await p.graphql<Record<string, Said>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} violations { code path } } }`,
    { input },
    asking,
  );
  return { error: errors?.[0]?.extensions?.code, ...(data?.[name] as Said) };
}
const codes = ({ violations }: Said) => violations.map(({ code }) => code);

const manager: Asking = { as: 'member-stage' };
const admin: Asking = { as: 'admin' };
const setScheme = (over: object = {}, asking = admin) =>
  send(
    ...(['setPayScheme', 'schemes { kind coefficient from }'] as const),
    {
      ...{ kind: 'open-ended', coefficient: '1.75', workerClass: 'artist', withholding: 'ARTIST' },
      ...{ from: '2026-11-23', source: 'Board, minutes 14', ...over },
    },
    asking,
  );

describe('a pay scheme', () => {
  test('is decided by an administrator, all that is wrong with it said at once', async () => {
    expect((await setScheme({}, manager)).error).toBe('FORBIDDEN');
    const bad = {
      ...{ kind: 'unheard', coefficient: '0.9', jointCommittee: 'x', workerClass: 'king' },
      ...{ workerCode: '4', elements: ['gift'], from: '2026-11-22', source: ' ' },
    };
    expect((await setScheme(bad)).violations.map(({ path }) => path.join('.'))).toEqual([
      ...['source', 'jointCommittee', 'coefficient', 'workerCode', 'from', 'workerClass'],
      ...['elements.0', 'kind'],
    ]);
    expect(await setScheme({ dryRun: true })).toMatchObject({ schemes: null, violations: [] });
  });

  test('makes a kind payable that was refused for want of it, from its day on', async () => {
    const pay = async (on: string) => {
      const { data } = await p.graphql<{ simulatePay: { pay: unknown; violations: object[] } }>(
        `mutation ($input: SimulatePayInput!) { simulatePay(input: $input) {
          pay { gross { amount } } violations { code } } }`,
        { input: { kind: 'open-ended', budget: '4200.00', on } },
        manager,
      );
      return data?.simulatePay;
    };
    expect((await pay('2026-12-01'))?.violations).toContainEqual({
      code: 'contract.no-coefficient',
    });
    const { schemes } = await setScheme({ from: '2026-12-01' });
    expect(schemes).toContainEqual({
      ...{ kind: 'open-ended', coefficient: '1.75000', from: '2026-12-01' },
    });
    expect(codes(await setScheme({ from: '2026-12-01' }))).toEqual(['pay-scheme.taken']);
    expect((await pay('2026-11-30'))?.pay).toBeNull();
    expect((await pay('2026-12-01'))?.pay).toEqual({ gross: { amount: '2400.00' } });
  });
});

describe('an engagement is declared', () => {
  let id: string;
  const declared = async () =>
    (
      await p.admin.query<{ kind: string; content: unknown }>(
        'select kind, content from core.dimona_declaration order by id',
      )
    ).map(({ kind, content }) => [kind, content]);
  const sent = async () => {
    const port = dimonaClient({ ...simulator, clock: p.platform.clock });
    const { clock } = p.platform;
    for (const seconds of [0, 60, 120]) {
      const now = () => new Date(clock.now().getTime() + seconds * 1_000);
      await declareDue({ ...p.platform, clock: { ...clock, now } }, port);
    }
  };
  const engage = async (from: string) => {
    const made = await send(
      ...(['createEngagement', 'engagement { id }'] as const),
      {
        ...{ activityId, workerId: globalId('Member', p.memberIds['member-stage']), from },
        ...{ kind: 'open-ended', budget: '4200.00', idempotencyKey: newId() },
        schedule: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, hours: '7.6' })),
      },
      manager,
    );
    return made.engagement?.id as string;
  };
  const sign = (of: string) =>
    send('signEngagement', 'engagement { id }', { id: of, idempotencyKey: newId() }, manager);

  test('once, without an end, by its first month', async () => {
    const reference = 'Board';
    await send('decideDeclaring', 'from', { from: '2026-11-23', reference }, admin);
    await send(
      ...(['setEngagementPolicy', 'decided'] as const),
      { months: 3, expectedShare: '0', leadDays: 10, source: 'Board, minutes 12' },
      admin,
    );
    await gives(p, 30_000_00n);
    id = await engage('2026-12-05');
    expect(codes(await sign(id))).toEqual(['contract.no-national-number']);
    await inTransaction(p.platform.orm, p.cooperativeId, (tx) =>
      p.platform.vault.keep(
        tx,
        { memberId: p.memberIds['member-stage'], kind: 'national-number' },
        '93051822361',
      ),
    );
    expect(codes(await sign(id))).toEqual([]);
    p.setToday('2026-12-28');
    expect(await makeDueMonths(p.platform, '2026-12-28')).toMatchObject({ made: 1, refused: [] });
    const features = { jointCommissionNumber: 'XXX', workerType: 'OTH' };
    // A Saturday: the employment begins before its first day of work.
    expect(await declared()).toEqual([['IN', { dimonaIn: { features, startDate: '2026-12-05' } }]]);
  });

  test('to begin later by an UPDATE when the month that opened it is cancelled', async () => {
    await sent();
    p.setToday('2026-12-01');
    const [first] = await p.admin.query<{ id: string }>(
      `select c.id from core.contract c join core.engagement_month m on m.contract_id = c.id
       order by m.month limit 1`,
    );
    expect((await cancelContract(globalId('Contract', first?.id as string))).violations).toEqual(
      [],
    );
    expect((await declared()).slice(1)).toEqual([
      // New Year is paid: it is a day of the engagement.
      ['UPDATE', { dimonaUpdate: { periodId: '', startDate: '2027-01-01' } }],
    ]);
  });

  test('to be over by an OUT once its end is agreed, under the period of its beginning', async () => {
    p.setToday('2027-01-20');
    const over = { id, lastDay: '2027-01-31', reason: 'Agreed' };
    expect(codes(await send('endEngagement', 'engagement { id }', over, manager))).toEqual([]);
    await sent();
    expect(simulator.declared.map(({ kind, result }) => [kind, result])).toEqual([
      ['IN', 'A'],
      ['UPDATE', 'A'],
      ['OUT', 'A'],
    ]);
    expect(new Set(simulator.declared.map(({ periodId }) => periodId)).size).toBe(1);
    p.setToday('2026-11-23');
  });
});
