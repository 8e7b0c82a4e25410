import type { Locale } from '../../platform/messages.js';
import { type Money, minorOf } from '../../platform/money.js';
import type { PayParties } from './pay-parties.js';
import { figureTable, payPdf, payWords } from './pay-pdf.js';
import type { PayStatement } from './payslip.types.js';

/** A year's pay for the eye, a table a currency. */
export function statementPdf(
  statements: readonly PayStatement[],
  year: number,
  parties: PayParties,
  locale: Locale,
): Promise<Uint8Array> {
  const { labels, formats } = payWords(locale);
  const said = ({ amount, currency }: Money) => formats.money(minorOf(amount, currency), currency);
  const head = [labels.month, labels.contracts, labels.gross, labels.tax, labels.net];
  const contracts = statements.reduce((sum, one) => sum + one.contracts, 0);
  return payPdf({
    ...{ locale, parties, title: `${labels.statement} ${year}`, on: `${year}-12-31` },
    facts: [
      [labels.year, String(year)],
      [labels.contracts, String(contracts)],
    ],
    content: statements.flatMap((one) => [
      figureTable(
        head,
        one.months.map(({ month, contracts, gross, withholding, net }) => [
          ...[String(month), String(contracts), said(gross), said(withholding), said(net)],
        ]),
        [
          labels.total,
          String(one.contracts),
          said(one.gross),
          said(one.withholding),
          said(one.net),
        ],
      ),
      figureTable(
        [labels.total, labels.amount],
        [
          [labels.gross, said(one.gross)],
          [labels.contribution, said(one.employeeContribution)],
          [labels.taxable, said(one.taxable)],
          [labels.tax, said(one.withholding)],
          [labels.net, said(one.net)],
          [
            labels.worked,
            `${one.days} ${labels.dayCount}, ${formats.number(one.hours)} ${labels.hourCount}`,
          ],
        ],
      ),
    ]),
  });
}
