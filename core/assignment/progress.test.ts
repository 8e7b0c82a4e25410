import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, GraphQLError, parse, subscribe } from 'graphql';
import type { Asking } from '../platform/testing/platform.js';
import { runAssignments } from './runner.js';
import { type AssignmentCalls, assignmentCalls, probing } from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld } from './testing/world.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeEach(async () => {
  world = await assignmentWorld();
  calls = assignmentCalls(world);
});
afterEach(() => world.p.close());

type Answers = AsyncGenerator<ExecutionResult<Record<string, never>>>;

/** Follows as a client does; throws what refuses the subscription itself. */
async function follow(query: string, id: string, asking: Asking): Promise<Answers> {
  const { p } = world;
  const answer = await subscribe({
    schema: p.schema,
    document: parse(query),
    variableValues: { id },
    contextValue: p.ctx(asking.as ?? 'member-stage', asking),
  });
  if ('errors' in answer) throw answer.errors?.[0] ?? new GraphQLError('refused');
  return answer as Answers;
}

const progress = `subscription ($id: ID!) { assignmentProgress(id: $id) {
  at assignment { id status steps { status tool { title } } } } }`;

const events = `subscription ($id: ID!) { activityEvents(activityId: $id) {
  eventId type subjectId occurredAt } }`;

interface Seen {
  readonly assignmentProgress: {
    readonly assignment: { readonly status: string; readonly steps: { status: string }[] };
  };
}

const seenIn = ({ data }: ExecutionResult<object>): string => {
  const { status, steps } = (data as Seen).assignmentProgress.assignment;
  return `${status}: ${steps.map((step) => step.status).join(' ')}`;
};

describe('assignmentProgress', () => {
  test('answers how it stands now, then each change until it is over, and ends', async () => {
    const id = await calls.started({ steps: [probing('alpha'), probing('beta')] });
    const answers = await follow(progress, id, { as: 'member-stage' });
    expect(seenIn((await answers.next()).value)).toBe('RUNNING: PENDING PENDING');
    const rest: string[] = [];
    const all = (async () => {
      for await (const answer of answers) rest.push(seenIn(answer));
    })();
    await runAssignments(world.p.platform);
    await world.p.platform.settle();
    await all;
    expect(rest.at(-1)).toBe('DONE: DONE DONE');
  });

  test('of what is over answers once', async () => {
    const id = await calls.started({});
    await runAssignments(world.p.platform);
    const answers = await follow(progress, id, { as: 'adviser' });
    expect(seenIn((await answers.next()).value)).toBe('DONE: DONE');
    expect((await answers.next()).done).toBe(true);
  });

  test('is refused for an assignment that you do not see, and for what is no id', async () => {
    const id = await calls.started({});
    for (const asking of [{ as: 'member-film' }, { as: 'admin', foreign: true }] as Asking[]) {
      await expect(follow(progress, id, asking)).rejects.toThrow('There is no Assignment');
    }
    const malformed = follow(progress, 'Invoice:7', { as: 'adviser' });
    await expect(malformed).rejects.toThrow('is not the id of a Assignment');
  });

  test('ends when you may not see it any more', async () => {
    const { p } = world;
    const id = await calls.started({ steps: [probing('alpha', { waits: true })] });
    const answers = await follow(progress, id, { as: 'member-stage' });
    await answers.next();
    await p.admin.query('update core.activity set manager_id = $1 where id = $2', [
      p.memberIds['member-film'],
      p.activityIds['member-stage'],
    ]);
    const next = answers.next();
    await runAssignments(p.platform);
    await p.platform.settle();
    expect((await next).done).toBe(true);
  });
});

describe('activityEvents', () => {
  test('tells what happens in an activity from then on, to those who take part', async () => {
    const { p, activityId } = world;
    const answers = await follow(events, activityId, { as: 'member-film' });
    const next = answers.next();
    const id = await calls.started({});
    await p.platform.settle();
    const types: string[] = [];
    let answer = await next;
    while (!types.includes('assignment.started')) {
      const { activityEvents } = answer.value.data as unknown as {
        activityEvents: { type: string; subjectId: string };
      };
      types.push(activityEvents.type);
      if (activityEvents.type.startsWith('assignment')) expect(activityEvents.subjectId).toBe(id);
      if (!types.includes('assignment.started')) answer = await answers.next();
    }
    await answers.return(undefined);
  });

  test('is refused for an activity that you do not see', async () => {
    const hidden = follow(events, world.activityId, { as: 'member-startup' });
    await expect(hidden).rejects.toThrow('There is no Activity');
  });
});
