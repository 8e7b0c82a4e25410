import {
  type Attempted,
  changeable,
  type ExpenseLineFacts,
  Field,
  ID,
  InputType,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { activityFindings } from './create-production.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend, SpendNature, TaxShelterEligibility } from './spend.entity.js';

@InputType({ description: 'A line of an approved expense that a production was spent on.' })
export class AudiovisualRecordExpenseInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => String, { description: 'The reference of the line: `audiovisualExpenseLines`.' })
  ref: string;

  @Field(() => String, { description: 'What for, at most 200 characters.' })
  title: string;

  @Field(() => TaxShelterEligibility, { description: 'How it counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Takes the day and the amount from the line itself, without its VAT; a line counts once. */
export async function recordExpense(
  ctx: PluginContext,
  input: AudiovisualRecordExpenseInput,
): Promise<Attempted<AudiovisualSpend>> {
  const { id: productionId, activityId } = await changeable(
    ...([ctx, AudiovisualProduction, input.productionId] as const),
    { permission: 'audiovisual.write', path: 'productionId' },
  );
  const expenseRef = text(input.ref, 'ref');
  const [line] = await ctx.core.expenseLines([expenseRef]);
  if (line?.activityId !== activityId) throw notFound('ExpenseLine', expenseRef);
  const title = text(input.title, 'title');
  const step = { action: 'audiovisual.record-expense', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const amountMinor = spentMinor(line);
    return {
      findings: [
        ...closed,
        ...(amountMinor === null
          ? [{ code: 'audiovisual.expense-not-approved', path: ['ref'] }]
          : []),
        ...(amountMinor === 0n ? [{ code: 'audiovisual.expense-empty', path: ['ref'] }] : []),
        ...(await twiceFindings(inside, expenseRef)),
      ],
      write: () => {
        const { day, currency } = line;
        const of = { activityId, productionId, expenseRef, contractId: null };
        const row = {
          day,
          currency,
          title,
          evidence: `expense ${expenseRef}`,
          nature: SpendNature.COST,
        };
        const counts = { amountMinor: amountMinor ?? 0n, eligibility: input.eligibility };
        return inside.store.insert(AudiovisualSpend, { ...of, ...row, ...counts });
      },
    };
  });
}

/**
 * What was approved of it without VAT, which counts in the same proportion; null while nobody has.
 * Downwards: a spend must not look more than it was.
 */
export function spentMinor({
  approvedMinor,
  amountMinor,
  vatMinor,
}: Pick<ExpenseLineFacts, 'approvedMinor' | 'amountMinor' | 'vatMinor'>): bigint | null {
  if (approvedMinor === null) return null;
  return amountMinor === 0n ? 0n : (approvedMinor * (amountMinor - vatMinor)) / amountMinor;
}

async function twiceFindings(
  { store }: PluginContext,
  expenseRef: string,
): Promise<PluginFinding[]> {
  const same = await store.find(AudiovisualSpend, { expenseRef }, { limit: 1 });
  const values = { evidence: expenseRef };
  return same.map(() => ({ code: 'audiovisual.spend-twice', path: ['ref'], values }));
}
