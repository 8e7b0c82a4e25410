import { declined, globalId, localId, type ToolContext, text, tool } from 'gezel/sdk';
import { DesignActivity } from './activity.entity.js';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { DeliverableStatus, DesignDeliverable } from './deliverable.entity.js';
import { activityFindings } from './describe-activity.js';

interface CommissionInput {
  readonly title: string;
  readonly goal?: string;
  readonly deliverables: readonly {
    readonly title: string;
    readonly format?: string;
    readonly includedRounds?: number;
  }[];
}

/** Opens a brief with what it asks for, and waits until all of it has been delivered. */
export const commission = tool<CommissionInput, null>({
  name: 'design.commission',
  title: {
    nl: 'Ontwerpopdracht',
    fr: 'Commande de création',
    en: 'Design commission',
    de: 'Gestaltungsauftrag',
  },
  description: 'Opens a brief with its deliverables; done once all of them are delivered.',
  permission: 'design.write',
  meets: ['design'],
  input: {
    type: 'object',
    required: ['title', 'deliverables'],
    additionalProperties: false,
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 200, description: 'Of the brief.' },
      goal: { type: 'string', maxLength: 2_000, description: 'What it must bring about.' },
      deliverables: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        description: 'What is to be made.',
        items: {
          type: 'object',
          required: ['title'],
          additionalProperties: false,
          properties: {
            title: { type: 'string', minLength: 1, maxLength: 200, description: 'What it is.' },
            format: { type: 'string', maxLength: 200, description: 'In which form.' },
            includedRounds: {
              ...{ type: 'integer', minimum: 0, maximum: 100 },
              description: 'Rounds of revision that the price includes; 0 when absent.',
            },
          },
        },
      },
    },
  },

  propose: async ({ store, assignment: { activityId, title } }) =>
    (await store.get(DesignActivity, activityId)) === null
      ? declined('design.activity-not-described')
      : { title, deliverables: [{ title }] },

  plan: async (ctx, input) => {
    const { activityId } = ctx.assignment;
    const activity = await ctx.core.require('Activity', activityId, 'design.write');
    said(input);
    const findings = await activityFindings(ctx, activityId, activity);
    return { costMinor: 0n, currency: activity.currency, findings, plan: null };
  },

  start: async (ctx, input) => {
    // The brief's id is the step's: a step has one brief, however often it is begun.
    const id = ctx.stepId;
    const { activityId, clientId } = ctx.assignment;
    const { title, goal, deliverables } = said(input);
    const shared = { activityId, changedAt: ctx.now };
    await ctx.store.insert(DesignBrief, {
      ...{ ...shared, id, stepId: id, clientId, title, goal, status: BriefStatus.OPEN },
    });
    const currency = await currencyOf(ctx);
    for (const one of deliverables) {
      const fresh = { status: DeliverableStatus.DRAFT, roundsTaken: 0, currency };
      await ctx.store.insert(DesignDeliverable, { ...shared, ...fresh, ...one, briefId: id });
    }
    return { reference: globalId('DesignBrief', id), state: 'WAITING' };
  },

  cancel: async ({ store, now }, _input, reference) => {
    if (reference === null) return;
    const id = localId('DesignBrief', reference);
    const brief = await store.lock(DesignBrief, id);
    if (brief?.status !== BriefStatus.OPEN) return;
    await store.update(DesignBrief, id, { status: BriefStatus.CANCELLED, changedAt: now });
  },
});

/** What the schema admits may still be only blanks. */
function said({ title, goal, deliverables }: CommissionInput) {
  return {
    title: text(title, 'title'),
    goal: text(goal ?? null, 'goal', 2_000),
    deliverables: deliverables.map((one) => ({
      title: text(one.title, 'deliverables'),
      format: text(one.format ?? null, 'deliverables'),
      includedRounds: one.includedRounds ?? 0,
    })),
  };
}

async function currencyOf({ core, assignment }: ToolContext): Promise<string> {
  const activity = await core.require('Activity', assignment.activityId, 'design.write');
  return activity.currency;
}
