/** What others tell of an activity: the end of an employment, debts and things that it holds. */
import { handler, type PluginContext, type PluginEvent } from 'gezel/sdk';
import { StartUpTold } from './spin-off.entity.js';
import { StartUpTeamMember } from './start-up.entity.js';

/** A role ends with the employment that fills it. */
export const endRole = handler({
  name: 'end-role',
  on: ['engagement.ended'],
  handle: async (ctx, { subject }) => {
    const engagement = await ctx.core.read('Engagement', subject.id);
    if (engagement === null) return;
    const where = { engagementId: subject.id };
    for (const { id } of await ctx.store.find(StartUpTeamMember, where)) {
      const change = { untilDay: engagement.lastDay, changedAt: ctx.now };
      await ctx.store.update(StartUpTeamMember, id, change);
    }
  },
});

/** Which facts of others say that an activity has something, and which that it has it no more. */
const told: Readonly<Record<string, Told>> = {
  'financing.loan-drawn': { kind: 'DEBT', open: true },
  'financing.loan-settled': { kind: 'DEBT', open: false },
  'financing.loan-written-off': { kind: 'DEBT', open: false },
  'financing.own-money-running': { kind: 'DEBT', open: true },
  'financing.own-money-settled': { kind: 'DEBT', open: false },
  'equipment.handed-out': { kind: 'EQUIPMENT', open: true },
  'equipment.retired': { kind: 'EQUIPMENT', open: false },
};

interface Told {
  readonly kind: 'DEBT' | 'EQUIPMENT';
  readonly open: boolean;
}

/**
 * Facts come in any order and more than once: an end that was told stays an end, whatever is heard
 * of its beginning afterwards.
 */
export const noteHolding = handler({
  name: 'note-holding',
  on: Object.keys(told),
  handle: (ctx, event) => note(ctx, event),
});

async function note(ctx: PluginContext, event: PluginEvent): Promise<void> {
  const { kind, open } = told[event.type] as Told;
  const { activityId, subject, payload } = event;
  if (activityId === null) return;
  const { type: subjectType, id: subjectId } = subject;
  const [known] = await ctx.store.find(StartUpTold, { subjectType, subjectId }, { limit: 1 });
  const { valueMinor } = payload;
  const value = typeof valueMinor === 'string' && /^\d{1,15}$/.test(valueMinor) ? valueMinor : null;
  if (known === undefined) {
    await ctx.store.insert(StartUpTold, {
      ...{ activityId, kind, subjectType, subjectId, open, toldAt: event.occurredAt },
      valueMinor: value === null ? null : BigInt(value),
    });
  } else if (!open) {
    await ctx.store.update(StartUpTold, known.id, { open, toldAt: event.occurredAt });
  } else if (known.valueMinor === null && value !== null) {
    await ctx.store.update(StartUpTold, known.id, { valueMinor: BigInt(value) });
  }
}
