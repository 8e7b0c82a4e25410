/** Ways of pay in Belgium for tests: by the figures as the migrations write them. */

import { openDatabase } from '../../platform/database/pool.js';
import { copyOfTemplate, dropDatabase } from '../../platform/testing/database.js';
import type { Pay, PayAmount, PayWay } from '../pay/compute-pay.js';
import { computePay } from '../pay/compute-pay.js';
import { rulesOf } from '../rules/countries.js';
import { datedFigures, type FigureRow } from '../rules/dated-figures.js';
import { type PayScheme, type PaySituation, plainSituation } from '../rules/pay-terms.js';

/** All the figures of Belgium, of every period. */
export async function belgianFigures(): Promise<FigureRow[]> {
  const url = await copyOfTemplate();
  const admin = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 30_000, lockTimeoutMs: 20_000, role: null },
  });
  try {
    return await admin.query<FigureRow & Record<string, unknown>>(
      `select code, worker_class as "workerClass", employer_category as "employerCategory",
         joint_committee as "jointCommittee", value, from_day as "from", until_day as "until",
         source
       from core.pay_figure where country = 'BE'`,
    );
  } finally {
    await admin.close();
    await dropDatabase(url);
  }
}

export const artist: PayScheme = {
  ...{ id: 'a-row', coefficient: 169_000, workerClass: 'artist', employerCategory: 'private' },
  ...{ workerCode: null, withholding: 'artist', elements: [], source: 'the sample' },
  ...{ fromDay: '2023-06-18', untilDay: null },
};

export const employee: PayScheme = {
  ...{ ...artist, workerClass: 'employee', withholding: 'scale' },
  elements: ['work-bonus', 'special-contribution'],
};

export const student: PayScheme = { ...artist, workerClass: 'student', withholding: 'none' };

/** A scheme's way of pay on a day, with a fee of 6.5 %. */
export function payWay(
  rows: readonly FigureRow[],
  scheme: PayScheme,
  day: string,
  situation: Partial<PaySituation> = {},
): PayWay {
  const held = rows.filter(({ from, until }) => from <= day && (until === null || day < until));
  const { workerClass, employerCategory } = scheme;
  const scope = { workerClass, employerCategory, jointCommittee: null, day };
  const whole = { ...plainSituation, ...situation };
  const terms = rulesOf('BE')?.payTerms(scheme, datedFigures(held, scope), whole);
  return { scheme, terms: terms as PayWay['terms'], fee, defrayalMinor: 0n };
}

/** A computation that misses nothing. */
export const payOf = (way: PayWay, from: PayAmount, amount: bigint): Pay =>
  computePay(way, from, amount) as Pay;

export const lineOf = (pay: Pay, code: string) => pay.lines.find((line) => line.code === code);
export const amountOf = (pay: Pay, code: string) => lineOf(pay, code)?.amountMinor;

const fee: PayWay['fee'] = {
  feeMinor: (invoiced) => (invoiced * 6_500n + 50_000n) / 100_000n,
  ...{ rate: 6_500, source: 'its rule', from: '2015-01-01', until: null },
};
