import { handler } from 'gezel/sdk';
import { PerformingArtsContract, PerformingArtsContractDay } from './contract.entity.js';

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
    // What is read under the lock is not older than what others wrote.
    if ((await store.lock(PerformingArtsContract, subject.id)) === null) return;
    const contract = await core.read('Contract', subject.id);
    const inForce = contract !== null && !['DRAFT', 'CANCELLED'].includes(contract.status);
    const days = await store.listBy(PerformingArtsContractDay, 'contractId', subject.id);
    for (const { id, day } of days.filter((one) => one.inForce !== inForce)) {
      // What a draft said of worker and hours may have changed before it was signed.
      const minutes = contract?.days.find((one) => one.day === day)?.minutes;
      const agreed = { workerId: contract?.workerId, minutes };
      await store.update(PerformingArtsContractDay, id, { inForce, ...agreed });
    }
  },
});
