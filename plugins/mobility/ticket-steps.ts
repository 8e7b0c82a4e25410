import {
  type AttemptContext,
  type Attempted,
  changeable,
  Field,
  globalId,
  handler,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
  refusalOf,
} from 'gezel/sdk';
import { MobilityTicketRequest, TicketStatus } from './ticket-request.entity.js';

const { REQUESTED, OFFERED, PAID, ISSUED, REFUSED, CANCELLED } = TicketStatus;

@InputType({ description: 'A step of a request for tickets.' })
export class MobilityTicketStepInput {
  @Field(() => ID, { description: 'The request.' })
  id: string;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The activity accepts the price, and pays it. */
export async function acceptTickets(
  ctx: PluginContext,
  input: MobilityTicketStepInput,
): Promise<Attempted<MobilityTicketRequest>> {
  return step(ctx, 'mobility.accept-tickets', input, async (inside, request) => ({
    findings: notIn([OFFERED], request),
    write: async () => (await payTickets(inside, request)) ?? request,
  }));
}

/** Calls it off while no ticket is made; what was paid goes back. */
export async function cancelTickets(
  ctx: PluginContext,
  input: MobilityTicketStepInput,
): Promise<Attempted<MobilityTicketRequest>> {
  return step(ctx, 'mobility.cancel-tickets', input, async (inside, request) => ({
    findings: notIn([REQUESTED, OFFERED, PAID], request),
    write: async () => {
      tell(inside, request, 'mobility.tickets-cancelled');
      return callOffTickets(inside, request);
    },
  }));
}

@InputType({ description: 'The tickets themselves.' })
export class MobilityIssueTicketsInput extends MobilityTicketStepInput {
  @Field(() => [ID], { description: 'Uploads for the purpose "mobility.tickets": 1 to 20 files.' })
  uploadIds: string[];
}

/** The desk gives the tickets, as files that whoever sees the request may download. */
export async function issueTickets(
  ctx: PluginContext,
  input: MobilityIssueTicketsInput,
): Promise<Attempted<MobilityTicketRequest>> {
  const { uploadIds: ids } = input;
  return step(
    ctx,
    'mobility.issue-tickets',
    input,
    async (inside, request) => {
      const claim = { purpose: 'mobility.tickets', ids, path: ['uploadIds'] };
      const none = { code: 'mobility.no-tickets-given', path: ['uploadIds'] };
      const given = ids.length >= 1 && ids.length <= 20;
      return {
        findings: [
          ...notIn([PAID], request),
          ...(given ? await inside.files.claimable(claim) : [none]),
        ],
        write: async () => {
          await inside.files.claim(ids, { type: 'MobilityTicketRequest', id: request.id });
          tell(inside, request, 'mobility.tickets-issued');
          return change(inside, request, ISSUED);
        },
      };
    },
    'mobility.desk',
  );
}

/** Charges the price. With `unlessShort` an activity without the money answers null instead. */
export async function payTickets(
  ctx: AttemptContext,
  request: MobilityTicketRequest,
  { unlessShort = false } = {},
): Promise<MobilityTicketRequest | null> {
  const { id, activityId, currency, priceMinor } = request;
  const source = { type: 'MobilityTicketRequest', id };
  const order = { key: id, activityId, currency, amountMinor: priceMinor ?? 0n, source };
  try {
    await ctx.core.charge({ ...order, service: 'mobility.train-tickets' });
  } catch (error) {
    if (unlessShort && refusalOf(error)?.code === 'INSUFFICIENT_FUNDS') return null;
    throw error;
  }
  tell(ctx, request, 'mobility.tickets-paid');
  return change(ctx, request, PAID);
}

export async function callOffTickets(
  ctx: PluginContext,
  request: MobilityTicketRequest,
): Promise<MobilityTicketRequest> {
  if (request.status === REQUESTED) await ctx.providers.cancel(request.id);
  if (request.status === PAID) await ctx.core.refund(request.id);
  return change(ctx, request, CANCELLED);
}

/** A request that is a step of an assignment ends it: paid it is done, otherwise it has failed. */
export const endTicketStep = handler({
  name: 'end-ticket-step',
  on: ['mobility.tickets-paid', 'mobility.tickets-refused', 'mobility.tickets-cancelled'],
  handle: async ({ store, core }, { subject: { id: stepId } }) => {
    const request = await store.get(MobilityTicketRequest, stepId);
    if (request?.status === PAID || request?.status === ISSUED) await core.endStep({ stepId });
    if (request?.status === REFUSED || request?.status === CANCELLED) {
      await core.endStep({ stepId, failed: notIn([], request) });
    }
  },
});

export const tell = (
  { emit }: AttemptContext,
  { id, activityId }: MobilityTicketRequest,
  type: string,
): void => emit({ type, subject: { type: 'MobilityTicketRequest', id }, activityId });

export function notIn(
  expected: readonly TicketStatus[],
  { status, refusal }: MobilityTicketRequest,
): PluginFinding[] {
  if (expected.includes(status)) return [];
  const values = { reason: refusal ?? '-' };
  return [{ code: `mobility.tickets-are-${status.toLowerCase()}`, path: ['id'], values }];
}

/** A step of a request, which is locked first: of an acceptance and a cancellation one is first. */
async function step(
  ctx: PluginContext,
  action: string,
  input: MobilityTicketStepInput,
  judge: (
    inside: AttemptContext,
    request: MobilityTicketRequest,
  ) => Promise<{
    findings: readonly PluginFinding[];
    write(): Promise<MobilityTicketRequest>;
  }>,
  permission = 'mobility.write',
): Promise<Attempted<MobilityTicketRequest>> {
  const { id } = await changeable(ctx, MobilityTicketRequest, input.id, { permission });
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: MobilityTicketRequest, id };
  return ctx.attempt({ action, dryRun, once }, async (inside) =>
    judge(inside, await locked(inside, MobilityTicketRequest, id)),
  );
}

const change = async (
  { store, now }: PluginContext,
  request: MobilityTicketRequest,
  status: TicketStatus,
): Promise<MobilityTicketRequest> =>
  (await store.update(MobilityTicketRequest, request.id, { status, changedAt: now })) ?? request;

export const referenceOf = (id: string): string => globalId('MobilityTicketRequest', id);
