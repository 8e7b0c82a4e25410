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
    const { store, core, now } = ctx;
    // The update takes the row's lock: what is read after it is not older than what others wrote.
    const described = await store.update(PerformingArtsContract, subject.id, { changedAt: now });
    if (described === null) return;
    const contract = await core.read('Contract', subject.id);
    const inForce = contract !== null && !['DRAFT', 'CANCELLED'].includes(contract.status);
    const days = await store.listBy(PerformingArtsContractDay, 'contractId', subject.id);
    for (const day of days.filter((one) => one.inForce !== inForce)) {
      await store.update(PerformingArtsContractDay, day.id, { inForce });
    }
  },
});
