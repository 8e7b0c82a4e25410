import {
  type Attempted,
  aboveZero,
  addDays,
  badInput,
  CivilDate,
  Decimal,
  Field,
  ID,
  InputType,
  localId,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { noteActivity } from './note-activity.js';
import {
  AgeGroup,
  MobilityTicketRequest,
  MobilityTraveller,
  TicketStatus,
  TravelClass,
} from './ticket-request.entity.js';

@InputType({ description: 'Somebody who travels.' })
export class MobilityTravellerInput {
  @Field(() => String, { description: 'The name that the ticket is to bear.' })
  name: string;

  @Field(() => AgeGroup, { nullable: true, description: 'ADULT when absent.' })
  ageGroup?: AgeGroup | null;
}

@InputType({ description: 'Tickets for a train.' })
export class MobilityRequestTicketsInput {
  @Field(() => ID, { description: 'The activity that pays.' })
  activityId: string;

  @Field(() => String, { description: 'Station or town where the journey begins.' })
  origin: string;

  @Field(() => String, { description: 'Station or town where it goes.' })
  destination: string;

  @Field(() => CivilDate, { description: 'Day of the outward journey.' })
  outwardOn: string;

  @Field(() => CivilDate, { nullable: true, description: 'Day of the journey back, if any.' })
  returnOn?: string | null;

  @Field(() => TravelClass, { nullable: true, description: 'SECOND when absent.' })
  travelClass?: TravelClass | null;

  @Field(() => [MobilityTravellerInput], { description: 'Who travels: 1 to 50 people.' })
  travellers: MobilityTravellerInput[];

  @Field(() => Decimal, {
    nullable: true,
    description: 'Up to this a price is paid without asking; without it every price is asked.',
  })
  maximum?: string | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Asks the railway, or the desk, what the tickets cost. */
export async function requestTickets(
  ctx: PluginContext,
  input: MobilityRequestTicketsInput,
): Promise<Attempted<MobilityTicketRequest>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'mobility.write');
  const id = ctx.newId();
  const journey = journeyOf(input, currency);
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: MobilityTicketRequest, id };
  return ctx.attempt({ action: 'mobility.request-tickets', dryRun, once }, async (inside) => ({
    findings: await journeyFindings(inside, activityId, journey),
    write: () => ask(inside, { ...journey, id, activityId }),
  }));
}

export interface Journey {
  readonly origin: string;
  readonly destination: string;
  readonly outwardOn: string;
  readonly returnOn: string | null;
  readonly travelClass: TravelClass;
  readonly maximumMinor: bigint | null;
  readonly currency: string;
  readonly travellers: readonly { readonly name: string; readonly ageGroup: AgeGroup }[];
}

/** What was asked for, as far as it can be read at all. */
export function journeyOf(
  asked: Omit<MobilityRequestTicketsInput, 'activityId' | 'idempotencyKey'>,
  currency: string,
): Journey {
  const { outwardOn, returnOn = null, maximum, travellers } = asked;
  if (travellers.length < 1 || travellers.length > 50) {
    const said = { code: 'input.no-count', values: { limit: 50 } };
    throw badInput('From 1 to 50 people travel together.', 'travellers', said);
  }
  const maximumMinor =
    maximum == null ? null : aboveZero(minorOf(maximum, currency, 'maximum'), 'maximum');
  return {
    origin: text(asked.origin, 'origin'),
    destination: text(asked.destination, 'destination'),
    ...{ outwardOn, returnOn, maximumMinor, currency },
    travelClass: asked.travelClass ?? TravelClass.SECOND,
    travellers: travellers.map(({ name, ageGroup }, i) => ({
      name: text(name, `travellers.${i}.name`),
      ageGroup: ageGroup ?? AgeGroup.ADULT,
    })),
  };
}

export async function journeyFindings(
  { core, today, config }: PluginContext,
  activityId: string,
  { outwardOn, returnOn }: Journey,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const { status } = (await core.activity(activityId)) ?? { status: 'CLOSED' };
  const lastDay = addDays(today, config.bookAheadDays as number);
  if (status === 'CLOSED') {
    found.push({ code: 'mobility.activity-closed', path: ['activityId'] });
  }
  if (outwardOn < today) {
    const values = { from: outwardOn };
    found.push({ code: 'mobility.begins-in-the-past', path: ['outwardOn'], values });
  }
  if (returnOn !== null && returnOn < outwardOn) {
    const values = { from: outwardOn, until: returnOn };
    found.push({ code: 'mobility.ends-early', path: ['returnOn'], values });
  }
  if ((returnOn ?? outwardOn) > lastDay) {
    const path = [returnOn === null ? 'outwardOn' : 'returnOn'];
    found.push({ code: 'mobility.too-far-ahead', path, values: { lastDay } });
  }
  return found;
}

/** Writes the request and asks for its price, under its id. */
export async function ask(
  ctx: PluginContext,
  { id, activityId, travellers, ...journey }: Journey & { id: string; activityId: string },
): Promise<MobilityTicketRequest> {
  const { store, now, providers } = ctx;
  await noteActivity(ctx, activityId);
  const request = await store.insert(MobilityTicketRequest, {
    ...{ id, activityId, ...journey, status: TicketStatus.REQUESTED, changedAt: now },
  });
  for (const { name, ageGroup } of travellers) {
    await store.insert(MobilityTraveller, { requestId: id, travellerName: name, ageGroup });
  }
  const { maximumMinor: _, ...asked } = journey;
  const ageGroups = travellers.map(({ ageGroup }) => ageGroup);
  await providers.ask({
    ...{ provider: 'mobility.railway', key: id, activityId },
    request: { ...asked, travellers: ageGroups },
  });
  return request;
}
