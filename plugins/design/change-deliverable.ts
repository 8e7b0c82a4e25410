import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  money,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { mostOf } from './add-deliverable.js';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { DeliverableStatus, DesignDeliverable, DesignRevisionRound } from './deliverable.entity.js';

const { DRAFT, IN_REVIEW, APPROVED, DELIVERED } = DeliverableStatus;

/** draft → in review → approved → delivered; a revision takes it from review back to draft. */
export const deliverableSteps = {
  submit: {
    ...{ name: 'design.submit-deliverable', event: 'design.deliverable-submitted' },
    ...{ from: DRAFT, to: IN_REVIEW },
  },
  revise: {
    ...{ name: 'design.request-revision', event: 'design.revision-requested' },
    ...{ from: IN_REVIEW, to: DRAFT },
  },
  accept: {
    ...{ name: 'design.accept-deliverable', event: 'design.deliverable-accepted' },
    ...{ from: IN_REVIEW, to: APPROVED },
  },
  deliver: {
    ...{ name: 'design.deliver-deliverable', event: 'design.deliverable-delivered' },
    ...{ from: APPROVED, to: DELIVERED },
  },
} as const satisfies Record<string, DeliverableStep>;

export interface DeliverableStep {
  readonly name: string;
  /** What is told once it is done. */
  readonly event: string;
  readonly from: DeliverableStatus;
  readonly to: DeliverableStatus;
}

@InputType({ description: 'A step of one deliverable.' })
export class DesignChangeDeliverableInput {
  @Field(() => ID, { description: 'The deliverable.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'What the client wants to be different.' })
export class DesignRequestRevisionInput extends DesignChangeDeliverableInput {
  @Field(() => String, { description: 'What is to be different, at most 2000 characters.' })
  request: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The client has agreed to pay for this round; needed beyond the included ones.',
  })
  agreed?: boolean | null;
}

/** What a step finds and writes besides the deliverable's new status. */
interface Besides {
  findings(deliverable: DesignDeliverable): PluginFinding[];
  write(inside: PluginContext, deliverable: DesignDeliverable): Promise<Partial<DesignDeliverable>>;
}

export function changeDeliverable(
  ctx: PluginContext,
  step: DeliverableStep,
  input: DesignChangeDeliverableInput,
): Promise<Attempted<DesignDeliverable>> {
  const deliveredOn = step.to === DELIVERED ? { deliveredOn: ctx.today } : {};
  return takeStep(ctx, step, input, { findings: () => [], write: async () => deliveredOn });
}

/** Opens the next round: free while the price includes it, otherwise at the price agreed before. */
export function requestRevision(
  ctx: PluginContext,
  input: DesignRequestRevisionInput,
): Promise<Attempted<DesignDeliverable>> {
  const request = text(input.request, 'request', 2_000);
  return takeStep(ctx, deliverableSteps.revise, input, {
    findings: (deliverable) => roundFindings(deliverable, input.agreed === true),
    write: async ({ store, today }, deliverable) => {
      const { id, activityId, currency, roundsTaken } = deliverable;
      const number = roundsTaken + 1;
      await store.insert(DesignRevisionRound, {
        ...{ activityId, deliverableId: id, number, request, currency, askedOn: today },
        priceMinor: isExtra(deliverable) ? deliverable.extraRoundMinor : null,
      });
      return { roundsTaken: number };
    },
  });
}

/** The deliverable is locked first: of an acceptance and a revision at once, one is first. */
async function takeStep(
  ctx: PluginContext,
  step: DeliverableStep,
  input: DesignChangeDeliverableInput,
  besides: Besides,
): Promise<Attempted<DesignDeliverable>> {
  const permission = 'design.write';
  const { id } = await changeable(ctx, DesignDeliverable, input.id, { permission });
  return ctx.attempt({ action: step.name, dryRun: input.dryRun }, async (inside) => {
    const deliverable = await locked(inside, DesignDeliverable, id);
    const inTheWay = await stepFindings(inside, step, deliverable);
    return {
      findings: inTheWay.length > 0 ? inTheWay : besides.findings(deliverable),
      write: async () => {
        const subject = { type: 'DesignDeliverable', id };
        inside.emit({ type: step.event, subject, activityId: deliverable.activityId });
        const more = await besides.write(inside, deliverable);
        const changed = { status: step.to, changedAt: inside.now, ...more };
        return (await inside.store.update(DesignDeliverable, id, changed)) ?? deliverable;
      },
    };
  });
}

/** The names of the steps that a deliverable in this state may take. */
export const stepsFrom = (status: DeliverableStatus): string[] =>
  Object.values(deliverableSteps)
    .filter(({ from }) => from === status)
    .map(({ name }) => name);

async function stepFindings(
  { store }: PluginContext,
  step: DeliverableStep,
  { briefId, status }: DesignDeliverable,
): Promise<PluginFinding[]> {
  const brief = await store.get(DesignBrief, briefId);
  if (brief?.status === BriefStatus.CANCELLED) {
    return [{ code: 'design.brief-ended', path: ['id'] }];
  }
  if (status === step.from) return [];
  return [{ code: `design.deliverable-${status.toLowerCase().replace('_', '-')}`, path: ['id'] }];
}

function roundFindings(deliverable: DesignDeliverable, agreed: boolean): PluginFinding[] {
  const { roundsTaken, includedRounds: included, extraRoundMinor, currency } = deliverable;
  const number = roundsTaken + 1;
  if (number > mostOf) {
    return [{ code: 'design.too-many-rounds', path: ['id'], values: { limit: mostOf } }];
  }
  if (!isExtra(deliverable)) return [];
  if (extraRoundMinor === null) {
    return [{ code: 'design.no-extra-round-price', path: ['id'], values: { number, included } }];
  }
  if (agreed) return [];
  const values = { number, included, price: money(extraRoundMinor, currency).amount, currency };
  return [{ code: 'design.extra-round-not-agreed', path: ['agreed'], values }];
}

const isExtra = ({ roundsTaken, includedRounds }: DesignDeliverable): boolean =>
  roundsTaken >= includedRounds;
