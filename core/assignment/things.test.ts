import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlannedThing } from '../sdk/brought-thing.js';
import type { ToolPlan, ToolSpec } from '../sdk/define.js';
import { definePlugin, permission, tool } from '../sdk/define-plugin.js';
import { runAssignments } from './runner.js';
import { type AssignmentCalls, assignmentCalls, codes, type Wish } from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld } from './testing/world.js';

type Spec = ToolSpec<Record<string, unknown>, null>;
const free: ToolPlan<null> = { costMinor: 0n, currency: 'EUR', findings: [], plan: null };

/** A tool that meets the need of its name. */
const offering = (word: string, offer: Partial<Spec>) =>
  tool<Record<string, unknown>, null>({
    ...{ name: `fair.${word}`, description: 'It.', permission: 'fair.use', meets: [word] },
    title: { nl: word, fr: word, en: word, de: word },
    input: { type: 'object' },
    plan: async () => free,
    start: async () => ({ reference: null, state: 'DONE' }),
    cancel: async () => undefined,
    ...offer,
  });

/** What "fair.guard" was told of things, and what each of its steps found that they had made. */
const seen: (readonly PlannedThing[])[] = [];
const found: (string | null | undefined)[] = [];

/** Offers nothing for the work itself: only for what other steps bring. */
const guard = offering('guard', {
  input: {
    ...{ type: 'object', additionalProperties: false },
    properties: { thing: { type: 'string', format: 'step' }, refuses: { type: 'boolean' } },
  },
  proposeFor: async (_, things) => {
    seen.push(things);
    if (things.some(({ kind }) => kind === 'nuisance')) throw new Error('secret');
    return things.map(({ step, atRisk }) => ({ thing: step, ...(atRisk && { refuses: true }) }));
  },
  plan: async (_, { refuses }) => ({
    ...{ ...free, costMinor: 3_00n },
    findings: refuses ? [{ code: 'fair.too-sharp' }] : [],
  }),
  start: async ({ done }, { thing }) => {
    found.push(done[String(thing)]);
    return { reference: null, state: 'DONE' };
  },
});

/** Brings a thing of the kind that the place is called. */
const stall = offering('stall', {
  propose: async (_, { places }) => places.map((kind) => ({ kind })),
  plan: async ({ today }, { kind }) => ({
    ...free,
    brings: {
      ...{ kind: String(kind), from: today, until: today, valueMinor: 7n },
      ...(kind === 'knives' && { atRisk: true }),
    },
  }),
  start: async (_, { kind }) => ({ reference: `Stall:${kind}`, state: 'DONE' }),
});

const fair = definePlugin({
  ...{ name: 'fair', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Fair' },
  title: { nl: 'Markt', fr: 'Foire', en: 'Fair', de: 'Markt' },
  description: 'Stalls, and who guards them.',
  migrations: new URL('./no-migrations/', import.meta.url),
  tools: [
    ...[guard, stall, offering('quiet', { propose: async () => ({}) })],
    offering('nothing', { propose: async () => null }),
  ],
  messages: {
    'fair.too-sharp': {
      ...{ nl: 'Te scherp.', fr: 'Trop tranchant.', en: 'Too sharp.', de: 'Zu scharf.' },
    },
  },
  permissions: [
    permission({ name: 'fair.use', description: 'Use them.', roles: { MEMBER: 'own' } }),
  ],
});

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeAll(async () => {
  world = await assignmentWorld([fair]);
  calls = assignmentCalls(world);
});
afterAll(() => world.p.close());

const plan = async (wish: Wish) => {
  const { assignment, ...rest } = await calls.plan({ steps: [], ...wish });
  return { assignment, ...rest, tools: assignment?.steps.map(({ tool: { name } }) => name) };
};

describe('a plan', () => {
  test('has what a tool offers for things that other steps bring, after the step of each', async () => {
    const needs = ['guard', 'quiet', 'stall'];
    const { tools, violations, assignment } = await plan({ needs, places: ['books', 'cakes'] });
    expect(violations).toEqual([]);
    const guards = ['fair.guard', 'fair.guard'];
    expect(tools).toEqual(['fair.quiet', 'fair.stall', 'fair.stall', ...guards]);
    const thing = { from: '2026-11-23', until: '2026-11-23', valueMinor: 7n };
    expect(seen.at(-1)).toEqual([
      { ...thing, kind: 'books', step: 'fair.stall#1' },
      { ...thing, kind: 'cakes', step: 'fair.stall#2' },
    ]);
    expect(assignment?.cost.amount).toBe('6.00');
    expect((await calls.start(assignment?.id as string)).violations).toEqual([]);
    await runAssignments(world.p.platform);
    expect(found.splice(0)).toEqual(['Stall:books', 'Stall:cakes']);
  });

  test('leaves out of these what something stands against, and says so', async () => {
    const needs = ['guard', 'stall'];
    const some = await plan({ needs, places: ['books', 'knives'] });
    expect(some.tools).toEqual(['fair.stall', 'fair.stall', 'fair.guard']);
    expect(codes(some.violations)).toEqual(['assignment.proposal-left-out', 'fair.too-sharp']);
    const none = await plan({ needs, places: ['knives'] });
    expect(none.declined.map(({ tool, reasons }) => [tool.name, ...codes(reasons)])).toEqual([
      ['fair.guard', 'fair.too-sharp'],
    ]);
    const failed = await plan({ needs, places: ['nuisance'] });
    expect(failed.tools).toEqual(['fair.stall']);
    expect(codes(failed.violations)).toEqual([
      ...['assignment.proposal-failed', 'assignment.need-unmet'],
    ]);
    // What is no code of a kind is no thing.
    const babble = await plan({ needs, places: ['No code'] });
    expect(codes(babble.violations)).toContain('assignment.tool-unavailable');
  });

  test('asks the database nothing more where nothing is brought', async () => {
    const statements = async (...needs: string[]) =>
      (await world.p.statements(() => plan({ needs: ['quiet', ...needs] }))).length;
    const asked = seen.length;
    expect(await statements('guard')).toBe(await statements('nothing'));
    expect(seen).toHaveLength(asked);
  });

  test.each([
    ['is not there', 'fair.stall#2'],
    ['rests on another itself', 'fair.guard#1'],
  ])('is refused a step that rests on one that %s', async (_, thing) => {
    const guarding = (step: string) => ({ tool: 'fair.guard', input: { thing: step } });
    const steps = [guarding('fair.stall#1'), guarding(thing)];
    const asked = [...steps, { tool: 'fair.stall', input: { kind: 'books' } }];
    const { violations } = await plan({ steps: asked });
    expect(violations).toMatchObject([
      { code: 'assignment.step-unknown', path: ['steps', '1', 'input', 'thing'] },
    ]);
  });
});
