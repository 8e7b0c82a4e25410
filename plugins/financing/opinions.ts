import {
  type Attempted,
  Field,
  ID,
  InputType,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { ceilingFindings } from './apply-findings.js';
import { FinancingLoan, LoanStatus, owedMinor } from './loan.entity.js';
import {
  type LoanStep,
  loanFor,
  loanSteps,
  loansOf,
  type Stepping,
  takeStep,
} from './loan-steps.js';
import { FinancingOpinion, OpinionKind } from './opinion.entity.js';
import { checkBooks } from './repay.js';
import { FinancingTerms } from './terms.entity.js';

@InputType({ description: 'What somebody thinks of an application, or decides.' })
export class FinancingOpinionInput {
  @Field(() => ID, { description: 'The loan.' })
  id: string;

  @Field(() => Boolean, { description: 'Whether it is in favour of the loan.' })
  favourable: boolean;

  @Field(() => String, { description: 'Why: who asked reads it. At most 1,000 characters.' })
  reasons: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'To give up what is left of a loan.' })
export class FinancingWriteOffInput {
  @Field(() => ID, { description: 'The loan.' })
  id: string;

  @Field(() => String, { description: 'Why nobody will repay it. At most 1,000 characters.' })
  reasons: string;

  @Field(() => String, { description: 'Makes a repeat harmless: 8 to 200 visible characters.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** An adviser says what to think of an application; nobody is refused by it yet. */
export async function advise(
  ctx: PluginContext,
  input: FinancingOpinionInput,
): Promise<Attempted<FinancingLoan>> {
  const step = loanSteps.advise;
  const reasons = text(input.reasons, 'reasons', 1_000);
  const loan = await loanFor(ctx, step, input.id);
  return takeStep(ctx, step, loan, input, async (stepping) => ({
    findings: await fourEyes(stepping),
    event: 'financing.loan-advised',
    write: async () => {
      const { favourable } = input;
      await keep(stepping, { kind: OpinionKind.ADVICE, favourable, reasons });
      return { status: LoanStatus.ADVISED };
    },
  }));
}

/** Somebody else than who asked and who advised decides. */
export async function decide(
  ctx: PluginContext,
  input: FinancingOpinionInput,
): Promise<Attempted<FinancingLoan>> {
  const step = loanSteps.decide;
  const reasons = text(input.reasons, 'reasons', 1_000);
  const { favourable } = input;
  const loan = await loanFor(ctx, step, input.id);
  return takeStep(ctx, step, loan, input, async (stepping) => ({
    findings: [...(await fourEyes(stepping)), ...(favourable ? await stillWithin(stepping) : [])],
    event: favourable ? 'financing.loan-approved' : 'financing.loan-rejected',
    write: async () => {
      await keep(stepping, { kind: OpinionKind.DECISION, favourable, reasons });
      return { status: favourable ? LoanStatus.APPROVED : LoanStatus.REJECTED };
    },
  }));
}

/** What is left becomes a loss; who granted the loan does not also give it up. */
export async function writeOff(
  ctx: PluginContext,
  input: FinancingWriteOffInput,
): Promise<Attempted<FinancingLoan>> {
  const step: LoanStep = loanSteps.writeOff;
  const reasons = text(input.reasons, 'reasons', 1_000);
  const { idempotencyKey: key, dryRun, id: _, ...said } = input;
  const { id, activityId } = await loanFor(ctx, step, input.id);
  const once = { key, input: { id, ...said }, entity: FinancingLoan, id };
  return takeStep(ctx, step, { id, activityId }, { dryRun, once }, async (stepping) => ({
    findings: await fourEyes(stepping),
    event: 'financing.loan-written-off',
    write: async () => {
      const { core, loan } = stepping;
      const amountMinor = owedMinor(loan);
      await keep(stepping, { kind: OpinionKind.WRITE_OFF, favourable: false, reasons });
      const state = await core.loans.writeOff({ key: `${id}:write-off`, loanId: id, amountMinor });
      const change = { writtenOffMinor: amountMinor, status: LoanStatus.WRITTEN_OFF };
      checkBooks({ ...loan, ...change }, state);
      return { ...change, nextDueOn: null };
    },
  }));
}

/** Who borrows, who asked and who already gave an opinion are no second pair of eyes. */
async function fourEyes({ core, store, viewer, loan }: Stepping): Promise<PluginFinding[]> {
  const given = await store.listBy(FinancingOpinion, 'loanId', loan.id);
  const activity = await core.read('Activity', loan.activityId);
  const taken = [loan.appliedById, activity?.managerId, ...given.map(({ byId }) => byId)];
  if (viewer !== null && !taken.includes(viewer.memberId)) return [];
  return [{ code: 'financing.four-eyes', path: ['id'] }];
}

/** Two applications may each be within the ceiling and together above it. */
async function stillWithin(stepping: Stepping): Promise<PluginFinding[]> {
  const { store, loan } = stepping;
  const terms = await store.get(FinancingTerms, loan.termsId);
  const others = (await loansOf(stepping, loan.activityId)).filter(({ id }) => id !== loan.id);
  if (terms === null) throw new Error(`The terms of the loan ${loan.id} are gone.`);
  return ceilingFindings({ asked: loan, others }, terms);
}

async function keep(
  { store, viewer, now, loan }: Stepping,
  opinion: Pick<FinancingOpinion, 'kind' | 'favourable' | 'reasons'>,
): Promise<void> {
  if (viewer === null) throw new Error('An opinion is somebody’s.');
  const by = { byId: viewer.memberId, givenAt: now };
  await store.insert(FinancingOpinion, { ...opinion, ...by, loanId: loan.id });
}
