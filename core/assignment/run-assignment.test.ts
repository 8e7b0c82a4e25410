import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { available, balance } from '../employment/testing/world.js';
import { newId } from '../platform/ids.js';
import { openTestPlatform } from '../platform/testing/platform.js';
import { runAssignments } from './runner.js';
import {
  type AssignmentCalls,
  assignmentCalls,
  codes,
  coreSteps,
  probing,
  type ReadAssignment,
  statuses,
  type Wish,
} from './testing/calls.js';
import {
  type AssignmentWorld,
  assignmentWorld,
  deeds,
  effects,
  proveLedger,
} from './testing/world.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeEach(async () => {
  world = await assignmentWorld();
  calls = assignmentCalls(world);
});
afterEach(() => world.p.close());

/** Planned, started and done as far as it goes. */
async function run(wish: Wish): Promise<ReadAssignment> {
  const id = await calls.started(wish);
  await runAssignments(world.p.platform);
  return calls.read(id);
}

const activityOwes = () =>
  balance(world.p, 'activity', world.p.activityIds['member-stage'], 'activity.advanced');

describe('an assignment that goes well', () => {
  test('does each step once, in its turn, with the rights of who started it', async () => {
    const done = await run({
      steps: [probing('gamma'), probing('beta', { cost: '7' }), probing('alpha')],
    });
    expect(done).toMatchObject({ status: 'DONE', viewerCan: [] });
    expect(statuses(done)).toEqual(['DONE', 'DONE', 'DONE']);
    expect([done.startedAt, done.endedAt].every((at) => at !== null)).toBe(true);
    expect(await deeds(world)).toEqual([
      'probe.alpha start',
      'probe.beta start',
      'probe.gamma start',
    ]);
    const [alpha, beta, gamma] = done.steps;
    expect(gamma?.reference).toBe(`Probe:${gamma?.id.slice('AssignmentStep:'.length)}`);
    const [row] = await world.p.admin.query<{ seen: object }>(
      `select seen from probe.effect where tool = 'probe.gamma'`,
    );
    expect(row?.seen).toEqual({
      activityId: world.p.activityIds['member-stage'],
      clientId: world.clientId.slice('Client:'.length),
      title: 'A try',
      done: { 'probe.alpha': alpha?.reference, 'probe.beta': beta?.reference },
      member: world.p.memberIds['member-stage'],
    });
  });

  test('quotes, invoices, employs and is paid by the fund before the client pays', async () => {
    const { quote, invoice, contract, advance } = coreSteps(world);
    const done = await run({ steps: [advance, contract, invoice, quote] });
    expect(done.status).toBe('DONE');
    const types = done.steps.map(({ tool, reference }) => [tool.name, reference?.split(':')[0]]);
    expect(types).toEqual([
      ['quote', 'Quote'],
      ['invoice', 'Invoice'],
      ['advance', undefined],
      ['contract', 'Contract'],
    ]);
    // 1000.00 less the fee of 6.5 %.
    expect(await available(world.p)).toBe(935_00n);
    expect(await activityOwes()).toBe(935_00n);
    const invoiced = await calls.send<{ number: string | null }>(
      'query ($id: ID!) { invoice(id: $id) { number status net { amount } } }',
      { id: done.steps[1]?.reference },
    );
    expect(invoiced.data?.invoice).toMatchObject({ status: 'ISSUED', net: { amount: '1000.00' } });
    await proveLedger(world);
  });

  test('closes once all else is done or waits, and its work counts as done without that', async () => {
    const waiting = { waits: true };
    const ran = await run({
      steps: [probing('closing', waiting), probing('alpha', waiting), probing('beta')],
    });
    expect(ran.steps.map(({ tool, closes }) => [tool.name, closes])).toEqual([
      ['probe.alpha', false],
      ['probe.beta', false],
      ['probe.closing', true],
    ]);
    // "beta" has not begun: it needs "alpha".
    expect(statuses(ran)).toEqual(['WAITING', 'PENDING', 'PENDING']);
    const [alpha, , closing] = ran.steps;
    await calls.settle(alpha?.id as string);
    await runAssignments(world.p.platform);
    const open = await calls.read(ran.id);
    expect([open.status, ...statuses(open)]).toEqual(['WAITING', 'DONE', 'DONE', 'WAITING']);
    expect([ran.workDoneAt, open.workDoneAt]).toEqual([null, open.steps[1]?.endedAt]);
    await calls.settle(closing?.id as string);
    await runAssignments(world.p.platform);
    expect(await calls.read(ran.id)).toMatchObject({ status: 'DONE', workDoneAt: open.workDoneAt });
  });

  test('started twice at the same time under one key, starts once', async () => {
    const { assignment } = await calls.plan();
    const order = { idempotencyKey: newId() };
    const id = assignment?.id as string;
    const answers = await Promise.all([1, 2, 3].map(() => calls.start(id, order)));
    expect(answers.flatMap(({ violations }) => violations)).toEqual([]);
    expect(new Set(answers.map((answer) => answer.assignment?.id))).toEqual(new Set([id]));
    const other = await calls.start(id);
    expect(codes(other.violations)).toEqual(['assignment.not-planned']);
    await runAssignments(world.p.platform);
    expect(await calls.start(id, order)).toMatchObject({ assignment: { status: 'DONE' } });
    expect(await effects(world)).toEqual({ 'probe.alpha start': 1 });
    const mixed = await calls.tryStart(id, { ...order, expectedVersion: 7 });
    expect(mixed.errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('tried only, or seen in a stale version, starts nothing', async () => {
    const { assignment } = await calls.plan();
    const id = assignment?.id as string;
    const tried = await calls.start(id, { dryRun: true });
    expect(tried).toMatchObject({ assignment: null, violations: [] });
    const stale = await calls.tryStart(id, { expectedVersion: 9 });
    expect(stale.errors?.[0]?.extensions?.code).toBe('CONFLICT');
    expect(await runAssignments(world.p.platform)).toBe(0);
    expect((await calls.read(id)).status).toBe('PLANNED');
  });

  test('against which something stands is not started, and says all of it', async () => {
    const steps = [probing('alpha', { refusesIn: 'plan' }), coreSteps(world).contract];
    const { assignment } = await calls.plan({ steps });
    world.p.setToday('2026-12-01');
    const refused = await calls.start(assignment?.id as string);
    expect(refused.assignment).toBeNull();
    expect(codes(refused.violations)).toEqual(['probe.will-not', 'contract.begun']);
    expect((await calls.read(assignment?.id as string)).status).toBe('PLANNED');
  });

  test('is done by several servers side by side, each step once', async () => {
    const { p, plugins } = world;
    const ids: string[] = [];
    for (let i = 0; i < 8; i++) {
      ids.push(
        await calls.started({ steps: [probing('alpha'), probing('beta'), probing('gamma')] }),
      );
    }
    const second = await openTestPlatform(p.url, plugins, p.platform.clock);
    try {
      const servers = [p.platform, second, p.platform, second];
      await Promise.all(servers.map((one) => runAssignments(one)));
      await runAssignments(second);
    } finally {
      await second.close();
    }
    for (const id of ids) expect((await calls.read(id)).status).toBe('DONE');
    const each = { 'probe.alpha start': 8, 'probe.beta start': 8, 'probe.gamma start': 8 };
    expect(await effects(world)).toEqual(each);
  });

  test('goes on by itself when the server is at work, and stops with it', async () => {
    const { p } = world;
    const over = new Promise<void>((resolve) => {
      void (async () => {
        for await (const { type } of p.platform.hub.listen(() => true)) {
          if (type !== 'assignment.progress') continue;
          const [row] = await p.admin.query<{ status: string }>(
            'select status from core.assignment',
          );
          if (row?.status === 'DONE') return resolve();
        }
      })();
    });
    await p.platform.startWork({ schedule: false });
    await calls.started({ steps: [probing('alpha'), probing('beta')] });
    await over;
    expect(await effects(world)).toEqual({ 'probe.alpha start': 1, 'probe.beta start': 1 });
  });
});
