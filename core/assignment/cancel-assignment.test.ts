import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { available } from '../employment/testing/world.js';
import { newId } from '../platform/ids.js';
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

describe('rights that are gone when a step’s turn comes', () => {
  const grants = (sql: string) => world.p.admin.query(sql, [world.p.memberIds['member-stage']]);

  test('fail it with the permission’s name; what was done is undone all the same', async () => {
    const steps = [probing('alpha'), probing('beta', { waits: true }), probing('gamma')];
    const id = await calls.started({ steps });
    await runAssignments(world.p.platform);
    const waiting = await calls.read(id);
    expect(waiting.status).toBe('WAITING');
    await calls.settle(waiting.steps[1]?.id as string);
    await grants(`update core.role_grant set until_day = '2026-11-23' where member_id = $1`);
    await runAssignments(world.p.platform);
    const failed = await calls.read(id, { as: 'adviser' });
    expect(failed.status).toBe('FAILED');
    expect(statuses(failed)).toEqual(['COMPENSATED', 'COMPENSATED', 'FAILED']);
    expect(failed.steps[2]?.violations).toMatchObject([
      {
        code: 'assignment.not-permitted',
        message: '"probe.gamma" needs the permission "probe.write" on this activity.',
      },
    ]);
  });

  test('fail it when the member was suspended', async () => {
    const id = await calls.started({});
    await grants(`update core.member set status = 'SUSPENDED' where id = $1`);
    await runAssignments(world.p.platform);
    const failed = await calls.read(id, { as: 'adviser' });
    expect(codes(failed.steps[0]?.violations ?? [])).toEqual(['assignment.starter-gone']);
  });

  test('fail it when the plugin was switched off', async () => {
    const { p } = world;
    const id = await calls.started({});
    await p.admin.query(
      `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
       values ($1, $2, 'probe', 'DISABLED', 'test')`,
      [p.cooperativeId, newId()],
    );
    p.platform.host.forget(p.cooperativeId);
    await runAssignments(p.platform);
    expect(codes((await calls.read(id)).steps[0]?.violations ?? [])).toEqual([
      'assignment.plugin-off',
    ]);
  });

  test('are never more than those of the request that started it', async () => {
    const { p } = world;
    const { assignment } = await calls.plan();
    const ctx = p.ctx('member-stage');
    const held = ['activity.read', 'assignment.read', 'assignment.write', 'probe.write'];
    const grants = new Map([...ctx.viewer.grants].filter(([name]) => held.includes(name)));
    const { startAssignment } = await import('./start-assignment.js');
    const scoped = { ...ctx, viewer: { ...ctx.viewer, grants } };
    await startAssignment(scoped, { id: assignment?.id as string }, null);
    const [row] = await p.admin.query<{ held_permissions: string[] }>(
      'select held_permissions from core.assignment',
    );
    expect(row?.held_permissions).toEqual(held);
  });
});

describe('cancelAssignment', () => {
  test('of a plan ends it without a trace', async () => {
    const { assignment } = await calls.plan();
    const { assignment: cancelled } = await calls.cancel(assignment?.id as string);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', steps: [{ status: 'SKIPPED' }] });
    expect(await runAssignments(world.p.platform)).toBe(0);
    const again = await calls.cancel(assignment?.id as string);
    expect(codes(again.violations)).toEqual(['assignment.not-cancellable']);
  });

  test('midway undoes what was done, the last step first', async () => {
    const steps = [probing('alpha'), probing('beta', { waits: true }), probing('gamma')];
    const { invoice, advance } = coreSteps(world);
    const id = await calls.started({ steps: [...steps, invoice, advance] });
    await runAssignments(world.p.platform);
    const waiting = await calls.read(id);
    expect(waiting.status).toBe('WAITING');
    expect(statuses(waiting)).toEqual(['DONE', 'WAITING', 'PENDING', 'DONE', 'DONE']);
    expect(await available(world.p)).toBe(935_00n);
    const idempotencyKey = newId();
    const answers = await Promise.all([1, 2].map(() => calls.cancel(id, { idempotencyKey })));
    expect(answers.flatMap(({ violations }) => violations)).toEqual([]);
    expect(answers[0]?.assignment?.status).toBe('CANCELLING');
    await runAssignments(world.p.platform);
    const cancelled = await calls.read(id);
    expect(cancelled.status).toBe('CANCELLED');
    const each = ['COMPENSATED', 'COMPENSATED', 'SKIPPED', 'COMPENSATED', 'COMPENSATED'];
    expect(statuses(cancelled)).toEqual(each);
    expect((await deeds(world)).slice(2)).toEqual(['probe.beta cancel', 'probe.alpha cancel']);
    expect(await available(world.p)).toBe(0n);
    await proveLedger(world);
  });

  test('before the first step leaves nothing to undo', async () => {
    const id = await calls.started({});
    await calls.cancel(id);
    await runAssignments(world.p.platform);
    expect(await calls.read(id)).toMatchObject({
      status: 'CANCELLED',
      steps: [{ status: 'SKIPPED' }],
    });
    expect(await effects(world)).toEqual({});
  });

  test('comes too late for what is done, and is not for everybody', async () => {
    const { id } = await run({});
    expect(codes((await calls.cancel(id)).violations)).toEqual(['assignment.not-cancellable']);
    const other = await calls.tryCancel(id, {}, { as: 'member-film' });
    expect(other.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const finance = await calls.tryCancel(id, {}, { as: 'finance' });
    expect(finance.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('a step that waits', () => {
  test('lets go on what does not need it, and is settled by a person, once', async () => {
    const { quote } = coreSteps(world);
    const steps = [probing('alpha', { waits: true }), probing('beta'), quote];
    const id = await calls.started({ steps });
    await runAssignments(world.p.platform);
    const waiting = await calls.read(id);
    expect(waiting).toMatchObject({
      status: 'WAITING',
      viewerCan: ['assignment.cancel', 'assignment.settle'],
    });
    expect(statuses(waiting)).toEqual(['WAITING', 'PENDING', 'DONE']);
    const stepId = waiting.steps[0]?.id as string;
    expect(await calls.settle(stepId, { dryRun: true })).toMatchObject({
      assignment: null,
      violations: [],
    });
    const idempotencyKey = newId();
    await Promise.all([1, 2].map(() => calls.settle(stepId, { idempotencyKey })));
    await runAssignments(world.p.platform);
    expect((await calls.read(id)).status).toBe('DONE');
    const each = { 'probe.alpha settle': 1, 'probe.alpha start': 1, 'probe.beta start': 1 };
    expect(await effects(world)).toEqual(each);
    const again = await calls.settle(stepId);
    expect(codes(again.violations)).toEqual(['assignment.step-not-waiting']);
  });

  test('stays as it is when its tool refuses to settle, and says why', async () => {
    const steps = [probing('alpha', { waits: true, refusesIn: 'settle' })];
    const id = await calls.started({ steps });
    await runAssignments(world.p.platform);
    const stepId = (await calls.read(id)).steps[0]?.id as string;
    expect(codes((await calls.settle(stepId)).violations)).toEqual(['probe.will-not']);
    expect(await calls.read(id)).toMatchObject({
      status: 'WAITING',
      steps: [{ status: 'WAITING' }],
    });
    const unknown = calls.settle(`AssignmentStep:${newId()}`);
    await expect(unknown).rejects.toThrow('There is no AssignmentStep');
  });

  test('keeps its activity from being closed, as a contract does that is not paid', async () => {
    const { contract } = coreSteps(world);
    // Its contract is signed first: what waits comes after that.
    const id = await calls.started({ steps: [contract, probing('last', { waits: true })] });
    await runAssignments(world.p.platform);
    const close = async () => {
      const { data } = await calls.send<{ violations: { code: string; message: string }[] }>(
        `mutation ($id: ID!) { closeActivity(input: { activityId: $id }) {
          violations { code message } } }`,
        { id: world.activityId },
      );
      return data?.closeActivity?.violations ?? [];
    };
    expect((await close()).map(({ message }) => message)).toEqual([
      'There are still 1 contracts that are neither paid nor cancelled.',
      'There are still 1 assignments under way.',
    ]);
    await calls.cancel(id);
    await runAssignments(world.p.platform);
    expect(await close()).toEqual([]);
  });
});
