import type { ContractLaw } from '../rules/contract-law.js';
import { countries } from '../rules/countries.js';
import type { CountryRules } from '../rules/country-rules.js';
import { rate } from '../rules/dated-figures.js';
import { partOf, sumOf, taken } from '../rules/pay-line.js';

/**
 * A country that is not: one contribution of the worker, one of the employer, rest on Tuesdays and one
 * holiday. What differs from Belgium is all here, and nothing else has to know of it.
 */
export const fictional: CountryRules = {
  country: 'LU',
  calendar: {
    weekend: [2],
    source: 'The almanac of nowhere',
    holidays: [{ name: 'Day of the loaf', monthDay: '12-04', from: 2000 }],
  },
  law: {
    always: [
      ({ contract }) =>
        contract.days.flatMap(({ day }, i) =>
          new Date(`${day}T00:00:00Z`).getUTCDay() === 2
            ? [{ code: 'day.sunday', path: ['days', String(i), 'day'], values: { day } }]
            : [],
        ),
    ],
    byRegime: {},
    formalities: ({ days }) => [
      { kind: 'bread', country: null, dueOn: days[0]?.day ?? '', source: 'The almanac of nowhere' },
    ],
    attestation: () => null,
  } satisfies ContractLaw,
  allowance: null,
  schemeNames: { workerClasses: ['baker'], employerCategories: ['private'], elements: [] },
  reference: {
    ...{ kinds: [], schemes: [], workerTypes: { kinds: [], from: '2000-01-01', source: 'None' } },
    policy: { daysBeforeStart: 0, payAfterWorkingDays: 1, since: ['2000-01-01', 'None'] },
  },
  payTerms: (_scheme, figures) => {
    const worker = figures.need('bread.worker', rate);
    const workerMissing = figures.takeMissing();
    const employer = figures.need('bread.employer', rate);
    const employerMissing = figures.takeMissing();
    return {
      missing: { worker: workerMissing, employer: employerMissing },
      worker:
        worker &&
        ((grossMinor) => {
          const share = partOf('employee-contribution', grossMinor, worker);
          const netMinor = grossMinor - share.amountMinor;
          return {
            lines: [taken(share), sumOf('net', netMinor)],
            ...{ employeeContributionMinor: share.amountMinor, withholdingMinor: 0n, netMinor },
          };
        }),
      employer:
        employer &&
        ((grossMinor) => {
          const share = partOf('employer-basic', grossMinor, employer);
          return {
            lines: [share],
            ...{ contributionBaseMinor: grossMinor, employerContributionMinor: share.amountMinor },
          };
        }),
    };
  },
  absencePay: ({ days }) => ({ shares: days.map(() => 100_000), sources: [] }),
  noticeUntil: ({ givenOn }) => givenOn,
  figureForm: (code) => (code.startsWith('bread.') ? { of: 'pay', shape: rate } : null),
};

/** Until the answer is called, the country is one that has rules. */
export function withFictional(): () => void {
  const known = countries as Map<string, CountryRules>;
  known.set(fictional.country, fictional);
  return () => void known.delete(fictional.country);
}
