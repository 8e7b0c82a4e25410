import {
  globalId,
  handler,
  insertOnce,
  localId,
  locked,
  onlyForNeed,
  type PluginContext,
  type PluginFinding,
  StepRefusal,
  type ToolContext,
  tool,
} from 'gezel/sdk';
import { ApplicationStatus, AskedBearer, CostSharingApplication } from './application.entity.js';
import { CostSharingActivity } from './rule.entity.js';

const { ASKED, ASSESSED, REFUSED, GRANTED, WITHDRAWN } = ApplicationStatus;

export interface ApplyInput {
  readonly service: string;
  readonly bearer: AskedBearer;
  readonly share: number;
  readonly reason: string;
  readonly ifRefused?: 'GO_ON' | 'STOP';
}

/**
 * Asks that others bear a part of a tool's price for this activity. All other steps wait until two of
 * the staff have decided, so that the ledger shares what they cost; until then a plan shows the price
 * as it is. What was granted stands when the assignment is undone: it is the co-operative's decision.
 */
export const applyTool = tool<ApplyInput, null>({
  name: 'cost-sharing.apply',
  title: {
    ...{ nl: 'Kostendeling aanvragen', fr: 'Demande de partage des coûts' },
    ...{ en: 'Ask to share a cost', de: 'Kostenteilung beantragen' },
  },
  description: 'Asks the community or the sector to bear a part of a tool’s price.',
  permission: 'cost-sharing.apply',
  meets: ['cost-sharing'],
  leads: true,
  input: {
    type: 'object',
    required: ['service', 'bearer', 'share', 'reason'],
    additionalProperties: false,
    properties: {
      service: {
        ...{ type: 'string', pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9.-]+)?$', maxLength: 120 },
        description: 'One service, e.g. "mobility.van", or all of a plugin, e.g. "mobility".',
      },
      bearer: { enum: ['SECTOR', 'COMMUNITY'], description: 'Who is asked.' },
      share: {
        ...{ type: 'integer', minimum: 1, maximum: 1_000 },
        description: 'Thousandths of the price.',
      },
      reason: { type: 'string', minLength: 1, maxLength: 2_000, description: 'Why.' },
      ifRefused: {
        enum: ['GO_ON', 'STOP'],
        description:
          'Whether the assignment goes on at the full price, as if absent, or is undone.',
      },
    },
  },

  /** For the tools of the activity's own sector: their extra cost is that of one practice. */
  propose: async (ctx, { needs }) => {
    if (!needs.includes('cost-sharing')) return onlyForNeed('cost-sharing');
    const { sector: service } = await activityOf(ctx);
    const share = ctx.config.proposedShare as number;
    return { service, bearer: AskedBearer.SECTOR, share, reason: ctx.assignment.title };
  },

  plan: async (ctx, input) => {
    const { currency } = await activityOf(ctx);
    return { costMinor: 0n, currency, findings: await findings(ctx, input), plan: null };
  },

  start: async (ctx, input) => {
    const { activityId } = ctx.assignment;
    if (ctx.viewer === null) throw new Error('Somebody asks.');
    await insertOnce(ctx.store, CostSharingActivity, activityId, { activityId, since: ctx.now });
    await locked(ctx, CostSharingActivity, activityId);
    const against = await findings(ctx, input);
    if (against.length > 0) throw new StepRefusal(against);
    const { ifRefused, ...asked } = input;
    await ctx.store.insert(CostSharingApplication, {
      ...{ ...asked, id: ctx.stepId, activityId, status: ASKED },
      ...{ stopsIfRefused: ifRefused === 'STOP' },
      ...{ applicantId: ctx.viewer.memberId, appliedAt: ctx.now },
    });
    const subject = { type: 'CostSharingApplication', id: ctx.stepId };
    await ctx.emit({ type: 'cost-sharing.applied', subject, activityId });
    return { reference: globalId('CostSharingApplication', ctx.stepId), state: 'WAITING' };
  },

  cancel: (ctx, _input, reference) => withdraw(ctx, reference),
  /** Whoever settles it does not wait any longer: at the full price. */
  settle: (ctx, _input, reference) => withdraw(ctx, reference),
});

const activityOf = (ctx: ToolContext) =>
  ctx.core.require('Activity', ctx.assignment.activityId, 'cost-sharing.apply');

async function findings(ctx: ToolContext, { service }: ApplyInput): Promise<PluginFinding[]> {
  const { id: activityId, sector } = await activityOf(ctx);
  const path = ['service'];
  const values = { service };
  const open = { activityId, service, status: { in: [ASKED, ASSESSED] } };
  const asked = await ctx.store.find(CostSharingApplication, open, { limit: 1 });
  const day = ctx.today;
  const rule = await ctx.core.sharing.ruleOn({ service, sector, activityId, day });
  return [
    ...(asked.length > 0 ? [{ code: 'cost-sharing.applied-already', path, values }] : []),
    ...(rule?.activityId != null ? [{ code: 'cost-sharing.granted-already', path, values }] : []),
  ];
}

async function withdraw({ store }: PluginContext, reference: string | null): Promise<void> {
  if (reference === null) return;
  const id = localId('CostSharingApplication', reference);
  const row = await store.lock(CostSharingApplication, id);
  if (row?.status !== ASKED && row?.status !== ASSESSED) return;
  await store.update(CostSharingApplication, id, { status: WITHDRAWN });
}

/** What a decision does to the step that waits; the same event twice does nothing twice. */
export const applicationDecided = handler({
  name: 'application-decided',
  on: ['cost-sharing.application-decided'],
  handle: async ({ store, core }, { subject }) => {
    const row = await store.get(CostSharingApplication, subject.id);
    if (row?.status !== GRANTED && row?.status !== REFUSED) return;
    const stops = row.status === REFUSED && row.stopsIfRefused;
    const values = { service: row.service };
    await core.endStep({
      stepId: row.id,
      ...(stops && { failed: [{ code: 'cost-sharing.refused', values }] }),
    });
  },
});
