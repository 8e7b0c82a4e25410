/** The month is closed: the statement of the activity, VAT, fees, the fund, and the journal. */
import { asker } from '../client.js';
import {
  type Download,
  type Freelancer,
  fetched,
  type MonthClient,
  type Sum,
} from './month-client.js';
import * as op from './operations.js';

const month = { from: '2026-11-01', until: '2026-11-30' };

interface Report {
  readonly download: Download;
}

export async function close(client: MonthClient, freelancer: Freelancer): Promise<void> {
  await statement(client, freelancer);
  const finance = asker(client, 'demo|finance');
  const { vatListing: vat } = await finance<{
    vatListing: Report & { payable: Sum; regularised: Sum; deductible: Sum };
  }>(op.vatListing, month);
  const { feeReport: fees } = await finance<{ feeReport: Report & { booked: Sum } }>(
    ...[op.feeReport, month],
  );
  const { fundReport: fund } = await finance<{
    fundReport: Report & { rows: { account: string; closing: Sum }[] };
  }>(op.fundReport, month);
  const closing = (code: string) =>
    fund.rows.find(({ account }) => account === code)?.closing.amount ?? '0.00';
  client.say(
    `17 the co-operative's month: VAT ${vat.payable.amount} payable, ${vat.regularised.amount} of ` +
      `lost claims taken off, ${vat.deductible.amount} deductible; fees ${fees.booked.amount}; the fund has ${closing('fund.available')}, ` +
      `and ${closing('fund.claims')} out in advances`,
  );
  await mapChart(client);
  const { journal } = await finance<{ journal: Report }>(op.journal, month);
  const files = await Promise.all([vat, fees, fund, journal].map((one) => rowsOf(client, one)));
  client.say(`18 exports ${files.join(', ')}`);
}

async function statement(client: MonthClient, { subject, activityId }: Freelancer): Promise<void> {
  const { activityStatement } = await asker(client, subject)<{
    activityStatement: Report & {
      closing: Sum;
      entries: {
        nodes: { on: string; kind: string; document: string | null; amount: Sum; balance: Sum }[];
      };
    };
  }>(op.statement, { id: activityId, ...month });
  const { closing, entries } = activityStatement;
  const file = await rowsOf(client, activityStatement);
  client.say(`16 the statement of the activity (${file}), closing at ${closing.amount}:`);
  for (const { on, kind, document, amount, balance } of entries.nodes) {
    const sums = `${amount.amount.padStart(9)} ${balance.amount.padStart(9)}`;
    client.say(`   ${on}  ${`${kind} ${document ?? ''}`.padEnd(36)}${sums}`);
  }
}

/** The co-operative's own accounts, where none is said yet: exports name no others. */
async function mapChart(client: MonthClient): Promise<void> {
  const finance = asker(client, 'demo|finance');
  const { chartAccounts } = await finance<{
    chartAccounts: { code: string; number: string | null }[];
  }>(op.chartAccounts);
  const accounts = chartAccounts.flatMap(({ code, number }, index) =>
    number === null ? [{ code, number: `${490_000 + index}`, name: code }] : [],
  );
  if (accounts.length === 0) return;
  await finance(op.mapChartAccounts, { input: { from: month.from, accounts } });
}

async function rowsOf(client: MonthClient, { download }: Report): Promise<string> {
  const rows = (await fetched(client, download)).trimEnd().split('\n').length - 1;
  return `${download.filename} with ${rows} rows`;
}
