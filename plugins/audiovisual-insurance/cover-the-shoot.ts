import { type AssignmentFacts, type JsonRecord, money, proposal } from 'gezel/sdk';

/** A shooting day, as "audiovisual.shooting-days" tells it. */
export interface ShootingDay {
  readonly day: string;
  readonly productionId: string;
}

/** A piece of equipment, as "audiovisual.equipment" tells it. */
export interface Equipment {
  readonly productionId: string;
  readonly valueMinor: string;
  readonly currency: string;
  readonly coveredFrom: string | null;
  readonly coveredUntil: string | null;
}

/**
 * Beside what the insurance offers by itself: a cover for the equipment of the productions that are
 * shot on the days of the assignment, from the first of these days to the last, for what has no cover
 * over all of them.
 */
export const coverTheShoot = proposal({
  tool: 'insurance.cover',
  propose: async (ctx, facts, own) => {
    const { activityId } = ctx.assignment;
    const days = (await ctx.facts.read('audiovisual.shooting-days', activityId)).map(dayOf);
    const listed = await ctx.facts.read('audiovisual.equipment', activityId);
    const cover = coverFor(facts, days, listed.map(equipmentOf));
    return [...(await own(facts)), ...(cover === null ? [] : [inputOf(cover, facts.currency)])];
  },
});

/** The input of the tool. */
const inputOf = ({ from, until, valueMinor }: Risk, currency: string): JsonRecord => ({
  ...{ risk: 'EQUIPMENT', from, until, value: money(valueMinor, currency).amount },
});

/** Equipment without a cover over all days of a shoot, the last included; minor units. */
interface Risk {
  readonly from: string;
  readonly until: string;
  readonly valueMinor: bigint;
}

/** What is to be covered, or null when nothing is at risk. Pure. */
export function coverFor(
  { days: asked, currency }: Pick<AssignmentFacts, 'days' | 'currency'>,
  shot: readonly ShootingDay[],
  equipment: readonly Equipment[],
): Risk | null {
  const meant = shot.filter(({ day }) => asked.length === 0 || asked.includes(day));
  const days = meant.map(({ day }) => day).sort();
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined) return null;
  const productions = new Set(meant.map(({ productionId }) => productionId));
  const valueMinor = equipment
    .filter((one) => one.currency === currency && productions.has(one.productionId))
    .filter((one) => !isCovered(one, from, until))
    .reduce((sum, one) => sum + BigInt(one.valueMinor), 0n);
  if (valueMinor === 0n) return null;
  return { from, until, valueMinor };
}

const isCovered = ({ coveredFrom, coveredUntil }: Equipment, from: string, until: string) =>
  coveredFrom !== null && coveredUntil !== null && coveredFrom <= from && until <= coveredUntil;

export const dayOf = ({ day, productionId }: JsonRecord): ShootingDay => ({
  ...{ day: String(day), productionId: String(productionId) },
});

export const equipmentOf = (row: JsonRecord): Equipment => ({
  productionId: String(row.productionId),
  ...{ valueMinor: String(row.valueMinor), currency: String(row.currency) },
  coveredFrom: typeof row.coveredFrom === 'string' ? row.coveredFrom : null,
  coveredUntil: typeof row.coveredUntil === 'string' ? row.coveredUntil : null,
});
