import { addDays, workingDaysLater } from 'gezel/sdk';
import { Channel } from './codes.js';

/**
 * What the law lets a creditor ask of a consumer (Code of Economic Law, Book XIX, law of 4 May
 * 2023; since 1 December 2023 for every debt).
 */
export interface ConsumerLaw {
  readonly from: string;
  readonly source: string;
  /** The days that a first, free reminder gives. */
  readonly reminderDays: number;
  readonly brackets: readonly {
    /** Of the debt, in cents: the bracket begins above it. */
    readonly aboveMinor: bigint;
    readonly fixedMinor: bigint;
    /** Percent of what is above. */
    readonly percent: bigint;
  }[];
  readonly mostMinor: bigint;
}

const laws: readonly ConsumerLaw[] = [
  {
    from: '2023-12-01',
    source: 'CEL art. XIX.2 and XIX.4',
    reminderDays: 14,
    brackets: [
      { aboveMinor: 500_00n, fixedMinor: 65_00n, percent: 5n },
      { aboveMinor: 150_00n, fixedMinor: 30_00n, percent: 10n },
      { aboveMinor: 0n, fixedMinor: 20_00n, percent: 0n },
    ],
    mostMinor: 2_000_00n,
  },
];

/** The law on a day; undefined before there was one, and then nothing may be computed. */
export const consumerLawOn = (day: string): ConsumerLaw | undefined =>
  laws.findLast(({ from }) => from <= day);

/** The most that a penalty may be for a debt in euro; a fraction of a cent is dropped. */
export function penaltyCapMinor(law: ConsumerLaw, debtMinor: bigint): bigint {
  const bracket = law.brackets.find(({ aboveMinor }) => debtMinor > aboveMinor);
  if (bracket === undefined) return 0n;
  const { aboveMinor, fixedMinor, percent } = bracket;
  const cap = fixedMinor + ((debtMinor - aboveMinor) * percent) / 100n;
  return cap < law.mostMinor ? cap : law.mostMinor;
}

/**
 * The last day of a term in calendar days, which begins the day after an e-mail and the third
 * working day after posting; that day is the first of the term.
 */
export function lastDayOf(sentOn: string, channel: Channel, days: number): string {
  const first = channel === Channel.EMAIL ? addDays(sentOn, 1) : workingDaysLater(sentOn, 3);
  return addDays(first, days - 1);
}
