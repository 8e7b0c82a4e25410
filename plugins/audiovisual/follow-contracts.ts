import { type ContractFacts, handler, insertOnce, type PluginContext } from 'gezel/sdk';
import { AudiovisualContract } from './contract.entity.js';
import { isOwed } from './contract-cost.js';
import { AudiovisualCrewMember } from './crew.entity.js';

/**
 * A month of an employment without an agreed end goes on for the production of the month before, until
 * somebody says otherwise; and the crew knows the last day of a contract once it is signed. It asks the
 * core how the contract stands now: repeated, reordered or late events come to the same.
 */
export const followContracts = handler({
  name: 'follow-contracts',
  on: ['contract.signed'],
  handle: async (ctx, { subject }) => {
    const contract = await ctx.core.read('Contract', subject.id);
    if (contract === null || !isOwed(contract)) return;
    await goOn(ctx, contract);
    const worksUntil = contract.days.at(-1)?.day;
    if (worksUntil === undefined) return;
    const crew = await ctx.store.find(AudiovisualCrewMember, { contractId: contract.id });
    for (const { id } of crew) await ctx.store.update(AudiovisualCrewMember, id, { worksUntil });
  },
});

/** Contracts have ids in the order in which they were made, so the month before is the last below. */
async function goOn({ store, now }: PluginContext, contract: ContractFacts): Promise<void> {
  const { id: contractId, activityId, engagementId } = contract;
  if (engagementId === null) return;
  const [before] = await store.find(
    AudiovisualContract,
    { engagementId, contractId: { before: contractId } },
    { orderBy: { property: 'contractId', direction: 'desc' }, limit: 1 },
  );
  if (before === undefined || before.productionId === null) return;
  const { productionId, eligibility, nature } = before;
  await insertOnce(store, AudiovisualContract, contractId, {
    ...{ contractId, activityId, engagementId, productionId, eligibility, nature },
    changedAt: now,
  });
}
