import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { available, balance } from '../employment/testing/world.js';
import { newId } from '../platform/ids.js';
import type { TestPerson } from '../platform/testing/fixture.js';
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

describe('a step that fails', () => {
  const trio = ['alpha', 'beta', 'gamma'];

  test.each([0, 1, 2])('at place %i: what was done before is undone in reverse', async (at) => {
    const steps = trio.map((word, i) => probing(word, i === at ? { breaksIn: 'start' } : {}));
    const failed = await run({ steps });
    expect(failed.status).toBe('FAILED');
    expect(statuses(failed)).toEqual(
      trio.map((_, i) => (i < at ? 'COMPENSATED' : i === at ? 'FAILED' : 'SKIPPED')),
    );
    const before = trio.slice(0, at);
    expect(await deeds(world)).toEqual([
      ...before.map((word) => `probe.${word} start`),
      ...before.toReversed().map((word) => `probe.${word} cancel`),
    ]);
    const told = await world.p.admin.query<{ type: string }>(
      `select type from core.outbox where type like 'probe.%' order by id`,
    );
    expect(told.map(({ type }) => type)).toEqual([
      ...before.map(() => 'probe.start'),
      ...before.map(() => 'probe.cancel'),
    ]);
    const [violation] = failed.steps[at]?.violations ?? [];
    expect(violation?.code).toBe('assignment.step-broke');
    expect(violation?.message).not.toContain('secret');
  });

  test.each([0, 1, 2, 3, 4])(
    'among the core’s at place %i: the books are as before',
    async (at) => {
      const { quote, invoice, advance, contract } = coreSteps(world);
      const core = [quote, invoice, advance, contract];
      const word = at === core.length ? 'last' : 'alpha';
      const steps = core.toSpliced(at, 0, probing(word, { breaksIn: 'start' }));
      const failed = await run({ steps });
      expect(failed.status).toBe('FAILED');
      expect(statuses(failed)).toEqual(
        steps.map((_, i) => (i < at ? 'COMPENSATED' : i === at ? 'FAILED' : 'SKIPPED')),
      );
      expect(await available(world.p)).toBe(0n);
      expect(await activityOwes()).toBe(0n);
      expect(await balance(world.p, 'cooperative', world.p.cooperativeId, 'fund.available')).toBe(
        10_000_00n,
      );
      const left = await world.p.admin.query<{ status: string }>(
        `select status from core.contract union all select status from core.quote
       union all select status from core.invoice where kind = 'INVOICE'`,
      );
      const documents = ['DECLINED', 'CREDITED', null, 'CANCELLED'];
      const undone = documents.slice(0, at).filter((status) => status !== null);
      expect(left.map(({ status }) => status).toSorted()).toEqual(undone.toSorted());
      await proveLedger(world);
    },
  );

  test('by refusing says its own reasons, in the reader’s language', async () => {
    const failed = await run({ steps: [probing('alpha', { refusesIn: 'start' })] });
    const read = await calls.read(failed.id, { as: 'member-stage', locale: 'nl' });
    expect(read.steps[0]?.violations).toMatchObject([
      { code: 'probe.will-not', plugin: 'probe', message: 'De proef wil niet (start).' },
    ]);
    expect(await effects(world)).toEqual({});
  });

  test('by answering nonsense leaves nothing of it', async () => {
    const failed = await run({ steps: [probing('alpha', { babblesIn: 'start' })] });
    expect(failed.status).toBe('FAILED');
    expect(await effects(world)).toEqual({});
  });

  test('with an error that passes is tried again, with longer and longer pauses', async () => {
    const { p, probe } = world;
    const id = await calls.started({ steps: [probing('alpha', { stumbles: 2 })] });
    await runAssignments(p.platform);
    expect(probe.tries.get('probe.alpha start')).toBe(1);
    expect(await calls.read(id)).toMatchObject({
      status: 'RUNNING',
      steps: [{ status: 'RUNNING' }],
    });
    p.setToday('2026-11-24');
    await runAssignments(p.platform);
    expect(probe.tries.get('probe.alpha start')).toBe(2);
    p.setToday('2026-11-25');
    await runAssignments(p.platform);
    expect((await calls.read(id)).status).toBe('DONE');
    expect(await effects(world)).toEqual({ 'probe.alpha start': 1 });
  });

  test('is tried so often and no more', async () => {
    const { p, probe } = world;
    const id = await calls.started({ steps: [probing('alpha', { stumbles: 99 })] });
    for (let day = 10; day <= 20; day++) {
      await runAssignments(p.platform);
      p.setToday(`2026-12-${day}`);
    }
    expect(probe.tries.get('probe.alpha start')).toBe(5);
    expect(await calls.read(id)).toMatchObject({ status: 'FAILED' });
    expect(await effects(world)).toEqual({});
  });

  test('that cannot be undone stands, and tells a person what to see to', async () => {
    const failed = await run({
      steps: [
        probing('alpha'),
        probing('beta', { refusesIn: 'cancel' }),
        probing('gamma', { breaksIn: 'start' }),
      ],
    });
    expect(failed.status).toBe('FAILED');
    expect(statuses(failed)).toEqual(['COMPENSATED', 'DONE', 'FAILED']);
    const beta = failed.steps[1];
    expect(codes(beta?.violations ?? [])).toEqual(['assignment.not-undone', 'probe.will-not']);
    expect(beta?.violations[0]?.message).toBe(
      `"probe.beta" could not be undone; ${beta?.reference} stands. A person must see to it.`,
    );
    const kept = { 'probe.alpha cancel': 1, 'probe.alpha start': 1, 'probe.beta start': 1 };
    expect(await effects(world)).toEqual(kept);

    // It is in the queue of advisers, and of nobody else, until one has seen to it.
    const queue = async (as: TestPerson, needsPerson = true) => {
      const query = `query ($needsPerson: Boolean!) {
        assignments(first: 10, filter: { needsPerson: $needsPerson }) {
          nodes { id steps { needsPerson seenToAt } } } }`;
      type Queue = { nodes: { id: string; steps: object[] }[] };
      return (await calls.send<Queue>(query, { needsPerson }, { as })).data?.assignments?.nodes;
    };
    const [waiting] = (await queue('adviser')) ?? [];
    expect(waiting?.id).toBe(failed.id);
    expect(waiting?.steps).toEqual(
      [false, true, false].map((needsPerson) => ({ needsPerson, seenToAt: null })),
    );
    expect(await queue('member-startup')).toEqual([]);
    expect(await queue('adviser', false)).toEqual([]);
    const seeTo = async (stepId: string | undefined, as: TestPerson, more: object = {}) => {
      const mutation = `mutation ($input: SeeToStepInput!) { seeToAssignmentStep(input: $input) {
        assignment { id } violations { code } } }`;
      const input = { stepId, idempotencyKey: newId(), ...more };
      const { data, errors } = await calls.send<{ violations: { code: string }[] }>(
        ...[mutation, { input }, { as }],
      );
      const said = data?.seeToAssignmentStep?.violations.map(({ code }) => code);
      return said ?? errors?.[0]?.extensions?.code;
    };
    expect(await seeTo(failed.steps[0]?.id, 'adviser')).toEqual(['assignment.nothing-to-see-to']);
    expect(await seeTo(beta?.id, 'member-startup')).toBe('NOT_FOUND');
    expect(await seeTo(beta?.id, 'adviser', { dryRun: true })).toEqual([]);
    expect(await queue('adviser')).toHaveLength(1);
    expect(await seeTo(beta?.id, 'adviser')).toEqual([]);
    expect(await seeTo(beta?.id, 'adviser')).toEqual(['assignment.nothing-to-see-to']);
    expect(await queue('adviser')).toEqual([]);
  });
});
