import type { Finding } from '../../platform/write/violation.js';
import type { LawCheck, LawFacts, MinimumPay } from './contract-law.js';
import { because } from './law-figure.js';

/**
 * Gross pay is at least the general minimum of the day, and at least the scale of the function in
 * its joint committee. A function without a figure is refused by name; where a co-operative has the
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
  return [...found, ...[...general, ...own].flatMap((minimum) => below(facts, minimum))];
};

function below({ contract }: LawFacts, minimum: MinimumPay): Finding[] {
  const { days, grossMinor } = contract;
  if (grossMinor === null) return [];
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  // Compared in ten-thousandths of a sixtieth, so that nothing is rounded.
  const units = BigInt(minimum.per === 'HOUR' ? minutes : days.length * 60);
  const least = units * minimum.amountE4;
  if (grossMinor * 100n * 60n >= least) return [];
  const leastMinor = (least + 5_999n) / 6_000n;
  const said = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
  const values = {
    ...{ gross: said(grossMinor), least: said(leastMinor) },
    function: minimum.functionCode ?? '-',
  };
  return [{ code: 'minimum-pay.below', path: ['budget'], values, ...because(minimum) }];
}
