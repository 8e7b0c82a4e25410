import {
  aboveZero,
  calendarDay,
  minorOf,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
} from 'gezel/sdk';
import type { Risk } from './codes.js';
import { InsurancePolicy } from './policy.entity.js';
import { daysOf, type Quoted, quotesFor, type Wanted } from './premium.js';

/** What somebody asks to be covered, as it came in. */
export interface AskedCover {
  readonly risk: Risk;
  readonly from: string;
  readonly until: string;
  /** Absent: nobody said. */
  readonly value?: string | null | undefined;
}

/** What is to be covered; nonsense is bad input. */
export function wantedOf({ risk, from, until, value }: AskedCover, currency: string): Wanted {
  calendarDay(from, 'from');
  calendarDay(until, 'until');
  const valueMinor = value == null ? null : aboveZero(minorOf(value, currency, 'value'), 'value');
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
    const values = { risk, from, until };
    findings.push({ code: await whyNone(store, wanted), path: ['value'], values });
  }
  return { findings, quoted };
}

/** Some policy would answer, did it know the value; or none covers this at all. */
async function whyNone(store: PluginStore, { risk, currency, from, valueMinor }: Wanted) {
  if (valueMinor !== null) return 'insurance.no-policy';
  const by = { risk, currency, fromDay: { upTo: from }, untilDay: { after: from, orNull: true } };
  const some = await store.find(InsurancePolicy, by, { limit: 1 });
  return some.length > 0 ? 'insurance.value-needed' : 'insurance.no-policy';
}
