import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type Context, known, type RequestContext } from '../platform/context.js';
import { violationsOf } from '../platform/model/say.js';
import { byId } from '../platform/read/read.js';
import { Requires } from '../platform/schema-rules.js';
import type { Once } from '../platform/write/once.js';
import type { TransitionOutcome } from '../platform/write/transition.js';
import { assignments } from './assignment.policy.js';
import {
  AssignmentPayload,
  AssignmentStepInput,
  PlanAssignmentInput,
  SeeToStepInput,
  SettleStepInput,
} from './assignment.types.js';
import { cancelAssignment } from './cancel-assignment.js';
import { type PlannedAssignment, planAssignment } from './plan-assignment.js';
import { seeToStep } from './see-to-step.js';
import { settleStep } from './settle-step.js';
import { startAssignment } from './start-assignment.js';
import { toolOf } from './tool.types.js';
import type { AssignmentState } from './transitions.js';

@Resolver()
export class AssignmentCommandsResolver {
  @Requires('assignment.write')
  @Mutation(() => AssignmentPayload, {
    description: 'Plans: which tools, in which order, what each costs, and every violation.',
  })
  async planAssignment(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => PlanAssignmentInput, { description: 'What is wanted.' })
    input: PlanAssignmentInput,
  ): Promise<AssignmentPayload> {
    const planned = await planAssignment(known(ctx), input);
    const declined = planned.declined.map(({ offered, reasons }) => ({
      tool: toolOf(known(ctx), offered),
      reasons: violationsOf(known(ctx), reasons),
    }));
    return { ...(await answerOf(known(ctx), planned)), declined };
  }

  @Requires('assignment.write')
  @Mutation(() => AssignmentPayload, {
    description:
      'Starts a plan, or refuses with the whole checklist. Where a step became dearer than the ' +
      'plan said, the answer is a fresh plan in its place, to start if you agree. Follow ' +
      '"assignmentProgress".',
  })
  async startAssignment(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AssignmentStepInput, { description: 'Which plan.' })
    input: AssignmentStepInput,
  ): Promise<AssignmentPayload> {
    const { renewedId, ...outcome } = await startAssignment(known(ctx), input, onceOf(input));
    if (renewedId === null) return answerOf(known(ctx), outcome);
    return answerOf(known(ctx), { id: renewedId, violations: outcome.violations, declined: [] });
  }

  @Requires('assignment.write')
  @Mutation(() => AssignmentPayload, {
    description: 'Cancels: what was done is undone, the last step first.',
  })
  async cancelAssignment(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AssignmentStepInput, { description: 'Which assignment.' })
    input: AssignmentStepInput,
  ): Promise<AssignmentPayload> {
    return answerOf(known(ctx), await cancelAssignment(known(ctx), input, onceOf(input)));
  }

  @Requires('assignment.write')
  @Mutation(() => AssignmentPayload, {
    description: 'Says that a step which waited is done; what waited for it goes on.',
  })
  async settleAssignmentStep(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SettleStepInput, { description: 'Which step.' })
    input: SettleStepInput,
  ): Promise<AssignmentPayload> {
    return answerOf(known(ctx), await settleStep(known(ctx), input, onceOf(input)));
  }

  @Requires('assignment.write')
  @Mutation(() => AssignmentPayload, {
    description: 'Says that a person has seen to what a step could not undo: it leaves the queue.',
  })
  async seeToAssignmentStep(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SeeToStepInput, { description: 'Which step.' })
    input: SeeToStepInput,
  ): Promise<AssignmentPayload> {
    return answerOf(known(ctx), await seeToStep(known(ctx), input, onceOf(input)));
  }
}

const onceOf = (input: { readonly idempotencyKey: string }): Once => ({
  key: input.idempotencyKey,
  input,
});

/** The assignment as it now is; null when nothing was kept or changed. */
async function answerOf(
  ctx: Context,
  outcome: PlannedAssignment | TransitionOutcome<AssignmentState>,
): Promise<AssignmentPayload> {
  const id = 'id' in outcome ? outcome.id : outcome.after?.id;
  const assignment = id == null ? null : await byId(ctx, assignments, id);
  return { assignment, violations: [...outcome.violations], declined: [] };
}
