import { addDays, type PluginContext, type ProviderTicket, provider } from 'gezel/sdk';
import { InsuranceClaim } from './claim.entity.js';
import { comeTo } from './claim-steps.js';
import { ClaimStatus, CoverStatus, NeedStatus } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { InsuranceNeed } from './need.entity.js';
import { tellCover } from './tell-cover.js';

const day = { type: 'string', format: 'date' };
const minor = { type: 'string', pattern: '^[0-9]{1,18}$' };
const words = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });

interface CoverRequest {
  readonly insurer: string;
  readonly policy: string;
  readonly risk: string;
  readonly subject: string;
  readonly from: string;
  readonly until: string;
  readonly value: string;
  readonly premium: string;
  readonly currency: string;
}

interface CoverAnswer {
  readonly number: string;
}

/** The insurer, asked to cover something that has been paid for. */
export const insurer = provider<CoverRequest, CoverAnswer>({
  name: 'insurance.insurer',
  title: { nl: 'Verzekeraar', fr: 'Assureur', en: 'Insurer', de: 'Versicherer' },
  description: 'Confirms a cover by its number, or refuses it.',
  request: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['insurer', 'policy', 'risk', 'subject', 'from', 'until', 'value', 'premium', 'currency'],
    ],
    properties: {
      ...{ insurer: words(200), policy: words(200), risk: words(40), subject: words(200) },
      ...{ from: day, until: day, value: minor, premium: minor, currency: words(3) },
    },
  },
  answer: {
    type: 'object',
    additionalProperties: false,
    required: ['number'],
    properties: { number: words(80) },
  },
  // By the cents of the value, so that a test or a demonstration chooses.
  simulate: ({ value, from }, { today }) => {
    if (value.endsWith('01')) return { state: 'REFUSED', reason: 'The risk is too high.' };
    if (value.endsWith('02') && today < addDays(from, -1)) return { state: 'WAITING' };
    return { state: 'ANSWERED', answer: { number: `SIM-${from}-${value}` } };
  },
  settled: async (ctx, { key, state, answer, reason }) => {
    const cover = await ctx.store.lock(InsuranceCover, key);
    if (cover === null || cover.status !== CoverStatus.REQUESTED) return;
    if (state === 'ANSWERED' && answer !== null) {
      const { number } = answer;
      await change(ctx, cover, { status: CoverStatus.ACTIVE, number });
      await tellCover(ctx, { ...cover, number } as InsuranceCover, 'confirmed');
      if (cover.stepId !== null) await ctx.core.endStep({ stepId: cover.stepId });
      return;
    }
    await giveBack(ctx, cover, CoverStatus.REFUSED, reason);
    const failed = [{ code: 'insurance.refused', values: { reason: reason ?? '' } }];
    if (cover.stepId !== null) await ctx.core.endStep({ stepId: cover.stepId, failed });
  },
});

const change = (
  { store, now }: PluginContext,
  { id }: InsuranceCover,
  to: Partial<InsuranceCover>,
) => store.update(InsuranceCover, id, { ...to, changedAt: now });

/** A cover that comes to nothing: the premium goes back, and its need is open again. */
export async function giveBack(
  ctx: PluginContext,
  cover: InsuranceCover,
  status: CoverStatus.REFUSED | CoverStatus.CANCELLED,
  reason: string | null = null,
): Promise<InsuranceCover> {
  await ctx.core.refund(cover.id);
  if (cover.needId !== null) {
    const open = { status: NeedStatus.OPEN, changedAt: ctx.now };
    await ctx.store.update(InsuranceNeed, cover.needId, open);
  }
  if (cover.status === CoverStatus.ACTIVE) await tellCover(ctx, cover, 'ended');
  return (await change(ctx, cover, { status, reason })) ?? cover;
}

interface LossRequest {
  readonly number: string;
  readonly occurredOn: string;
  readonly description: string;
  readonly claimed: string;
  readonly excess: string;
  readonly currency: string;
}

interface LossAnswer {
  readonly decision: 'ACCEPTED' | 'REJECTED';
  readonly amount: string;
  readonly reason?: string;
}

/** The insurer, told of a loss. */
export const adjuster = provider<LossRequest, LossAnswer>({
  name: 'insurance.claims',
  title: { nl: 'Schadedienst', fr: 'Service sinistres', en: 'Claims desk', de: 'Schadenstelle' },
  description: 'Decides on a loss: how much is paid, or why nothing is.',
  request: {
    type: 'object',
    additionalProperties: false,
    required: ['number', 'occurredOn', 'description', 'claimed', 'excess', 'currency'],
    properties: {
      ...{ number: words(80), occurredOn: day, description: words(2_000) },
      ...{ claimed: minor, excess: minor, currency: words(3) },
    },
  },
  answer: {
    type: 'object',
    additionalProperties: false,
    required: ['decision', 'amount'],
    properties: {
      decision: { type: 'string', enum: ['ACCEPTED', 'REJECTED'] },
      ...{ amount: minor, reason: words(1_000) },
    },
  },
  simulate: ({ claimed, excess }) => {
    if (claimed.endsWith('01')) return { state: 'REFUSED', reason: 'Not our insured.' };
    const amount = BigInt(claimed) - BigInt(excess);
    const reason = 'Below the excess.';
    const answer =
      amount > 0n
        ? { decision: 'ACCEPTED' as const, amount: `${amount}` }
        : { decision: 'REJECTED' as const, amount: '0', reason };
    return { state: 'ANSWERED', answer };
  },
  settled: decided,
});

async function decided(
  ctx: PluginContext,
  { key, state, answer, reason }: ProviderTicket<LossRequest, LossAnswer>,
): Promise<void> {
  const claim = await ctx.store.lock(InsuranceClaim, key);
  if (claim === null || claim.status !== ClaimStatus.REPORTED || state === 'CANCELLED') return;
  if (state === 'ANSWERED' && answer?.decision === 'ACCEPTED') {
    const said = BigInt(answer.amount);
    // Nobody is paid more than was lost.
    const acceptedMinor = said < claim.claimedMinor ? said : claim.claimedMinor;
    await comeTo(ctx, claim, { status: ClaimStatus.ACCEPTED, acceptedMinor });
    return;
  }
  await comeTo(ctx, claim, { status: ClaimStatus.REJECTED }, answer?.reason ?? reason);
}
