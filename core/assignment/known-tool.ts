import type { Platform } from '../platform/context.js';
import type { OfferedTool } from '../platform/host/host.js';
import type { LockedAssignment, LockedStep } from './assignment-state.js';
import { StepStatus } from './assignment-step.entity.js';
import { namedIn, stepNames } from './step-name.js';
import type { ToolPlace } from './tool-context.js';

/** A tool of this process, switched on or not: what was done with it can still be undone. */
export function knownTool(platform: Platform, name: string): OfferedTool | undefined {
  const core = platform.domains.flatMap(({ tools }) => tools).find((tool) => tool.name === name);
  if (core !== undefined) return { plugin: null, tool: core };
  for (const { definition } of platform.host.plugins) {
    const tool = definition.tools.find((one) => one.name === name);
    if (tool !== undefined) return { plugin: definition.name, tool };
  }
  return undefined;
}

/** Where a step's tool runs, and what the steps before it have made. */
export function placeOf(
  { activityId, clientId, title, currency, steps }: LockedAssignment,
  step: LockedStep,
  { tool }: Pick<OfferedTool, 'tool'>,
): ToolPlace {
  const names = stepNames(steps);
  const done = steps
    .map((one, i) => ({ ...one, name: names[i] as string }))
    .filter(({ place, status }) => place < step.place && status === StepStatus.DONE);
  const made = Object.fromEntries(done.map(({ name, reference }) => [name, reference]));
  return {
    stepId: step.id,
    currency,
    assignment: { activityId, clientId, title },
    done: {
      ...Object.fromEntries(done.map((one) => [one.tool, one.reference])),
      ...namedIn(made, tool, step.input),
    },
  };
}
