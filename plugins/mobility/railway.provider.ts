import { type AttemptContext, locked, minorOf, type PluginContext, provider } from 'gezel/sdk';
import { MobilityTicketRequest, TicketStatus } from './ticket-request.entity.js';
import { payTickets, tell } from './ticket-steps.js';

/** What the railway or the desk is asked: no names, for a price does not need them. */
export interface RailwayRequest {
  readonly origin: string;
  readonly destination: string;
  readonly outwardOn: string;
  readonly returnOn: string | null;
  readonly travelClass: string;
  /** Age groups, one for each traveller. */
  readonly travellers: readonly string[];
  readonly currency: string;
}

export interface RailwayAnswer {
  /** What all tickets cost, in the currency that was asked for. */
  readonly price: string;
  readonly reference: string;
}

export const railway = provider<RailwayRequest, RailwayAnswer>({
  name: 'mobility.railway',
  title: { nl: 'Spoorweg', fr: 'Chemins de fer', en: 'Railway', de: 'Eisenbahn' },
  description: 'Says what tickets cost and reserves them; the tickets follow as a document.',
  request: {
    type: 'object',
    required: [
      ...['origin', 'destination', 'outwardOn', 'returnOn'],
      ...['travelClass', 'travellers', 'currency'],
    ],
    additionalProperties: false,
    properties: {
      origin: { type: 'string' },
      destination: { type: 'string' },
      outwardOn: { type: 'string', format: 'date' },
      returnOn: { type: ['string', 'null'], format: 'date' },
      travelClass: { enum: ['FIRST', 'SECOND'] },
      travellers: { type: 'array', items: { enum: ['CHILD', 'YOUTH', 'ADULT', 'SENIOR'] } },
      currency: { type: 'string' },
    },
  },
  answer: {
    type: 'object',
    required: ['price', 'reference'],
    additionalProperties: false,
    properties: {
      price: { type: 'string', pattern: '^(?=.*[1-9])[0-9]{1,9}([.][0-9]{2})?$' },
      reference: { type: 'string', minLength: 1, maxLength: 200 },
    },
  },
  // The prices of a simulation: ten a person and journey, twice that in first class.
  simulate: ({ origin, destination, returnOn, travelClass, travellers }) => {
    if (origin === destination) return { state: 'REFUSED', reason: 'There is no such journey.' };
    if (destination === 'Nowhere') return { state: 'WAITING' };
    const journeys = travellers.length * (returnOn === null ? 1 : 2);
    const price = `${journeys * (travelClass === 'FIRST' ? 20 : 10)}.00`;
    return { state: 'ANSWERED', answer: { price, reference: `SIM-${travellers.length}` } };
  },
  settled: async (ctx, { key, state, answer, reason }) => {
    await ctx.attempt({ action: 'mobility.price-tickets' }, async (inside) => {
      const request = await locked(inside, MobilityTicketRequest, key);
      return {
        findings: [],
        write: async () => {
          if (request.status !== TicketStatus.REQUESTED) return request;
          if (state === 'REFUSED') return refuse(inside, request, reason);
          return answer === null ? request : price(inside, request, answer);
        },
      };
    });
  },
});

async function refuse(
  ctx: AttemptContext,
  request: MobilityTicketRequest,
  reason: string | null,
): Promise<MobilityTicketRequest> {
  const refusal = reason?.trim().slice(0, 500) || null;
  const change = { status: TicketStatus.REFUSED, refusal, changedAt: ctx.now };
  tell(ctx, request, 'mobility.tickets-refused');
  return (await ctx.store.update(MobilityTicketRequest, request.id, change)) ?? request;
}

/** Within what the activity said beforehand it is paid at once; otherwise, or short, it is asked. */
async function price(
  ctx: AttemptContext,
  request: MobilityTicketRequest,
  { price: amount, reference }: RailwayAnswer,
): Promise<MobilityTicketRequest> {
  const priceMinor = minorOf(amount, request.currency, 'price');
  const offered = await offer(ctx, request, { priceMinor, supplierReference: reference });
  const agreed = request.maximumMinor !== null && priceMinor <= request.maximumMinor;
  const paid = agreed ? await payTickets(ctx, offered, { unlessShort: true }) : null;
  if (paid === null) tell(ctx, request, 'mobility.tickets-offered');
  return paid ?? offered;
}

async function offer(
  { store, now }: PluginContext,
  request: MobilityTicketRequest,
  priced: Pick<MobilityTicketRequest, 'priceMinor' | 'supplierReference'>,
): Promise<MobilityTicketRequest> {
  const change = { ...priced, status: TicketStatus.OFFERED, changedAt: now };
  return (await store.update(MobilityTicketRequest, request.id, change)) ?? request;
}
