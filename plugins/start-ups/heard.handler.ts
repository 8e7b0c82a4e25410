/** What others tell of an activity: ends of employment, debts and things that it holds. */
import { handler, type PluginContext, type PluginEvent } from 'gezel/sdk';
import { moveTold } from './moves.js';
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

/**
 * Who goes along with a company has moved once the employment here is over, and what was held for a
 * van once it is back, or is not fetched at all.
 */
export const noteMoved = handler({
  name: 'note-moved',
  on: [
    ...['engagement.ended', 'contract.cancelled'],
    ...['mobility.van-returned', 'mobility.van-called-off'],
  ],
  handle: (ctx, { subject }) => moveTold(ctx, subject.id),
});

/** Which facts of others say that an activity has something, and which that it has it no more. */
const told: Readonly<Record<string, Told>> = {
  'financing.loan-drawn': { kind: 'DEBT', open: true },
  'financing.loan-repaid': { kind: 'DEBT', open: true },
  'financing.loan-assumed': { kind: 'DEBT', open: false },
  'financing.loan-settled': { kind: 'DEBT', open: false },
  'financing.loan-written-off': { kind: 'DEBT', open: false },
  'financing.own-money-running': { kind: 'DEBT', open: true },
  'financing.own-money-settled': { kind: 'DEBT', open: false },
  'financing.own-money-assumed': { kind: 'DEBT', open: false },
  'equipment.handed-out': { kind: 'EQUIPMENT', open: true },
  'equipment.returned': { kind: 'EQUIPMENT', open: false },
  'equipment.retired': { kind: 'EQUIPMENT', open: false },
};

interface Told {
  readonly kind: 'DEBT' | 'EQUIPMENT';
  readonly open: boolean;
}

/**
 * Facts come in any order and more than once: an end that was told stays an end, whatever is heard
 * of its beginning afterwards, and what it is worth is what the latest fact says.
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
  const { valueMinor, lent } = payload;
  const value =
    typeof valueMinor === 'string' && /^\d{1,15}$/.test(valueMinor) ? BigInt(valueMinor) : null;
  const toldAt = event.occurredAt;
  const movable = lent !== true;
  if (known === undefined) {
    await ctx.store.insert(StartUpTold, {
      ...{ activityId, kind, subjectType, subjectId, open, toldAt, movable, valueMinor: value },
    });
  } else {
    const newer = known.toldAt <= toldAt;
    const change = {
      ...{ open: known.open && open, movable: known.movable && movable },
      valueMinor: value !== null && (newer || known.valueMinor === null) ? value : known.valueMinor,
      toldAt: newer ? toldAt : known.toldAt,
    };
    await ctx.store.update(StartUpTold, known.id, change);
  }
  if (!open) await moveTold(ctx, subjectId);
}
