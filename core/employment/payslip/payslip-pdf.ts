import type { Locale, Translator } from '../../platform/messages.js';
import { decimalOf } from '../../platform/money.js';
import { hoursOf } from '../day/hours.js';
import type { PayLine } from '../rules/pay-terms.js';
import type { PayParties } from './pay-parties.js';
import { figureTable, type PayWords, payPdf, payWords } from './pay-pdf.js';
import type { PayslipSource } from './payslip-source.js';

export interface PayslipTexts {
  readonly locale: Locale;
  readonly messages: Translator;
  /** The title of the contract's kind in that language. */
  readonly kind: string;
}

/** A payslip for the eye: the contract, every step from gross to net, what the employer owes. */
export function payslipPdf(
  source: PayslipSource,
  parties: PayParties,
  { locale, messages, kind }: PayslipTexts,
): Promise<Uint8Array> {
  const words = payWords(locale);
  const { labels } = words;
  const { contract, lines } = source;
  const table = (shown: readonly PayLine[], named: string) =>
    figureTable(
      [named, labels.base, labels.rate, labels.amount],
      shown.map((line) => rowOf(line, contract.currency, words, messages, locale)),
    );
  return payPdf({
    ...{ locale, parties, title: `${labels.payslip} ${contract.number}` },
    facts: factsOf(source, kind, words),
    on: contract.paidOn ?? (contract.dueOn as string),
    content: [
      table(
        lines.filter(({ code }) => workerLines.has(code)),
        labels.step,
      ),
      table(lines.filter(isEmployers), labels.byEmployer),
    ],
  });
}

function factsOf(
  source: PayslipSource,
  kind: string,
  { labels, formats }: PayWords,
): [string, string][] {
  const { contract, firstDay, lastDay, days, minutes } = source;
  const hours = formats.number(hoursOf(minutes));
  const [paid, day] = contract.paidOn
    ? [labels.paid, contract.paidOn]
    : [labels.due, contract.dueOn as string];
  return [
    [labels.contract, contract.number as string],
    [labels.kind, kind],
    ...(contract.jointCommittee === null
      ? []
      : [[labels.jointCommittee, contract.jointCommittee] as [string, string]]),
    [labels.period, `${formats.day(firstDay)} – ${formats.day(lastDay)}`],
    [labels.worked, `${days} ${labels.dayCount}, ${hours} ${labels.hourCount}`],
    [paid, formats.day(day)],
  ];
}

function rowOf(
  { code, baseMinor, rate, amountMinor }: PayLine,
  currency: string,
  { formats }: PayWords,
  messages: Translator,
  locale: Locale,
): string[] {
  // Gross is given here, not computed: how the co-operative came to it is not the worker's matter.
  const bare = code === 'gross';
  return [
    messages.say(locale, `pay-line.${code}`),
    bare || baseMinor === null ? '' : formats.money(baseMinor, currency),
    bare || rate === null ? '' : `${formats.number(decimalOf(BigInt(rate), 3))} %`,
    formats.money(amountMinor, currency),
  ];
}

const isEmployers = ({ code }: PayLine): boolean =>
  (code.startsWith('employer-') && code !== 'employer-cost') ||
  code.startsWith('reduction-') ||
  code === 'holiday-pay';

const workerLines: ReadonlySet<string> = new Set([
  ...['agreed', 'absence'],
  ...['gross', 'contribution-base', 'employee-contribution', 'work-bonus', 'taxable'],
  ...['withholding', 'withholding-low-wage', 'special-contribution', 'net'],
]);
