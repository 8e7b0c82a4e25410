import {
  type Attempted,
  badInput,
  CivilDate,
  type ContractFacts,
  changeable,
  Field,
  ID,
  InputType,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { AudiovisualContract, AudiovisualContractDay } from './contract.entity.js';
import { activityFindings } from './create-production.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend, SpendNature, TaxShelterEligibility } from './spend.entity.js';

@InputType({ description: 'For which production a contract works, and how its cost counts.' })
export class AudiovisualAssignContractInput {
  @Field(() => ID, { description: 'The contract: of the production’s activity.' })
  contractId: string;

  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => TaxShelterEligibility, { description: 'How its cost counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => SpendNature, { nullable: true, description: 'What it is; COST when absent.' })
  nature?: SpendNature | null;

  @Field(() => [CivilDate], {
    nullable: true,
    description:
      'Only these of its days, 1 to 100; absent: all of them, whatever was said of days before.',
  })
  days?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Says for which production a contract works and how its cost counts, on all of its days or on some.
 * What was typed by hand of its cost counts so too, and holds it at the production of that line.
 */
export async function assignContract(
  ctx: PluginContext,
  input: AudiovisualAssignContractInput,
): Promise<Attempted<AudiovisualContract>> {
  const { id: productionId, activityId } = await changeable(
    ...([ctx, AudiovisualProduction, input.productionId] as const),
    { permission: 'audiovisual.write', path: 'productionId' },
  );
  const contractId = localId('Contract', input.contractId, 'contractId');
  const contract = await ctx.core.read('Contract', contractId);
  if (contract?.activityId !== activityId) throw notFound('Contract', input.contractId);
  const days = daysOf(input);
  const counts = { eligibility: input.eligibility, nature: input.nature ?? SpendNature.COST };
  const about = { type: 'Contract', id: contractId };
  const step = { action: 'audiovisual.assign-contract', about, dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { store } = inside;
    const closed = await activityFindings(inside, activityId);
    const before = await store.lock(AudiovisualContract, contractId);
    const typed = await store.find(AudiovisualSpend, { contractId });
    const elsewhere = typed.filter((spend) => spend.productionId !== productionId);
    const code = 'audiovisual.contract-of-other-production';
    return {
      findings: [
        ...closed,
        ...(elsewhere.length > 0 ? [{ code, path: ['productionId'] }] : []),
        ...dayFindings(contract, days ?? []),
      ],
      write: async () => {
        for (const { id } of typed) await store.update(AudiovisualSpend, id, counts);
        const said = { activityId, productionId, ...counts };
        const own = { engagementId: contract.engagementId, changedAt: inside.now };
        if (days === null) return assignWhole(inside, contractId, { ...said, ...own });
        const none = { productionId: null, ...counts, eligibility: TaxShelterEligibility.NO };
        const row =
          before ??
          (await store.insert(AudiovisualContract, { contractId, activityId, ...none, ...own }));
        for (const day of days) await assignDay(inside, { contractId, day, ...said });
        return row;
      },
    };
  });
}

/** All days count alike from now on. */
async function assignWhole(
  { store }: PluginContext,
  contractId: string,
  row: Partial<AudiovisualContract>,
): Promise<AudiovisualContract> {
  for (const { id } of await store.find(AudiovisualContractDay, { contractId })) {
    await store.remove(AudiovisualContractDay, id);
  }
  return (
    (await store.update(AudiovisualContract, contractId, row)) ??
    store.insert(AudiovisualContract, { contractId, ...row })
  );
}

async function assignDay(
  { store, newId }: PluginContext,
  row: Omit<AudiovisualContractDay, 'cooperativeId' | 'id'>,
): Promise<void> {
  const { contractId, day } = row;
  const [there] = await store.find(AudiovisualContractDay, { contractId, day });
  if (there === undefined) await store.insert(AudiovisualContractDay, { id: newId(), ...row });
  else await store.update(AudiovisualContractDay, there.id, row);
}

function daysOf({ days }: AudiovisualAssignContractInput): string[] | null {
  if (days == null) return null;
  if (days.length >= 1 && days.length <= 100) return [...new Set(days)];
  throw badInput('1 to 100 days are expected.', 'days');
}

/** A day that the contract does not have is not for any production. */
function dayFindings(contract: ContractFacts, days: readonly string[]): PluginFinding[] {
  const own = new Set(contract.days.map(({ day }) => day));
  return days.flatMap((day, i) =>
    own.has(day)
      ? []
      : [
          {
            code: 'audiovisual.no-day-of-contract',
            path: ['days', String(i)],
            values: { day },
          },
        ],
  );
}
