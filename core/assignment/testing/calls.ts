/** The operations of assignments as a client sends them, for tests. */
import type { ExecutionResult } from 'graphql';
import { newId } from '../../platform/ids.js';
import type { Asking } from '../../platform/testing/platform.js';
import type { Told } from './probe.js';
import type { AssignmentWorld } from './world.js';

export interface SaidViolation {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
  readonly severity: string;
  readonly plugin: string | null;
}

export interface ReadStep {
  readonly id: string;
  readonly tool: { readonly name: string; readonly plugin: string | null; readonly title: string };
  readonly status: string;
  readonly closes: boolean;
  readonly cost: { readonly amount: string } | null;
  readonly reference: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly violations: readonly SaidViolation[];
  readonly cashFlow: readonly {
    readonly day: string;
    readonly amount: { readonly amount: string };
    readonly payer: string;
    readonly prefinancing: boolean;
  }[];
}

export interface ReadAssignment {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly version: number;
  readonly cost: { readonly amount: string; readonly currency: string };
  readonly viewerCan: readonly string[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly workDoneAt: string | null;
  readonly steps: readonly ReadStep[];
  readonly cashFlow: readonly {
    readonly day: string;
    readonly withPrefinancing: { readonly amount: string };
    readonly withoutPrefinancing: { readonly amount: string };
  }[];
}

export interface AssignmentAnswer {
  readonly assignment: ReadAssignment | null;
  readonly violations: readonly SaidViolation[];
  readonly declined: readonly {
    readonly tool: { readonly name: string };
    readonly reasons: readonly SaidViolation[];
  }[];
}

export interface WishedStep {
  readonly tool: string;
  readonly input: object;
}

export interface Wish {
  readonly title?: string;
  readonly activityId?: string;
  readonly clientId?: string | null;
  readonly steps?: readonly WishedStep[];
  readonly allInclusive?: boolean;
  readonly days?: readonly string[];
  readonly places?: readonly string[];
  readonly people?: readonly string[];
  readonly amount?: string;
  readonly needs?: readonly string[];
  readonly work?: object;
}

export type AssignmentCalls = ReturnType<typeof assignmentCalls>;

/** A step of the probe that is told something. */
export const probing = (word: string, told: Told = {}): WishedStep => ({
  tool: `probe.${word}`,
  input: told,
});

/** The core's four tools: 1000.00 invoiced, a contract of 182.00, and the advance. */
export function coreSteps({ workerId }: Pick<AssignmentWorld, 'workerId'>) {
  const lines = [{ description: 'A day', unitPrice: '1000.00', vat: { rate: '21' } }];
  const days = [{ day: '2026-11-30', hours: '8' }];
  const quote = { tool: 'quote', input: { lines, validUntil: '2026-12-31' } };
  const contract = { tool: 'contract', input: { workerId, kind: 'task', budget: '182.00', days } };
  const invoice = { tool: 'invoice', input: { lines } };
  return { quote, invoice, contract, advance: { tool: 'advance', input: {} } };
}

export function assignmentCalls({ p, activityId, clientId }: AssignmentWorld) {
  const send = <Answer>(query: string, variables: object, asking: Asking = {}) =>
    p.graphql<Record<string, Answer>>(query, variables as Record<string, unknown>, {
      as: 'member-stage',
      ...asking,
    });
  const command =
    (name: string, type: string) =>
    (input: object, asking?: Asking): Promise<ExecutionResult<Record<string, AssignmentAnswer>>> =>
      send(
        `mutation ($input: ${type}!) { ${name}(input: $input) { ${payload} } }`,
        { input },
        asking,
      );
  const tryPlan = (wish: Wish = {}, asking?: Asking) =>
    command('planAssignment', 'PlanAssignmentInput')(
      { ...{ activityId, clientId, title: 'A try', steps: [probing('alpha')] }, ...wish },
      asking,
    );
  const tryStart = (id: string, input: object = {}, asking?: Asking) =>
    command('startAssignment', 'AssignmentStepInput')(
      { id, idempotencyKey: newId(), ...input },
      asking,
    );
  const tryCancel = (id: string, input: object = {}, asking?: Asking) =>
    command('cancelAssignment', 'AssignmentStepInput')(
      { id, idempotencyKey: newId(), ...input },
      asking,
    );
  const tryRead = (id: string, asking?: Asking) =>
    send<ReadAssignment>(`query ($id: ID!) { assignment(id: $id) { ${fields} } }`, { id }, asking);
  const plan = async (wish?: Wish, asking?: Asking) => answer(await tryPlan(wish, asking));
  const start = async (id: string, input?: object) => answer(await tryStart(id, input));
  return {
    ...{ send, tryPlan, tryStart, tryCancel, tryRead, plan, start },
    cancel: async (id: string, input?: object) => answer(await tryCancel(id, input)),
    settle: async (stepId: string, input: object = {}) =>
      answer(
        await command(
          'settleAssignmentStep',
          'SettleStepInput',
        )({
          ...{ stepId, idempotencyKey: newId() },
          ...input,
        }),
      ),
    read: async (id: string, asking?: Asking) =>
      answer(await tryRead(id, asking)) as ReadAssignment,
    /** Planned and started, its id. */
    started: async (wish?: Wish): Promise<string> => {
      const planned = await plan(wish);
      expectNone(planned.violations);
      const id = planned.assignment?.id as string;
      expectNone((await start(id)).violations);
      return id;
    },
    tools: async (asking?: Asking, onActivityId: string | null = activityId) =>
      answer(
        await send<readonly { name: string; plugin: string | null; input: object }[]>(
          `query ($id: ID) { tools(activityId: $id) {
            name plugin title description permission after input } }`,
          { id: onActivityId },
          asking,
        ),
      ),
  };
}

/** The statuses of an assignment's steps in their turn. */
export const statuses = ({ steps }: ReadAssignment): string[] => steps.map(({ status }) => status);

export const codes = (violations: readonly SaidViolation[]): string[] =>
  violations.map(({ code }) => code);

function expectNone(violations: readonly SaidViolation[]): void {
  if (violations.length > 0) throw new Error(JSON.stringify(violations));
}

function answer<Answer>(result: ExecutionResult<Record<string, Answer>>): Answer {
  if (result.errors) throw new AggregateError(result.errors, result.errors.join('; '));
  return Object.values(result.data ?? {})[0] as Answer;
}

const said = 'violations { code path message severity plugin }';

export const fields = `id title status version viewerCan startedAt endedAt workDoneAt
  cost { amount currency } activity { id } client { id }
  cashFlow { day withPrefinancing { amount } withoutPrefinancing { amount } }
  steps { id status closes reference startedAt endedAt cost { amount }
    cashFlow { day amount { amount } payer prefinancing }
    tool { name plugin title } ${said} }`;

const payload = `assignment { ${fields} } ${said}
  declined { tool { name } ${said.replace('violations', 'reasons')} }`;
