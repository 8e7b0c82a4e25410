import { type AssignmentFacts, globalId, type JsonRecord, money, proposal } from 'gezel/sdk';

/** A shooting day, as "audiovisual.shooting-days" tells it. */
export interface ShootingDay {
  readonly day: string;
  readonly productionId: string;
}

/** A piece of equipment, as "audiovisual.equipment" tells it. */
export interface Equipment {
  /** UUID. */
  readonly id: string;
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
    const asked = (await ctx.facts.read('insurance.covers', activityId)).map(coverOf);
    const cover = coverFor(facts, days, listed.map(equipmentOf), asked);
    return [...(await own(facts)), ...(cover === null ? [] : [inputOf(cover, facts.currency)])];
  },
});

/** The input of the tool. */
const inputOf = ({ from, until, valueMinor, ids }: Risk, currency: string): JsonRecord => ({
  ...{ risk: 'EQUIPMENT', from, until, value: money(valueMinor, currency).amount },
  // A cover names a hundred at most; what it is worth counts all of a longer list.
  things: ids.slice(0, 100).map((id) => globalId('AudiovisualEquipment', id)),
});

/** Equipment without a cover over all days of a shoot, the last included; minor units. */
interface Risk {
  readonly from: string;
  readonly until: string;
  readonly valueMinor: bigint;
  readonly ids: readonly string[];
}

/**
 * What is to be covered, or null when nothing is at risk. Pure. What a cover is asked for is covered
 * by it before its insurer has confirmed it, and the list shows it.
 */
export function coverFor(
  { days: asked, currency }: Pick<AssignmentFacts, 'days' | 'currency'>,
  shot: readonly ShootingDay[],
  equipment: readonly Equipment[],
  covers: readonly Cover[] = [],
): Risk | null {
  const meant = shot.filter(({ day }) => asked.length === 0 || asked.includes(day));
  const days = meant.map(({ day }) => day).sort();
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined) return null;
  const productions = new Set(meant.map(({ productionId }) => productionId));
  const atRisk = equipment
    .filter((one) => one.currency === currency && productions.has(one.productionId))
    .filter((one) => !isCovered(one, from, until) && !isAsked(covers, one, from, until));
  const valueMinor = atRisk.reduce((sum, one) => sum + BigInt(one.valueMinor), 0n);
  if (valueMinor === 0n) return null;
  return { from, until, valueMinor, ids: atRisk.map(({ id }) => id) };
}

const isCovered = ({ coveredFrom, coveredUntil }: Equipment, from: string, until: string) =>
  coveredFrom !== null && coveredUntil !== null && coveredFrom <= from && until <= coveredUntil;

function isAsked(covers: readonly Cover[], { id }: Equipment, from: string, until: string) {
  const thing = globalId('AudiovisualEquipment', id);
  return covers
    .filter((one) => one.risk === 'EQUIPMENT' && one.from <= from && until <= one.until)
    .some(({ things }) => things.includes(thing));
}

export const dayOf = ({ day, productionId }: JsonRecord): ShootingDay => ({
  ...{ day: String(day), productionId: String(productionId) },
});

export const equipmentOf = (row: JsonRecord): Equipment => ({
  ...{ id: String(row.id), productionId: String(row.productionId) },
  ...{ valueMinor: String(row.valueMinor), currency: String(row.currency) },
  coveredFrom: typeof row.coveredFrom === 'string' ? row.coveredFrom : null,
  coveredUntil: typeof row.coveredUntil === 'string' ? row.coveredUntil : null,
});

/** A cover, as "insurance.covers" tells it. */
export interface Cover {
  readonly risk: string;
  readonly from: string;
  readonly until: string;
  readonly valueMinor: bigint;
  readonly currency: string;
  readonly confirmed: boolean;
  /** Ids of the things that it is for; none: nobody said. */
  readonly things: readonly string[];
}

export const coverOf = ({
  risk,
  from,
  until,
  valueMinor,
  currency,
  ...row
}: JsonRecord): Cover => ({
  ...{ risk: String(risk), from: String(from), until: String(until), currency: String(currency) },
  ...{ valueMinor: BigInt(String(valueMinor)), confirmed: row.confirmed === true },
  things: Array.isArray(row.things) ? row.things.map(String) : [],
});
