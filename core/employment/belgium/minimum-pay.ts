import type { Finding } from '../../platform/write/violation.js';
import type { LawCheck, LawFacts, MinimumPay } from '../rules/contract-law.js';
import { because } from '../rules/law-figure.js';

/**
 * Gross pay is at least the general minimum of the day, and at least the scale of the function in
 * its joint committee: by the month for whoever is paid by the month, by the hour or day for others. A function without a figure is refused by name; where a co-operative has the
 * scale of a joint committee, or asks for one everywhere, a contract says its function.
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

function below({ contract, fullMonthMinutes, on }: LawFacts, minimum: MinimumPay): Finding[] {
  const { days, grossMinor } = contract;
  if (grossMinor === null) return [];
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  // Compared as fractions, so that nothing is rounded.
  const [units, unit] = { HOUR: [minutes, 60], DAY: [days.length, 1], MONTH: monthly() }[
    minimum.per
  ] as [number, number];
  if (unit === 0) {
    return [{ code: 'law.figure-missing', values: { figure: 'working-time.day', day: on } }];
  }
  const least = BigInt(units) * minimum.amountE4;
  const perMinor = 100n * BigInt(unit);
  if (grossMinor * perMinor >= least) return [];
  const leastMinor = (least + perMinor - 1n) / perMinor;
  const said = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
  const values = {
    ...{ gross: said(grossMinor), least: said(leastMinor) },
    function: minimum.functionCode ?? '-',
  };
  return [{ code: 'minimum-pay.below', path: ['budget'], values, ...because(minimum) }];

  function monthly(): [number, number] {
    const full = fullMonthMinutes ?? 0;
    return [Math.min(minutes, full), full];
  }
}
