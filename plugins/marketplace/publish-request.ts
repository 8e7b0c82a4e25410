import {
  type Attempted,
  badInput,
  CivilDate,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  insertOnce,
  localId,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { isLocated } from './distance.js';
import { knownPlaces, knownSkills } from './lists.js';
import { MarketplaceActivity, MarketplaceRequest, RequestStatus } from './request.entity.js';

@InputType({ description: 'People to look for.' })
export class MarketplacePublishRequestInput {
  @Field(() => ID, { description: 'The activity that looks for them.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'Its client, to whom the work can be quoted.' })
  clientId?: string | null;

  @Field(() => String, { description: 'What the work is, in a line.' })
  title: string;

  @Field(() => [String], { description: 'Codes of 1 to 20 skills that are needed in all.' })
  skills: string[];

  @Field(() => [CivilDate], { description: 'The days of the work: 1 to 60.' })
  days: string[];

  @Field(() => String, { nullable: true, description: 'Code of the place; anywhere when absent.' })
  place?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Kilometres around the place that are near: 1 to 500; its region when absent.',
  })
  radiusKm?: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What a person may cost a day, without VAT, in the activity’s currency.',
  })
  budget?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people: 1 to 20; 1 when absent.' })
  seats?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;
}

export async function publishRequest(
  ctx: PluginContext,
  input: MarketplacePublishRequestInput,
): Promise<Attempted<MarketplaceRequest>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'marketplace.request');
  const { located, ...wanted } = await rowOf(ctx, input, currency);
  const row = { ...wanted, activityId, currency };
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: MarketplaceRequest, id: row.id };
  return ctx.attempt({ action: 'marketplace.publish-request', dryRun, once }, async (inside) => {
    const { store } = inside;
    await insertOnce(store, MarketplaceActivity, activityId, { activityId, since: ctx.now });
    return {
      findings: [
        ...(await requestFindings(inside, row)),
        ...(row.radiusKm === null || located
          ? []
          : [{ code: 'marketplace.place-not-located', path: ['radiusKm'] }]),
      ],
      write: async () => {
        const request = await store.insert(MarketplaceRequest, row);
        const subject = { type: 'MarketplaceRequest', id: row.id };
        inside.emit({ type: 'marketplace.request-published', subject, activityId });
        return request;
      },
    };
  });
}

async function rowOf(
  { newId, now, store }: PluginContext,
  input: MarketplacePublishRequestInput,
  currency: string,
) {
  const days = [...new Set(input.days)].sort();
  if (days.length < 1 || days.length > 60) throw badInput('1 to 60 days are expected.', 'days');
  const budgetMinor = input.budget == null ? null : minorOf(input.budget, currency, 'budget');
  if (budgetMinor !== null && budgetMinor <= 0n) {
    throw badInput('The budget is more than nothing.', 'budget');
  }
  const place = input.place ?? null;
  const [there] = await knownPlaces(store, place === null ? [] : [place], 'place');
  const radiusKm = count(input.radiusKm ?? null, 'radiusKm', 500);
  return {
    ...{ radiusKm, located: there !== undefined && isLocated(there) },
    ...{ id: newId(), days, place, budgetMinor, status: RequestStatus.OPEN, requestedAt: now },
    ...{ firstDay: days[0] as string, lastDay: days.at(-1) as string },
    ...{ title: text(input.title, 'title'), quoteId: null, stepId: null },
    seats: count(input.seats ?? 1, 'seats', 20),
    skills: await knownSkills(store, input.skills, 'skills'),
    clientId: input.clientId == null ? null : localId('Client', input.clientId, 'clientId'),
  };
}

export async function requestFindings(
  { core, today }: PluginContext,
  row: { activityId: string; clientId: string | null; firstDay: string },
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const { status } = (await core.activity(row.activityId)) ?? { status: 'CLOSED' };
  if (status === 'CLOSED') {
    found.push({ code: 'marketplace.activity-closed', path: ['activityId'] });
  }
  if (row.firstDay < today) {
    const values = { day: row.firstDay };
    found.push({ code: 'marketplace.day-has-passed', path: ['days'], values });
  }
  if (row.clientId !== null) {
    const client = await core.client(row.clientId);
    if (client?.activityId !== row.activityId) {
      found.push({ code: 'marketplace.client-of-another', path: ['clientId'] });
    }
  }
  return found;
}
