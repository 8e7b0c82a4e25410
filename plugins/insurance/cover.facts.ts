import { fact } from 'gezel/sdk';
import { CoverStatus } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { InsurancePolicy } from './policy.entity.js';

/** What an activity has insured from today on, for bridges. */
export const coversOfActivity = fact({
  name: 'insurance.covers',
  description:
    'Covers of an activity that hold or are asked for and do not end before today, at most 100: ' +
    '{ id, risk, from, until, valueMinor, currency, confirmed, things }; both days included, ' +
    'valueMinor in minor units as text, the ids of the things that it is for, if anybody said.',
  rows: async ({ core, store, today }, activityId) => {
    if ((await core.read('Activity', activityId)) === null) return [];
    const covers = await store.listBy(InsuranceCover, 'activityId', activityId, {
      where: {
        status: { in: [CoverStatus.REQUESTED, CoverStatus.ACTIVE] },
        untilDay: { from: today },
      },
    });
    return Promise.all(
      covers.map(
        async ({ id, policyId, fromDay, untilDay, valueMinor, currency, status, covered }) => ({
          ...{
            id,
            things: covered,
            risk: (await store.get(InsurancePolicy, policyId))?.risk ?? null,
          },
          ...{ from: fromDay, until: untilDay, valueMinor: String(valueMinor), currency },
          confirmed: status === CoverStatus.ACTIVE,
        }),
      ),
    );
  },
});
