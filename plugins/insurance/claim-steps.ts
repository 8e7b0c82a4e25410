import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { InsuranceClaim } from './claim.entity.js';
import { InsuranceClaimState } from './claim-state.entity.js';
import { ClaimStatus, CoverStatus } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { InsurancePolicy } from './policy.entity.js';

@InputType({ description: 'A loss under a cover.' })
export class InsuranceReportClaimInput {
  @Field(() => ID, { description: 'The cover; it is active.' })
  coverId: string;

  @Field(() => CivilDate, { description: 'When it happened: within the cover.' })
  occurredOn: string;

  @Field(() => String, { description: 'What happened, at most 2,000 characters.' })
  description: string;

  @Field(() => Decimal, { description: 'What was lost, at most the value that is insured.' })
  amount: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat reports it once.' })
  idempotencyKey: string;
}

/** Reports a loss to the insurer. */
export async function reportClaim(
  ctx: PluginContext,
  input: InsuranceReportClaimInput,
): Promise<Attempted<InsuranceClaim>> {
  const { occurredOn } = input;
  const permission = 'insurance.write';
  const at = { permission, path: 'coverId' };
  const { id, currency } = await changeable(ctx, InsuranceCover, input.coverId, at);
  const claimedMinor = minorOf(input.amount, currency, 'amount');
  if (claimedMinor <= 0n) throw badInput('The amount is more than nothing.', 'amount');
  const description = text(input.description, 'description', 2_000);
  const key = text(input.idempotencyKey, 'idempotencyKey', 120);
  const step = { action: 'insurance.report-claim', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Reports of one cover wait for each other, so a repeat finds the first.
    const cover = await locked(inside, InsuranceCover, id);
    const [known] = await inside.store.find(InsuranceClaim, { coverId: id, requestKey: key });
    if (known !== undefined) return { findings: [], write: async () => known };
    return {
      findings: reportFindings(inside, cover, occurredOn, claimedMinor),
      write: async () => {
        const { activityId, number } = cover;
        const row = { activityId, coverId: id, occurredOn, description, claimedMinor, currency };
        const reported = { status: ClaimStatus.REPORTED, acceptedMinor: null, requestKey: key };
        const claim = await inside.store.insert(InsuranceClaim, {
          ...{ ...row, ...reported, changedAt: inside.now },
        });
        await note(inside, claim, ClaimStatus.REPORTED, null);
        const policy = await inside.store.get(InsurancePolicy, cover.policyId);
        const amounts = { claimed: `${claimedMinor}`, excess: `${policy?.excessMinor ?? 0n}` };
        await inside.providers.ask({
          ...{ provider: 'insurance.claims', key: claim.id, activityId },
          request: { number, occurredOn, description, currency, ...amounts },
        });
        return claim;
      },
    };
  });
}

function reportFindings(
  { today }: PluginContext,
  { status, fromDay, untilDay, valueMinor }: InsuranceCover,
  occurredOn: string,
  claimedMinor: bigint,
): PluginFinding[] {
  const found: PluginFinding[] = [];
  if (status !== CoverStatus.ACTIVE)
    found.push({ code: 'insurance.not-active', path: ['coverId'] });
  if (occurredOn < fromDay || occurredOn > untilDay || occurredOn > today) {
    const values = { fromDay, untilDay };
    found.push({ code: 'insurance.outside-cover', path: ['occurredOn'], values });
  }
  if (claimedMinor > valueMinor) found.push({ code: 'insurance.above-value', path: ['amount'] });
  return found;
}

@InputType({ description: 'A step of one claim.' })
export class InsuranceClaimStepInput {
  @Field(() => ID, { description: 'The claim.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export interface ClaimStep {
  readonly name: string;
  readonly permission: string;
  readonly from: ClaimStatus;
  readonly to: ClaimStatus;
}

/** reported → accepted → paid, or rejected; until it is decided it may be taken back. */
export const claimSteps = {
  withdraw: {
    ...{ name: 'insurance.withdraw-claim', permission: 'insurance.write' },
    ...{ from: ClaimStatus.REPORTED, to: ClaimStatus.WITHDRAWN },
  },
  pay: {
    ...{ name: 'insurance.pay-claim', permission: 'insurance.handle' },
    ...{ from: ClaimStatus.ACCEPTED, to: ClaimStatus.PAID },
  },
} as const satisfies Record<string, ClaimStep>;

export async function takeClaimStep(
  ctx: PluginContext,
  step: ClaimStep,
  input: InsuranceClaimStepInput,
): Promise<Attempted<InsuranceClaim>> {
  const { permission } = step;
  const { id } = await changeable(ctx, InsuranceClaim, input.id, { permission });
  return ctx.attempt({ action: step.name, dryRun: input.dryRun }, async (inside) => {
    const claim = await locked(inside, InsuranceClaim, id);
    const wrong = { code: 'insurance.not-now', path: ['id'], values: { status: claim.status } };
    return {
      findings: claim.status === step.from ? [] : [wrong],
      write: async () => {
        if (step.to === ClaimStatus.WITHDRAWN) await inside.providers.cancel(id);
        return comeTo(inside, claim, { status: step.to });
      },
    };
  });
}

/** Brings a locked claim to a state, and keeps that it came to it. */
export async function comeTo(
  ctx: PluginContext,
  claim: InsuranceClaim,
  change: Partial<InsuranceClaim> & { readonly status: ClaimStatus },
  reason: string | null = null,
): Promise<InsuranceClaim> {
  await note(ctx, claim, change.status, reason);
  const to = { ...change, changedAt: ctx.now };
  return (await ctx.store.update(InsuranceClaim, claim.id, to)) ?? claim;
}

const note = (
  { store, now }: PluginContext,
  { id, activityId }: InsuranceClaim,
  status: ClaimStatus,
  reason: string | null,
) => store.insert(InsuranceClaimState, { activityId, claimId: id, status, at: now, reason });
