import {
  Activity,
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import { TicketRequestConnection } from './lists.js';
import { MobilityRequestTicketsInput, requestTickets } from './request-tickets.js';
import { MobilityTicketRequest, MobilityTraveller, TicketStatus } from './ticket-request.entity.js';
import {
  acceptTickets,
  cancelTickets,
  issueTickets,
  MobilityIssueTicketsInput,
  MobilityTicketStepInput,
} from './ticket-steps.js';

@ObjectType({ simpleResolvers: true, description: 'The request as it now is, or why not.' })
export class MobilityTicketRequestPayload {
  @Field(() => MobilityTicketRequest, { nullable: true, description: 'The request.' })
  request: MobilityTicketRequest | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const { REQUESTED, OFFERED, PAID } = TicketStatus;

@Resolver(() => MobilityTicketRequest)
export class TicketResolver {
  @FieldResolver(() => [MobilityTraveller], { description: 'Who travels.' })
  travellers(@Root() { id }: MobilityTicketRequest, @Ctx() { store }: PluginContext) {
    return store.listBy(MobilityTraveller, 'requestId', id);
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'The activity that asks.' })
  activity(@Root() { activityId }: MobilityTicketRequest): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(
    @Root() { activityId, status }: MobilityTicketRequest,
    @Ctx() ctx: PluginContext,
  ): Promise<string[]> {
    const own = status === OFFERED ? ['mobility.accept-tickets'] : [];
    if ([REQUESTED, OFFERED, PAID].includes(status)) own.push('mobility.cancel-tickets');
    const desk = status === PAID ? ['mobility.issue-tickets'] : [];
    return [
      ...(await ifChangeable(ctx, activityId, 'mobility.write', own)),
      ...(await ifChangeable(ctx, activityId, 'mobility.desk', desk)),
    ];
  }

  @Requires('mobility.read')
  @Query(() => MobilityTicketRequest, { nullable: true, description: 'One request for tickets.' })
  mobilityTicketRequest(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<MobilityTicketRequest | null> {
    return visible(ctx, MobilityTicketRequest, id);
  }

  @Requires('mobility.read')
  @Query(() => [Download], {
    nullable: true,
    description: 'The tickets of a request, to download; none before they are issued.',
  })
  async mobilityTickets(
    @Ctx() ctx: PluginContext,
    @Arg('requestId', () => ID, { description: 'The request.' }) requestId: string,
  ): Promise<Download[] | null> {
    const request = await visible(ctx, MobilityTicketRequest, requestId, 'requestId');
    if (request === null) return null;
    const files = await ctx.files.of({ type: 'MobilityTicketRequest', id: request.id });
    return Promise.all(
      files.map((file) =>
        ctx.files.link('mobility.tickets', { requestId: request.id, fileId: file.id }, file),
      ),
    );
  }

  @Requires('mobility.desk')
  @Query(() => TicketRequestConnection, {
    nullable: true,
    description: 'Requests of all activities in one state, the first days first: the desk’s work.',
  })
  mobilityTicketRequests(
    @Ctx() { store }: PluginContext,
    @Arg('status', () => TicketStatus, { description: 'How far they are.' }) status: TicketStatus,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MobilityTicketRequest> {
    const orderBy = { property: 'outwardOn', direction: 'asc' } as const;
    return store.page(MobilityTicketRequest, args, { where: { status }, orderBy });
  }

  @Requires('mobility.write')
  @Mutation(() => MobilityTicketRequestPayload, {
    nullable: true,
    description: 'Asks the railway, or the co-operative’s desk, for tickets.',
  })
  async mobilityRequestTickets(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityRequestTicketsInput, { description: 'The journey.' })
    input: MobilityRequestTicketsInput,
  ): Promise<MobilityTicketRequestPayload> {
    const { done, violations } = await requestTickets(ctx, input);
    return { request: done, violations };
  }

  @Requires('mobility.write')
  @Mutation(() => MobilityTicketRequestPayload, {
    nullable: true,
    description: 'Accepts the price of tickets and pays it.',
  })
  async mobilityAcceptTickets(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityTicketStepInput, { description: 'Which.' })
    input: MobilityTicketStepInput,
  ): Promise<MobilityTicketRequestPayload> {
    const { done, violations } = await acceptTickets(ctx, input);
    return { request: done, violations };
  }

  @Requires('mobility.write')
  @Mutation(() => MobilityTicketRequestPayload, {
    nullable: true,
    description: 'Calls tickets off while none is made; what was paid goes back.',
  })
  async mobilityCancelTickets(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityTicketStepInput, { description: 'Which.' })
    input: MobilityTicketStepInput,
  ): Promise<MobilityTicketRequestPayload> {
    const { done, violations } = await cancelTickets(ctx, input);
    return { request: done, violations };
  }

  @Requires('mobility.desk')
  @Mutation(() => MobilityTicketRequestPayload, {
    nullable: true,
    description: 'Gives the tickets that were paid, as files.',
  })
  async mobilityIssueTickets(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => MobilityIssueTicketsInput, { description: 'Which, and the files.' })
    input: MobilityIssueTicketsInput,
  ): Promise<MobilityTicketRequestPayload> {
    const { done, violations } = await issueTickets(ctx, input);
    return { request: done, violations };
  }
}
