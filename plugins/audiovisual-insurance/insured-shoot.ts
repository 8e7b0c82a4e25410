import {
  CivilDate,
  Ctx,
  Field,
  FieldResolver,
  Money,
  money,
  ObjectType,
  type PluginContext,
  pluginType,
  Resolver,
  Root,
} from 'gezel/sdk';
import {
  type Cover,
  coverFor,
  coverOf,
  dayOf,
  type Equipment,
  equipmentOf,
  type ShootingDay,
} from './cover-the-shoot.js';

/** The production of the sector's plugin: its id, and what this bridge says of it. */
export const Production = pluginType('audiovisual', 'AudiovisualProduction');

@ObjectType({ simpleResolvers: true, description: 'How a shoot that is to come is insured.' })
export class AudiovisualInsuranceShoot {
  @Field(() => CivilDate, { description: 'The first planned shooting day.' })
  from: string;

  @Field(() => CivilDate, { description: 'The last planned shooting day.' })
  until: string;

  @Field(() => Money, {
    description:
      'What the equipment on its list is worth that has no cover of its own over all days.',
  })
  atRisk: Money;

  @Field(() => Money, {
    description:
      'The covers for equipment that the activity has over all of these days, asked for or ' +
      'confirmed, whatever it shoots.',
  })
  insured: Money;

  @Field(() => Money, { description: 'What nobody insures yet.' })
  uninsured: Money;
}

@Resolver(() => Production.type)
export class InsuredShootResolver {
  @FieldResolver(() => AudiovisualInsuranceShoot, {
    nullable: true,
    description: 'How its planned days are insured; null: nothing is shot, or nothing is at risk.',
  })
  async audiovisualInsurance(
    @Root() { id }: { id: string },
    @Ctx() ctx: PluginContext,
  ): Promise<AudiovisualInsuranceShoot | null> {
    ctx.require('audiovisual.read');
    ctx.require('insurance.read');
    const [days, listed] = await Promise.all([
      ctx.facts.read('audiovisual.production-days', id),
      ctx.facts.read('audiovisual.production-equipment', id),
    ]);
    const activityId = listed[0]?.activityId;
    if (typeof activityId !== 'string') return null;
    const [activity, covers] = await Promise.all([
      ctx.core.activity(activityId),
      ctx.facts.read('insurance.covers', activityId),
    ]);
    if (activity === null) return null;
    const shot = { days: days.map(dayOf), equipment: listed.map(equipmentOf) };
    return insuredShoot(activity.currency, shot, covers.map(coverOf));
  }
}

interface Shot {
  readonly days: readonly ShootingDay[];
  readonly equipment: readonly Equipment[];
}

/** What is at risk from the first planned day to the last, and what of it is insured. Pure. */
export function insuredShoot(
  currency: string,
  { days, equipment }: Shot,
  covers: readonly Cover[],
): AudiovisualInsuranceShoot | null {
  const risk = coverFor({ days: [], currency }, days, equipment);
  if (risk === null) return null;
  const { from, until, valueMinor } = risk;
  const insuredMinor = covers
    .filter((one) => one.risk === 'EQUIPMENT' && one.currency === currency)
    // What is confirmed for things by name is on their list, and no more at risk.
    .filter((one) => !one.confirmed || one.things.length === 0)
    .filter((one) => one.from <= from && until <= one.until)
    .reduce((sum, one) => sum + one.valueMinor, 0n);
  const uninsuredMinor = insuredMinor < valueMinor ? valueMinor - insuredMinor : 0n;
  return {
    ...{ from, until, atRisk: money(valueMinor, currency) },
    ...{ insured: money(insuredMinor, currency), uninsured: money(uninsuredMinor, currency) },
  };
}
