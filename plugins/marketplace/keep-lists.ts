import {
  type Attempted,
  badInput,
  CivilDate,
  code,
  Field,
  InputType,
  Int,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { MarketplacePlace, MarketplacePolicy, MarketplaceSkill } from './lists.entity.js';

@InputType({ description: 'A skill for the list.' })
export class MarketplaceAddSkillInput {
  @Field(() => String, { description: 'Its code: lower-case letters, digits, hyphens.' })
  code: string;

  @Field(() => String, { description: 'Code of the sector in which it is usual.' })
  sector: string;

  @Field(() => String, { description: 'What it is called in Dutch.' })
  nl: string;

  @Field(() => String, { description: 'In French.' })
  fr: string;

  @Field(() => String, { description: 'In English.' })
  en: string;

  @Field(() => String, { description: 'In German.' })
  de: string;
}

export async function addSkill(
  ctx: PluginContext,
  input: MarketplaceAddSkillInput,
): Promise<Attempted<MarketplaceSkill>> {
  ctx.require('marketplace.manage');
  const own = { code: code(input.code, 'code'), sector: code(input.sector, 'sector') };
  const title = {
    ...{ nl: text(input.nl, 'nl'), fr: text(input.fr, 'fr') },
    ...{ en: text(input.en, 'en'), de: text(input.de, 'de') },
  };
  return ctx.attempt({ action: 'marketplace.add-skill' }, async ({ store }) => {
    const [same] = await store.find(MarketplaceSkill, { code: own.code });
    const listed = { code: 'marketplace.listed-already', path: ['code'] };
    return {
      findings: same === undefined ? [] : [listed],
      write: () => store.insert(MarketplaceSkill, { ...own, title }),
    };
  });
}

@InputType({ description: 'A place for the list.' })
export class MarketplaceAddPlaceInput {
  @Field(() => String, { description: 'Its code: lower-case letters, digits, hyphens.' })
  code: string;

  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Field(() => String, { description: 'Code of its region: places of one region are near.' })
  region: string;
}

export async function addPlace(
  ctx: PluginContext,
  input: MarketplaceAddPlaceInput,
): Promise<Attempted<MarketplacePlace>> {
  ctx.require('marketplace.manage');
  const row = {
    ...{ code: code(input.code, 'code'), name: text(input.name, 'name') },
    region: code(input.region, 'region'),
  };
  return ctx.attempt({ action: 'marketplace.add-place' }, async ({ store }) => {
    const [same] = await store.find(MarketplacePlace, { code: row.code });
    const listed = { code: 'marketplace.listed-already', path: ['code'] };
    return {
      findings: same === undefined ? [] : [listed],
      write: () => store.insert(MarketplacePlace, row),
    };
  });
}

@InputType({ description: 'What each part of a score counts for, from a day on.' })
export class MarketplaceSetPolicyInput {
  @Field(() => Int, { description: 'Weight of the skills: 1 to 1000.' })
  skillsWeight: number;

  @Field(() => Int, { description: 'Weight of the days: 0 to 1000.' })
  availabilityWeight: number;

  @Field(() => Int, { description: 'Weight of the price: 0 to 1000.' })
  priceWeight: number;

  @Field(() => Int, { description: 'Weight of the place: 0 to 1000.' })
  placeWeight: number;

  @Field(() => Int, {
    description: 'Percent above the budget at which a price has no points: 0 to 1000.',
  })
  tolerancePercent: number;

  @Field(() => Int, { description: 'Points of another place in the same region: 0 to 1000.' })
  sameRegionPoints: number;

  @Field(() => Int, { description: 'Fewest people of whom a figure is made: 5 to 1000.' })
  leastPeople: number;

  @Field(() => CivilDate, { description: 'The first day on which it holds: today or later.' })
  from: string;

  @Field(() => String, { description: 'Who decided it, and when.' })
  source: string;
}

const weights = ['skillsWeight', 'availabilityWeight', 'priceWeight', 'placeWeight'] as const;

/** No row is altered: what was matched before can still be explained by the policy of its day. */
export async function setPolicy(
  ctx: PluginContext,
  { from: fromDay, source, ...figures }: MarketplaceSetPolicyInput,
): Promise<Attempted<MarketplacePolicy>> {
  ctx.require('marketplace.manage');
  for (const name of [...weights, 'tolerancePercent', 'sameRegionPoints'] as const) {
    between(figures[name], name, name === 'skillsWeight' ? 1 : 0);
  }
  between(figures.leastPeople, 'leastPeople', 5);
  const row = { ...figures, source: text(source, 'source', 500), fromDay, demonstration: false };
  return ctx.attempt({ action: 'marketplace.set-policy' }, async ({ store, today }) => {
    const past = { code: 'marketplace.day-has-passed', path: ['from'], values: { day: fromDay } };
    return {
      findings: fromDay < today ? [past] : [],
      write: () => store.insert(MarketplacePolicy, row),
    };
  });
}

function between(value: number, path: string, least: number): void {
  if (value >= least && value <= 1_000) return;
  throw badInput(`A whole number from ${least} to 1000 is expected.`, path);
}
