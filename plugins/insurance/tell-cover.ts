/** What others are told of a cover: whoever lists a thing shows until when it is covered. */
import { badInput, type PluginContext } from 'gezel/sdk';
import type { CoveredThing, InsuranceCover } from './cover.entity.js';
import { InsuranceNeed } from './need.entity.js';
import { InsurancePolicy } from './policy.entity.js';

/** Things that one cover is for. */
const mostThings = 100;

/** Ids of things as a client or a tool names them. */
export function thingsOf(ids: readonly string[], path: string): CoveredThing[] {
  if (ids.length > mostThings) {
    const said = { code: 'input.no-count', values: { limit: mostThings } };
    throw badInput(`At most ${mostThings} things.`, path, said);
  }
  return [...new Set(ids)].map((one, i) => {
    const [, type = '', id = ''] = thingId.exec(one) ?? [];
    if (type !== '') return { type, id };
    const said = { code: 'insurance.no-thing' };
    throw badInput('The id of a thing is expected.', `${path}.${i}`, said);
  });
}

/** "EquipmentItem:0199…": its type, and its UUID. */
export const thingId = /^([A-Z][A-Za-z0-9]{0,79}):([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

/**
 * Tells of a cover that the insurer has confirmed, or that came to nothing. The things are kept by
 * other plugins, which look whether they are of this activity; a repeat changes nothing.
 */
export async function tellCover(
  ctx: PluginContext,
  cover: InsuranceCover,
  what: 'confirmed' | 'ended',
): Promise<void> {
  const { id, activityId, needId, policyId, fromDay: from, untilDay: until, number } = cover;
  const need = needId === null ? null : await ctx.store.get(InsuranceNeed, needId);
  const policy = (await ctx.store.get(InsurancePolicy, policyId))?.title ?? null;
  const source = need === null ? [] : [{ type: need.sourceType, id: need.sourceId }];
  const subject = { type: 'InsuranceCover', id };
  await ctx.attempt({ action: `insurance.cover-${what}`, about: subject }, async (inside) => ({
    findings: [],
    write: async () => {
      const payload = { things: [...cover.things, ...source], from, until, policy, number };
      inside.emit({ type: `insurance.cover-${what}`, subject, activityId, payload });
      return cover;
    },
  }));
}
