import {
  type AssignmentFacts,
  declined,
  globalId,
  localId,
  notFound,
  onlyForNeed,
  StepRefusal,
  type ToolContext,
  tool,
} from 'gezel/sdk';
import { insertProposals, liveProposals, openFindings, takeBack, told } from './propose.js';
import { MarketplaceRequest, ProposalStatus, RequestStatus } from './request.entity.js';
import { searchTeam } from './search.js';

export interface TeamInput {
  readonly requestId: string;
}

/** Finds the people whom a request lacks, asks them, and waits until all have accepted. */
export const team = tool<TeamInput, null>({
  name: 'marketplace.team',
  title: { nl: 'Ploeg', fr: 'Équipe', en: 'Team', de: 'Team' },
  description: 'Proposes an open request to the people who fit best, until its seats are filled.',
  permission: 'marketplace.request',
  meets: ['people', 'team'],
  input: {
    type: 'object',
    required: ['requestId'],
    additionalProperties: false,
    properties: {
      requestId: { type: 'string', format: 'id', description: 'An open request of the activity.' },
    },
  },

  propose: async (ctx, facts) => {
    const needed = facts.needs.some((one) => one === 'people' || one === 'team');
    if (!facts.allInclusive && !needed) return onlyForNeed('team');
    const request = await openRequest(ctx, facts);
    if (request === null) return declined('marketplace.no-open-request');
    return { requestId: globalId('MarketplaceRequest', request.id) };
  },

  plan: async (ctx, input) => {
    const request = await requestOf(ctx, input);
    const open = openFindings(ctx, request);
    const { findings } = open.length > 0 ? { findings: open } : await searchTeam(ctx, request);
    // The people are paid by what is agreed with them: finding them costs nothing.
    return { costMinor: 0n, currency: request.currency, findings, plan: null };
  },

  start: async (ctx, input) => {
    const { id } = await requestOf(ctx, input);
    const request = (await ctx.store.lock(MarketplaceRequest, id)) as MarketplaceRequest;
    const reference = globalId('MarketplaceRequest', id);
    if (request.stepId === ctx.stepId) return { reference, state: 'WAITING' };
    const sought = { code: 'marketplace.sought-already', path: ['requestId'] };
    const open = [...openFindings(ctx, request), ...(request.stepId === null ? [] : [sought])];
    if (open.length > 0) throw new StepRefusal(open);
    const { chosen, findings } = await searchTeam(ctx, request);
    if (findings.length > 0) throw new StepRefusal(findings);
    const made = await insertProposals(ctx, request, chosen, ctx.stepId);
    for (const one of made) await ctx.emit(told('marketplace.proposed', one));
    await ctx.store.update(MarketplaceRequest, id, { stepId: ctx.stepId });
    return { reference, state: 'WAITING' };
  },

  cancel: async (ctx, input) => {
    const { store, stepId } = ctx;
    const id = localId('MarketplaceRequest', input.requestId, 'requestId');
    const request = await store.lock(MarketplaceRequest, id);
    if (request?.stepId !== stepId) return;
    const own = (await liveProposals(store, id)).filter((one) => one.stepId === stepId);
    await takeBack(store, own);
    const reopened =
      request.status === RequestStatus.FILLED &&
      own.some(({ status }) => status === ProposalStatus.ACCEPTED);
    const status = reopened ? RequestStatus.OPEN : request.status;
    await store.update(MarketplaceRequest, id, { stepId: null, status });
  },
});

/** The request, which must be of the assignment's activity. */
async function requestOf(ctx: ToolContext, { requestId }: TeamInput): Promise<MarketplaceRequest> {
  const { activityId } = ctx.assignment;
  await ctx.core.require('Activity', activityId, 'marketplace.request');
  const id = localId('MarketplaceRequest', requestId, 'requestId');
  const request = await ctx.store.get(MarketplaceRequest, id);
  if (request?.activityId !== activityId) throw notFound('MarketplaceRequest', requestId);
  return request;
}

/** The first open request of the activity for a day of the plan, or of any day when it has none. */
async function openRequest(
  { store, assignment, today }: ToolContext,
  { days }: AssignmentFacts,
): Promise<MarketplaceRequest | null> {
  const where = { status: RequestStatus.OPEN, firstDay: { from: today } };
  const open = await store.listBy(MarketplaceRequest, 'activityId', assignment.activityId, {
    ...{ where, orderBy: { property: 'firstDay', direction: 'asc' } },
  });
  const fits = (request: MarketplaceRequest) =>
    days.length === 0 || request.days.some((day) => days.includes(day));
  return open.find((one) => one.stepId === null && fits(one)) ?? null;
}
