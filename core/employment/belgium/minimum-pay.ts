import type { Finding } from '../../platform/write/violation.js';
import type { LawCheck, LawFacts, MinimumPay } from '../rules/contract-law.js';
import { because } from '../rules/law-figure.js';
import { extraMinutesE5 } from './supplements.js';
import { youthShare } from './youth.js';

/**
 * Gross pay is at least the general minimum of the day, and at least the scale of the function in
 * its joint committee, with the supplements of its days and in part for the young: by the month for
 * whoever is paid by the month, by the hour or day for others. The general minimum of a month is one of
 * the year on average; a scale is not. A function without a figure is refused by name; where a
 * co-operative has the scale of a joint committee, or asks for one everywhere, a contract says its function.
 */
export const minimumPay: LawCheck = (facts) => {
  const { contract, minimums, scaleRequired, on } = facts;
  const { jointCommittee, functionCode } = contract;
  const general = minimums.filter((row) => row.functionCode === null);
  const scale = minimums.filter((row) => row.functionCode !== null);
  const own = scale.filter((row) => row.functionCode === functionCode);
  const found: Finding[] = [];
  if (general.length === 0) {
    found.push({ code: 'law.figure-missing', values: { figure: 'minimum-pay', day: on } });
  }
  const values = { jointCommittee: jointCommittee ?? '-', function: functionCode, day: on };
  if (functionCode !== null && own.length === 0) {
    found.push({ code: 'minimum-pay.none-for-function', path: ['function'], values });
  } else if (functionCode === null && scale.length > 0) {
    found.push({ code: 'minimum-pay.function-needed', path: ['function'], values });
  } else if (functionCode === null && jointCommittee !== null && scaleRequired) {
    found.push({ code: 'minimum-pay.scale-unknown', path: ['jointCommittee'], values });
  }
  const rows = [...byWayOfPay(general, facts), ...byWayOfPay(own, facts)];
  return [...found, ...rows.flatMap((minimum) => below(facts, minimum))];
};

/** A month of an engagement is paid by the month; where only one way has a minimum, that one holds. */
function byWayOfPay(rows: readonly MinimumPay[], { contract }: LawFacts): readonly MinimumPay[] {
  const own = rows.filter(({ per }) => (per === 'MONTH') === (contract.engagementId !== null));
  return own.length > 0 ? own : rows;
}

function below(facts: LawFacts, minimum: MinimumPay): Finding[] {
  const { grossMinor } = facts.contract;
  if (grossMinor === null) return [];
  const [units, unit] = unitsOf(facts, minimum);
  if (unit === 0n) {
    const values = { figure: 'working-time.day', day: facts.on };
    return [{ code: 'law.figure-missing', values }];
  }
  const { share, findings } = youthShare(facts, minimum, facts.agreed);
  // Compared as fractions, so that nothing is rounded.
  const least = units * minimum.amountE4 * BigInt(share);
  const perMinor = 100n * unit * wholeE5;
  if (grossMinor * perMinor >= least) return [...findings];
  const leastMinor = (least + perMinor - 1n) / perMinor;
  const values = {
    ...{ gross: said(grossMinor), least: said(leastMinor) },
    function: minimum.functionCode ?? '-',
  };
  const about = { path: ['budget'], values, ...because(minimum) };
  return metByYear(facts, minimum, grossMinor - leastMinor)
    ? [...findings, { code: 'minimum-pay.below-month', ...about, severity: 'WARNING' }]
    : [...findings, { code: 'minimum-pay.below', ...about }];
}

/** How much of what the minimum is for is worked, supplements counted in, as a fraction. */
function unitsOf(facts: LawFacts, { per }: MinimumPay): [units: bigint, unit: bigint] {
  const { days } = facts.contract;
  const extras = extraMinutesE5(facts);
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  const extra = BigInt(extras.reduce((sum, one) => sum + one, 0));
  if (per === 'HOUR') return [BigInt(minutes) * wholeE5 + extra, 60n * wholeE5];
  if (per === 'DAY') {
    // A part of a day is rounded up, to a hundred-thousandth.
    const ofDays = days.map((day, i) => Math.ceil((extras[i] as number) / day.minutes));
    const more = BigInt(ofDays.reduce((sum, one) => sum + one, 0));
    return [BigInt(days.length) * wholeE5 + more, wholeE5];
  }
  const full = facts.fullMonthMinutes ?? 0;
  return [BigInt(Math.min(minutes, full)) * wholeE5 + extra, BigInt(full) * wholeE5];
}

/**
 * The guaranteed average monthly income is one of the calendar year: a month below it is made good
 * by what the other months of the year, which are signed, have above theirs. What may come later
 * makes nothing good.
 */
function metByYear(
  { otherMonths }: LawFacts,
  { per, functionCode }: MinimumPay,
  overMinor: bigint,
): boolean {
  if (per !== 'MONTH' || functionCode !== null) return false;
  const ahead = otherMonths.reduce((sum, { grossMinor, minutes, fullMinutes, amountE4 }) => {
    if (amountE4 === null || fullMinutes === 0) return sum;
    const least = BigInt(Math.min(minutes, fullMinutes)) * amountE4;
    const perMinor = 100n * BigInt(fullMinutes);
    return sum + grossMinor - (least + perMinor - 1n) / perMinor;
  }, 0n);
  return overMinor + ahead >= 0n;
}

const said = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
const wholeE5 = 100_000n;
