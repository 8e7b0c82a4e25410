import {
  calendarDay,
  declined,
  globalId,
  localId,
  ofAssignment,
  type PluginFinding,
  type StepContext,
  StepRefusal,
  type ToolContext,
  text,
  tool,
  unsaid,
} from 'gezel/sdk';
import { AudiovisualActivity } from './activity.entity.js';
import { closedFindings, enterSector } from './create-production.js';
import { dayFindings, nextNumber } from './plan-shooting-days.js';
import { AudiovisualProduction, ProductionKind } from './production.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

export interface ShootInput {
  readonly productionId?: string;
  readonly title?: string;
  readonly kind?: ProductionKind;
  readonly days: readonly { readonly day: string; readonly location: string }[];
}

/** Starts a production, or goes on with one, by planning the days on which it is shot. */
export const shoot = tool<ShootInput, null>({
  name: 'audiovisual.shoot',
  title: { nl: 'Draaidagen', fr: 'Tournage', en: 'Shoot', de: 'Dreh' },
  description: 'Plans the shooting days of a production, of a new one when none is named.',
  permission: 'audiovisual.write',
  meets: ['shooting'],
  input: {
    type: 'object',
    required: ['days'],
    additionalProperties: false,
    properties: {
      productionId: { type: 'string', format: 'id', description: 'The production, if it exists.' },
      title: { type: 'string', minLength: 1, maxLength: 200, description: 'Of a new production.' },
      kind: {
        ...{ type: 'string', enum: Object.values(ProductionKind) },
        description: 'What a new production makes; OTHER when absent.',
      },
      days: {
        ...{ type: 'array', minItems: 1, maxItems: 100, description: 'The days.' },
        items: {
          type: 'object',
          required: ['day', 'location'],
          additionalProperties: false,
          properties: {
            day: { type: 'string', format: 'date', description: 'The day, today or later.' },
            location: { type: 'string', minLength: 1, maxLength: 300, description: 'Where.' },
          },
        },
      },
    },
  },

  // The days at the places, in their order; the last place holds for the days that are left.
  propose: async ({ store, assignment: { activityId, title } }, { days, places }) => {
    if ((await store.get(AudiovisualActivity, activityId)) === null) {
      return declined('audiovisual.nothing-shot-yet');
    }
    const last = places.at(-1);
    if (days.length === 0) return unsaid('days');
    if (last === undefined) return unsaid('places');
    if (days.length > 100) return null;
    const own = days.map((day, i) => ({ day, location: (places[i] ?? last).slice(0, 300) }));
    const orderBy = { property: 'id', direction: 'desc' } as const;
    const [newest] = await store.find(AudiovisualProduction, { activityId }, { orderBy, limit: 1 });
    if (newest === undefined) return { title: title.slice(0, 200), days: own };
    return { productionId: globalId('AudiovisualProduction', newest.id), days: own };
  },

  plan: async (ctx, input) => {
    const { activityId } = ctx.assignment;
    const activity = await ctx.core.require('Activity', activityId, 'audiovisual.write');
    const production = await productionOf(ctx, input);
    const findings = [
      ...closedFindings(activity),
      ...(await daysInTheWay(ctx, production, saidDays(input))),
    ];
    return { costMinor: 0n, currency: activity.currency, findings, plan: null };
  },

  start: async (ctx, input) => {
    const { activityId } = ctx.assignment;
    const days = saidDays(input);
    const production = (await productionOf(ctx, input)) ?? (await newProduction(ctx, input));
    await ctx.store.lock(AudiovisualProduction, production.id);
    const findings = await daysInTheWay(ctx, production, days);
    // What came between the plan and this step.
    if (findings.some(({ severity }) => severity !== 'WARNING')) throw new StepRefusal(findings);
    const of = { activityId, productionId: production.id, stepId: ctx.stepId, changedAt: ctx.now };
    const first = await nextNumber(ctx.store, production.id);
    for (const [i, { day, location }] of days.entries()) {
      const row = { day, location, number: first + i, status: ShootingDayStatus.PLANNED };
      await ctx.store.insert(AudiovisualShootingDay, { ...of, ...row });
    }
    const subject = { type: 'AudiovisualProduction', id: production.id };
    await ctx.emit({ type: 'audiovisual.shooting-days-planned', subject, activityId });
    return { reference: globalId('AudiovisualProduction', production.id), state: 'DONE' };
  },

  cancel: async (ctx) => {
    const planned = await ctx.store.find(AudiovisualShootingDay, { stepId: ctx.stepId });
    for (const { id } of planned) {
      const day = await ctx.store.lock(AudiovisualShootingDay, id);
      // What was shot was shot; the days to come do not take place.
      if (day?.status !== ShootingDayStatus.PLANNED) continue;
      const change = { status: ShootingDayStatus.CANCELLED, changedAt: ctx.now };
      await ctx.store.update(AudiovisualShootingDay, id, change);
    }
  },
});

async function productionOf(
  { store, assignment }: ToolContext,
  { productionId }: ShootInput,
): Promise<AudiovisualProduction | null> {
  if (productionId === undefined) return null;
  const id = localId('AudiovisualProduction', productionId, 'productionId');
  const production = await store.get(AudiovisualProduction, id);
  return ofAssignment(production, assignment, 'productionId');
}

/** A new production has the id of its step: a step makes one, however often it is begun. */
async function newProduction(ctx: StepContext, { title, kind }: ShootInput) {
  const { activityId, title: assigned } = ctx.assignment;
  await enterSector(ctx, activityId);
  return ctx.store.insert(AudiovisualProduction, {
    ...{ id: ctx.stepId, activityId, changedAt: ctx.now },
    title: text(title ?? assigned.slice(0, 200), 'title'),
    ...{ kind: kind ?? ProductionKind.OTHER, director: null, plannedDays: null },
    jointCommittee: null,
  });
}

/** What the schema admits may still be only blanks, or no day of the calendar. */
function saidDays({ days }: ShootInput) {
  for (const { day, location } of days) {
    calendarDay(day, 'days');
    text(location, 'days', 300);
  }
  return days;
}

const daysInTheWay = (
  ctx: ToolContext,
  production: AudiovisualProduction | null,
  days: ShootInput['days'],
): Promise<PluginFinding[]> => dayFindings(ctx, production, days);
