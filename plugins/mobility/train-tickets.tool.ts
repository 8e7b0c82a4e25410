import {
  type AssignmentFacts,
  declined,
  localId,
  onlyForNeed,
  priceOf,
  StepRefusal,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { ask, type Journey, journeyFindings, journeyOf } from './request-tickets.js';
import {
  type AgeGroup,
  MobilityTicketRequest,
  TicketStatus,
  type TravelClass,
} from './ticket-request.entity.js';
import { callOffTickets, notIn, referenceOf } from './ticket-steps.js';

export interface TrainTicketsInput {
  readonly origin: string;
  readonly destination: string;
  readonly outwardOn: string;
  readonly returnOn?: string;
  readonly travelClass?: TravelClass;
  readonly travellers: { readonly name: string; readonly ageGroup?: AgeGroup }[];
  readonly maximum?: string;
}

const name = { type: 'string', minLength: 1, maxLength: 200 };

/**
 * Asks for tickets. It waits until they are paid: at once when the price is within the maximum,
 * otherwise when the activity accepts it.
 */
export const trainTickets = tool<TrainTicketsInput, null>({
  name: 'mobility.train-tickets',
  title: { nl: 'Treintickets', fr: 'Billets de train', en: 'Train tickets', de: 'Fahrkarten' },
  description: 'Asks the railway or the desk for tickets, and pays them up to a maximum.',
  permission: 'mobility.write',
  meets: ['tickets'],
  input: {
    type: 'object',
    required: ['origin', 'destination', 'outwardOn', 'travellers'],
    additionalProperties: false,
    properties: {
      origin: name,
      destination: name,
      outwardOn: { type: 'string', format: 'date' },
      returnOn: { type: 'string', format: 'date' },
      travelClass: { enum: ['FIRST', 'SECOND'], description: 'SECOND when absent.' },
      travellers: {
        ...{ type: 'array', minItems: 1, maxItems: 50 },
        items: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: { name, ageGroup: { enum: ['CHILD', 'YOUTH', 'ADULT', 'SENIOR'] } },
        },
      },
      maximum: {
        ...{ type: 'string', format: 'decimal' },
        description: 'Up to this the price is paid without asking; otherwise it is asked.',
      },
    },
  },

  propose: async (ctx, facts) => {
    const journey = journeyIn(facts);
    if ('declined' in journey) return journey;
    const people = await Promise.all(facts.people.map((id) => ctx.core.member(id)));
    const names = people.flatMap((member) => (member === null ? [] : [member.displayName]));
    return names.length === 0
      ? unsaid('people')
      : { ...journey, travellers: names.map((one) => ({ name: one })) };
  },

  plan: async (ctx, input) => {
    const journey = await journeyIntended(ctx, input);
    const findings = await journeyFindings(ctx, ctx.assignment.activityId, journey);
    const { currency, maximumMinor } = journey;
    const costMinor = maximumMinor ?? 0n;
    const cashFlow = priceOf('mobility.train-tickets', costMinor, ctx.today);
    return { costMinor, currency, findings, plan: null, cashFlow };
  },

  start: async (ctx, input) => {
    const { activityId } = ctx.assignment;
    await ask(ctx, { ...(await journeyIntended(ctx, input)), id: ctx.stepId, activityId });
    return { reference: referenceOf(ctx.stepId), state: 'WAITING' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const id = localId('MobilityTicketRequest', reference);
    const request = await ctx.store.lock(MobilityTicketRequest, id);
    if (request === null || ended.includes(request.status)) return;
    if (request.status === TicketStatus.ISSUED) throw new StepRefusal(notIn([], request));
    await callOffTickets(ctx, request);
  },
});

const ended = [TicketStatus.CANCELLED, TicketStatus.REFUSED];

async function journeyIntended(ctx: ToolContext, input: TrainTicketsInput): Promise<Journey> {
  const { activityId } = ctx.assignment;
  const { currency } = await ctx.core.require('Activity', activityId, 'mobility.write');
  return journeyOf(input, currency);
}

/** From the first place to the last, out on the first day and back on the last. */
function journeyIn({ places, days, needs, allInclusive }: AssignmentFacts) {
  const [origin, destination] = [places[0], places.at(-1)];
  const [outwardOn, last] = [days[0], days.at(-1)];
  if (!allInclusive && !needs.includes('tickets')) return onlyForNeed('tickets');
  if (places.length < 2 || origin === undefined || destination === undefined) {
    return declined('mobility.one-place-only');
  }
  if (outwardOn === undefined || last === undefined) return unsaid('days');
  return { origin, destination, outwardOn, ...(last !== outwardOn && { returnOn: last }) };
}
