import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { activityFindings } from './create-production.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend, SpendNature, TaxShelterEligibility } from './spend.entity.js';

@InputType({ description: 'A line of cost of a production.' })
export class AudiovisualRecordSpendInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => CivilDate, { description: 'The day on which it was spent, today or before.' })
  day: string;

  @Field(() => String, { description: 'What for, at most 200 characters.' })
  title: string;

  @Field(() => String, {
    description: 'The document that proves it, e.g. a number of an expense; once in a production.',
  })
  evidence: string;

  @Field(() => Decimal, { description: 'The amount, without VAT that is deducted.' })
  amount: string;

  @Field(() => TaxShelterEligibility, { description: 'How it counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => SpendNature, { nullable: true, description: 'What it is; COST when absent.' })
  nature?: SpendNature | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A contract counts by itself and is refused here: `audiovisualAssignContract`.',
  })
  contractId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Adds a line of cost; the same document counts once, however often it is sent. */
export async function recordSpend(
  ctx: PluginContext,
  input: AudiovisualRecordSpendInput,
): Promise<Attempted<AudiovisualSpend>> {
  const { id: productionId, activityId } = await changeable(
    ...([ctx, AudiovisualProduction, input.productionId] as const),
    { permission: 'audiovisual.write', path: 'productionId' },
  );
  const { currency } = await ctx.core.requireActivity(activityId, 'audiovisual.write');
  const contractId = await contractOf(ctx, activityId, input.contractId ?? null);
  const evidence = text(input.evidence, 'evidence');
  const amountMinor = minorOf(input.amount, currency, 'amount');
  if (amountMinor <= 0n) throw badInput('The amount is more than nothing.', 'amount');
  const { day, eligibility } = input;
  const nature = input.nature ?? SpendNature.COST;
  const row = { title: text(input.title, 'title'), evidence, amountMinor, currency, day, nature };
  const step = { action: 'audiovisual.record-spend', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const same = await inside.store.find(AudiovisualSpend, { productionId, evidence });
    const code = 'audiovisual.spend-twice';
    const twice = same.map(() => ({ code, path: ['evidence'], values: { evidence } }));
    const itself = { code: 'audiovisual.contract-counts-itself', path: ['contractId'] };
    const later = { code: 'audiovisual.spend-in-the-future', path: ['day'], values: { day } };
    return {
      findings: [
        ...closed,
        ...twice,
        ...(day > inside.today ? [later] : []),
        ...(contractId === null ? [] : [itself]),
      ],
      write: () => {
        const of = { activityId, productionId, contractId, eligibility };
        return inside.store.insert(AudiovisualSpend, { ...row, ...of });
      },
    };
  });
}

/** A contract of the same activity; any other is NOT_FOUND. */
async function contractOf(
  { core }: PluginContext,
  activityId: string,
  contractId: string | null,
): Promise<string | null> {
  if (contractId === null) return null;
  const id = localId('Contract', contractId, 'contractId');
  const contract = await core.read('Contract', id);
  if (contract?.activityId !== activityId) throw notFound('Contract', contractId);
  return id;
}
