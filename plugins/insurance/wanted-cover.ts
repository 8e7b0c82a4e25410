import { badInput, isCivilDate, minorOf, type PluginContext, type PluginFinding } from 'gezel/sdk';
import type { Risk } from './codes.js';
import { daysOf, type Quoted, quotesFor, type Wanted } from './premium.js';

/** What somebody asks to be covered, as it came in. */
export interface AskedCover {
  readonly risk: Risk;
  readonly from: string;
  readonly until: string;
  readonly value: string;
}

/** What is to be covered; nonsense is bad input. */
export function wantedOf({ risk, from, until, value }: AskedCover, currency: string): Wanted {
  if (!isCivilDate(from)) throw badInput(`"${from}" is not a day.`, 'from');
  if (!isCivilDate(until)) throw badInput(`"${until}" is not a day.`, 'until');
  const valueMinor = minorOf(value, currency, 'value');
  if (valueMinor <= 0n) throw badInput('The value is more than nothing.', 'value');
  return { risk, from, until, valueMinor, currency };
}

/** The cheapest that insurers ask, and what stands in the way of buying it. */
export async function judgeCover(
  { store, today, config }: PluginContext,
  wanted: Wanted,
): Promise<{ readonly findings: PluginFinding[]; readonly quoted: Quoted | undefined }> {
  const { risk, from, until } = wanted;
  const findings: PluginFinding[] = [];
  const limit = config.longestCoverDays as number;
  if (from < today) findings.push({ code: 'insurance.cover-in-the-past', path: ['from'] });
  if (until < from) {
    findings.push({ code: 'insurance.cover-ends-early', path: ['until'], values: { from, until } });
  } else if (daysOf(wanted) > limit) {
    findings.push({ code: 'insurance.cover-too-long', path: ['until'], values: { limit } });
  }
  const [quoted] = await quotesFor(store, wanted);
  if (quoted === undefined) {
    findings.push({ code: 'insurance.no-policy', path: ['value'], values: { risk, from } });
  }
  return { findings, quoted };
}
