import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { closeWhenAllAgreed, lockedDealOf } from './close-deal.js';
import { PerformingArtsContractDay } from './contract.entity.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';

const { OPTION, CONFIRMED, PLAYED, CANCELLED } = PerformanceStatus;

/** option → confirmed → played; what has not been played may be cancelled. */
export const dateSteps = {
  confirm: {
    ...{ name: 'performing-arts.confirm-date', event: 'performing-arts.date-confirmed' },
    ...{ from: [OPTION], to: CONFIRMED },
  },
  play: {
    ...{ name: 'performing-arts.play-date', event: 'performing-arts.date-played' },
    ...{ from: [CONFIRMED], to: PLAYED },
  },
  cancel: {
    ...{ name: 'performing-arts.cancel-date', event: 'performing-arts.date-cancelled' },
    ...{ from: [OPTION, CONFIRMED], to: CANCELLED },
  },
} as const satisfies Record<string, DateStep>;

export interface DateStep {
  readonly name: string;
  /** What is told once it is done. */
  readonly event: string;
  readonly from: readonly PerformanceStatus[];
  readonly to: PerformanceStatus;
}

@InputType({ description: 'A step of one date.' })
export class PerformingArtsChangeDateInput {
  @Field(() => ID, { description: 'The date.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Confirms or cancels a date that is in a state to be. */
export async function changeDate(
  ctx: PluginContext,
  step: DateStep,
  input: PerformingArtsChangeDateInput,
): Promise<Attempted<PerformingArtsPerformance>> {
  const permission = 'performing-arts.write';
  const { id } = await changeable(ctx, PerformingArtsPerformance, input.id, { permission });
  return takeStep(ctx, step, id, input.dryRun);
}

/** A step of a date, which is locked first: of a confirmation and a cancellation one is first. */
export function takeStep(
  ctx: PluginContext,
  step: DateStep,
  id: string,
  dryRun?: boolean | null,
): Promise<Attempted<PerformingArtsPerformance>> {
  return ctx.attempt({ action: step.name, dryRun }, async (inside) => {
    const deal = step.to === CANCELLED ? await lockedDealOf(inside, id) : null;
    const date = await locked(inside, PerformingArtsPerformance, id);
    return {
      findings: await stepFindings(inside, step, date),
      write: async () => {
        const subject = { type: 'PerformingArtsPerformance', id };
        inside.emit({ type: step.event, subject, activityId: date.activityId });
        const changed = { status: step.to, changedAt: inside.now };
        const now = await inside.store.update(PerformingArtsPerformance, id, changed);
        // The date that was still to be settled may have been the last.
        if (deal !== null) await closeWhenAllAgreed(inside, deal);
        return now ?? date;
      },
    };
  });
}

/** The names of the steps that a date in this state may take when somebody asks. */
export const stepsFrom = (status: PerformanceStatus): string[] =>
  [dateSteps.confirm, dateSteps.cancel]
    .filter(({ from }: DateStep) => from.includes(status))
    .map(({ name }) => name);

async function stepFindings(
  { store }: PluginContext,
  step: DateStep,
  { id, day, status }: PerformingArtsPerformance,
): Promise<PluginFinding[]> {
  if (!step.from.includes(status)) {
    const values = { day, status: status.toLowerCase() };
    return [{ code: `performing-arts.date-already-${status.toLowerCase()}`, path: ['id'], values }];
  }
  if (step.to !== CANCELLED) return [];
  const bound = { performanceId: id, inForce: true };
  const [working] = await store.find(PerformingArtsContractDay, bound, { limit: 1 });
  if (working === undefined) return [];
  const code = 'performing-arts.date-has-contracts';
  return [{ code, path: ['id'], values: { day }, severity: 'WARNING' }];
}
