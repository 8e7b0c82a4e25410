import {
  type Attempted,
  changeable,
  count,
  Field,
  ID,
  InputType,
  Int,
  locked,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { activityFindings } from './describe-activity.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRider } from './rider.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

@InputType({
  description: 'What a production needs of a place, in place of what it needed before.',
})
export class PerformingArtsWriteRiderInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => Int, { nullable: true, description: 'Least width of the stage in centimetres.' })
  stageWidthCm?: number | null;

  @Field(() => Int, { nullable: true, description: 'Least depth of the stage in centimetres.' })
  stageDepthCm?: number | null;

  @Field(() => Int, { nullable: true, description: 'Least height under the grid in centimetres.' })
  stageHeightCm?: number | null;

  @Field(() => Int, { nullable: true, description: 'Power in amperes, on three phases of 400 V.' })
  powerAmperes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes to build up, at most a week.' })
  getInMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes to clear, at most a week.' })
  getOutMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many hands the place provides.' })
  localHands?: number | null;

  @Field(() => String, { nullable: true, description: 'For the sound, at most 4000 characters.' })
  sound?: string | null;

  @Field(() => String, { nullable: true, description: 'For the light, at most 4000 characters.' })
  light?: string | null;

  @Field(() => String, { nullable: true, description: 'On and behind the stage, at most 4000.' })
  stage?: string | null;

  @Field(() => String, { nullable: true, description: 'Meals and rooms, at most 4000 characters.' })
  hospitality?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Writes the next version, and warns of the coming dates whose stage is too small for it. */
export async function writeRider(
  ctx: PluginContext,
  input: PerformingArtsWriteRiderInput,
): Promise<Attempted<PerformingArtsRider>> {
  const { id: productionId, activityId } = await changeable(
    ...([ctx, PerformingArtsProduction, input.productionId] as const),
    { permission: 'performing-arts.write', path: 'productionId' },
  );
  const needs = needsOf(input);
  const step = { action: 'performing-arts.write-rider', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { store } = inside;
    const closed = await activityFindings(inside, activityId);
    // Held, so that of two who write at once the second sees the version of the first.
    await locked(inside, PerformingArtsProduction, productionId);
    const version = ((await riderOf(store, productionId))?.version ?? 0) + 1;
    return {
      findings: [...closed, ...(await datesTooSmall(inside, productionId, needs))],
      write: () => {
        const of = { activityId, productionId, version, madeAt: inside.now };
        return store.insert(PerformingArtsRider, { ...needs, ...of });
      },
    };
  });
}

/** The version that holds. */
export async function riderOf(
  store: PluginStore,
  productionId: string,
): Promise<PerformingArtsRider | undefined> {
  const orderBy = { property: 'version', direction: 'desc' } as const;
  const [last] = await store.find(PerformingArtsRider, { productionId }, { orderBy, limit: 1 });
  return last;
}

type Stage = Pick<PerformingArtsVenue, 'stageWidthCm' | 'stageDepthCm'>;

/** Whether a stage is known to be smaller than a rider asks; what nobody measured is not judged. */
export function isTooSmall(stage: Stage, rider: Stage): boolean {
  const less = (has: number | null, needs: number | null) =>
    has !== null && needs !== null && has < needs;
  return (
    less(stage.stageWidthCm, rider.stageWidthCm) || less(stage.stageDepthCm, rider.stageDepthCm)
  );
}

export const tooSmall = (
  day: string,
  { name: venue }: Pick<PerformingArtsVenue, 'name'>,
  path: readonly string[],
): PluginFinding => ({
  code: 'performing-arts.stage-too-small',
  ...{ path, values: { day, venue }, severity: 'WARNING' },
});

function needsOf(input: PerformingArtsWriteRiderInput) {
  const measure = (name: keyof typeof input & string, limit: number) =>
    count((input[name] as number | null | undefined) ?? null, name, limit);
  const words = (name: keyof typeof input & string) =>
    text((input[name] as string | null | undefined) ?? null, name, 4_000);
  return {
    stageWidthCm: measure('stageWidthCm', 100_000),
    stageDepthCm: measure('stageDepthCm', 100_000),
    stageHeightCm: measure('stageHeightCm', 100_000),
    powerAmperes: measure('powerAmperes', 10_000),
    getInMinutes: measure('getInMinutes', 10_080),
    getOutMinutes: measure('getOutMinutes', 10_080),
    localHands: measure('localHands', 1_000),
    sound: words('sound'),
    light: words('light'),
    stage: words('stage'),
    hospitality: words('hospitality'),
  };
}

async function datesTooSmall(
  { store, today }: PluginContext,
  productionId: string,
  needs: Stage,
): Promise<PluginFinding[]> {
  const coming = await store.find(
    PerformingArtsPerformance,
    { productionId, day: { from: today }, status: { in: [OPTION, CONFIRMED] } },
    { orderBy: { property: 'day', direction: 'asc' } },
  );
  const ids = coming.flatMap(({ venueId }) => venueId ?? []);
  const venues = await store.find(PerformingArtsVenue, { id: { in: [...new Set(ids)] } });
  const byId = new Map(venues.map((venue) => [venue.id, venue]));
  return coming.flatMap(({ day, venueId }) => {
    const venue = byId.get(venueId ?? '');
    return venue && isTooSmall(venue, needs) ? [tooSmall(day, venue, ['productionId'])] : [];
  });
}

const { OPTION, CONFIRMED } = PerformanceStatus;
