import { type ContractFacts, handler, insertOnce, type PluginContext } from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { PerformingArtsContract, PerformingArtsContractDay } from './contract.entity.js';
import { is304 } from './contract-days.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { scheduledDays, takingPlace } from './scheduled-days.js';

/**
 * Marks the days of a contract as in force once it is signed, and no more once it is cancelled, so
 * that a date shows whether it is staffed. It asks the core how the contract stands now instead of
 * believing the event: repeated, reordered or late events come to the same.
 */
export const staffDates = handler({
  name: 'staff-dates',
  on: ['contract.signed', 'contract.cancelled'],
  handle: async (ctx, { subject }) => {
    const { store, core } = ctx;
    await noteContract(ctx, await core.read('Contract', subject.id));
    // What is read under the lock is not older than what others wrote.
    if ((await store.lock(PerformingArtsContract, subject.id)) === null) return;
    const contract = await core.read('Contract', subject.id);
    const inForce = contract !== null && !['DRAFT', 'CANCELLED'].includes(contract.status);
    if (contract !== null && inForce) await describeAsScheduled(ctx, contract);
    const days = await store.listBy(PerformingArtsContractDay, 'contractId', subject.id);
    for (const { id, day } of days.filter((one) => one.inForce !== inForce)) {
      // What a draft said of worker and hours may have changed before it was signed.
      const minutes = contract?.days.find((one) => one.day === day)?.minutes;
      const agreed = { workerId: contract?.workerId, minutes };
      await store.update(PerformingArtsContractDay, id, { inForce, ...agreed });
    }
  },
});

/** A contract of this sector has a row to be locked by, described or not. */
async function noteContract(
  { store, now }: PluginContext,
  contract: ContractFacts | null,
): Promise<void> {
  if (contract === null || !is304(contract.jointCommittee)) return;
  const { id: contractId, activityId } = contract;
  if ((await store.get(PerformingArtsActivity, activityId)) === null) return;
  const row = { contractId, activityId, changedAt: now };
  await insertOnce(store, PerformingArtsContract, contractId, row);
}

/** Keeps what the schedule said of the days that nobody had described when it was signed. */
async function describeAsScheduled(
  { store }: PluginContext,
  { id: contractId, activityId, workerId, days }: ContractFacts,
): Promise<void> {
  const there = await store.listBy(PerformingArtsContractDay, 'contractId', contractId);
  const described = new Set(there.map(({ day }) => day));
  for (const { day, minutes } of days.filter((one) => !described.has(one.day))) {
    const where = { activityId, day, status: { in: takingPlace } };
    const dates = await store.find(PerformingArtsPerformance, where);
    const said = scheduledDays(dates.map((date) => ({ ...date }))).get(day);
    if (said === undefined) continue;
    const { kind: kindCode, performanceId } = said;
    const times = { startsAt: null, endsAt: null, services: null };
    const row = { contractId, day, workerId, minutes, kindCode, performanceId, ...times };
    await store.insert(PerformingArtsContractDay, { ...row, inForce: true });
  }
}
