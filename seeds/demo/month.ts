import { bankPays, clientsPay } from './month/bank.js';
import { writeOff } from './month/default.js';
import type { MonthClient } from './month/month-client.js';
import { payOut } from './month/payouts.js';
import { close } from './month/reports.js';
import { begin, sell, sellToBankrupt } from './month/sales.js';
import { buy, claim, moveAndCredit, payRights, plan } from './month/spending.js';
import { hired, workAndPay } from './month/work.js';

export type { MonthClient } from './month/month-client.js';

/** The month has a calendar of its own, so that it tells the same story each time. */
export const monthBegins = '2026-11-03';

/**
 * A co-operative's whole month over GraphQL: offers taken online, invoices by Peppol, wages on the
 * seventh working day before any client has paid, the bank's files, what is bought and claimed, author
 * rights, a client's default, payouts that two people release, and the reports. Each chapter is a file of `month/`.
 */
export async function month(client: MonthClient): Promise<void> {
  const noor = await begin(client);
  const sales = await sell(client, noor);
  const other = { ...noor, activityId: noor.savingsId };
  const unpaid = await sellToBankrupt(client, other);
  await hired(client, other, ['2026-11-09'], '320.00');
  await workAndPay(client, noor);
  await client.until('2026-11-19');
  const balanceMinor = await clientsPay(client, noor, sales);
  await plan(client, noor);
  await buy(client, noor);
  await claim(client, noor);
  await payRights(client, noor);
  await moveAndCredit(client, noor, sales.rest);
  await client.until('2026-11-24');
  await writeOff(client, other, unpaid);
  const file = await payOut(client);
  await client.until('2026-11-26');
  await bankPays(client, file, balanceMinor);
  await client.until('2026-11-30');
  await close(client, noor);
}
