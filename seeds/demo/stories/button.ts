/** The one button: a plan from what a member knows, started with one command and followed live. */
import { createClient } from 'graphql-ws';
import { eventually } from '../month/month-client.js';
import * as op from './operations.js';
import type { Teller } from './teller.js';

interface Sum {
  readonly amount: string;
}

interface Plan {
  readonly id: string;
  readonly title: string;
  readonly cost: Sum;
  readonly steps: readonly {
    readonly tool: { readonly name: string };
    readonly cost: Sum | null;
    readonly cashFlow: readonly { readonly amount: Sum; readonly payer: string }[];
  }[];
  readonly cashFlow: readonly {
    readonly day: string;
    readonly withPrefinancing: Sum;
    readonly withoutPrefinancing: Sum;
  }[];
}

interface Step {
  readonly id: string;
  readonly status: string;
  readonly reference: string | null;
  readonly tool: { readonly name: string };
  readonly violations: readonly { readonly message: string }[];
}

interface Progress {
  readonly status: string;
  readonly steps: readonly Step[];
}

/** An assignment that was started, and what its steps have made, by tool. */
export interface Pressed {
  readonly id: string;
  readonly tools: readonly string[];
  made(tool: string): string;
  allMade(tool: string): readonly string[];
}

/** Presses it: says the plan, starts it, and follows it until it is done or waits for somebody. */
export async function press(teller: Teller, wish: object): Promise<Pressed> {
  const { client, ask, activityId, clientId } = teller;
  const input = { activityId, clientId, allInclusive: true, ...wish };
  const { planAssignment } = await ask<{
    planAssignment: { assignment: Plan | null; remarks: { severity: string; message: string }[] };
  }>(op.planAssignment, { input });
  const { assignment: plan, remarks } = planAssignment;
  const against = remarks.filter(({ severity }) => severity === 'ERROR');
  if (plan === null || against.length > 0) {
    throw new Error(`The button was refused: ${against.map((one) => one.message).join('; ')}`);
  }
  sayPlan(teller, plan);
  for (const { message } of remarks) client.say(`   besides: ${message}`);
  const started = { id: plan.id, idempotencyKey: teller.key(`start-${plan.id}`) };
  await ask(op.startAssignment, { input: started });
  client.say(' 2 starts it with one command, and follows it live:');
  return follow(teller, plan.id);
}

function sayPlan({ client }: Teller, { title, steps, cost, cashFlow }: Plan): void {
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  client.say(` 1 presses the button for "${title}": ${count}, ${cost.amount} EUR in all`);
  for (const { tool, cost: price, cashFlow: lines } of steps) {
    const payers = [...new Set(lines.map(({ payer }) => payer.toLowerCase()))].join(', ');
    client.say(`     ${tool.name.padEnd(32)} ${(price?.amount ?? '?').padStart(10)}  ${payers}`);
  }
  if (cashFlow.length === 0) return;
  client.say('   its money by day, with and without pre-financing:');
  for (const { day, withPrefinancing, withoutPrefinancing } of cashFlow) {
    const sums = [withPrefinancing, withoutPrefinancing].map(({ amount }) => amount.padStart(11));
    client.say(`     ${day} ${sums.join(' ')}`);
  }
}

/**
 * Follows an assignment until it is done or waits for somebody; says each step once, when it has
 * come to its end or to whom it waits for. Goes on past the waiting of a step that was just answered.
 */
export async function follow(teller: Teller, id: string, answered?: string): Promise<Pressed> {
  const { client } = teller;
  const socket = createClient({
    url: `${client.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({
      authorization: `Bearer ${await client.tokenOf(teller.subject)}`,
    }),
  });
  const said = new Set<string>();
  let last: Progress | undefined;
  try {
    const events = socket.iterate<{ assignmentProgress: { assignment: Progress } }>({
      ...{ query: op.progress, variables: { id } },
    });
    for await (const { data, errors } of events) {
      if (!data) throw new Error(JSON.stringify(errors));
      last = data.assignmentProgress.assignment;
      const waits = stillWaits(last, answered);
      for (const step of last.steps) if (step !== waits) saySettled(teller, step, said);
      if (waits === undefined && rests.has(last.status)) break;
    }
  } finally {
    await socket.dispose();
  }
  if (last === undefined || last.status === 'FAILED') throw new Error(reasons(last));
  return pressed(id, last.steps);
}

const rests: ReadonlySet<string> = new Set(['DONE', 'WAITING', 'FAILED']);

/** A step that somebody has answered, and that has not heard of it yet. */
const stillWaits = ({ steps }: Progress, answered: string | undefined): Step | undefined =>
  steps.find(({ tool, status }) => tool.name === answered && status === 'WAITING');

function saySettled({ client }: Teller, step: Step, said: Set<string>): void {
  const { id, status, tool } = step;
  if (said.has(id) || !['DONE', 'WAITING', 'FAILED'].includes(status)) return;
  said.add(id);
  client.say(`     ${tool.name.padEnd(32)} ${status}`);
}

const reasons = (last: Progress | undefined): string =>
  `The assignment failed: ${last?.steps
    .flatMap(({ violations }) => violations.map(({ message }) => message))
    .join('; ')}`;

function pressed(id: string, steps: readonly Step[]): Pressed {
  const allMade = (tool: string) =>
    steps.flatMap((step) => (step.tool.name === tool && step.reference ? [step.reference] : []));
  return {
    ...{ id, tools: steps.map(({ tool }) => tool.name), allMade },
    made: (tool) => {
      const reference = allMade(tool)[0];
      if (reference === undefined) throw new Error(`The step "${tool}" has made nothing.`);
      return reference;
    },
  };
}

/** Waits until a step, or the whole assignment, stands as it should. */
export function standsAt(
  { ask }: Teller,
  { id }: Pressed,
  status: string,
  tool?: string,
): Promise<readonly Step[]> {
  return eventually(`${tool ?? 'assignment'} that is ${status}`, async () => {
    const { assignment } = await ask<{ assignment: Progress }>(op.assignment, { id });
    if (assignment.status === 'FAILED') throw new Error(reasons(assignment));
    const there = assignment.steps.filter((step) => step.tool.name === tool);
    const stands =
      tool === undefined
        ? assignment.status === status
        : there.length > 0 && there.every((step) => step.status === status);
    return stands ? assignment.steps : undefined;
  });
}
