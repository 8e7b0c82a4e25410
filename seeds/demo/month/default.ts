/** A client goes bankrupt: what the fund advanced upon its invoice is given up, by two people. */
import { asker } from '../client.js';
import type { IssuedInvoice, MonthClient, Sum } from './month-client.js';
import * as op from './operations.js';

export async function writeOff(
  client: MonthClient,
  { id: invoiceId, number }: IssuedInvoice,
): Promise<void> {
  const { proposeFundWriteOff } = await asker(client, 'demo|finance')<{
    proposeFundWriteOff: { writeOff: { id: string; amount: Sum } };
  }>(op.proposeWriteOff, {
    input: { invoiceId, reason: 'Bankrupt', idempotencyKey: 'month-write-off' },
  });
  const { id: writeOffId, amount } = proposeFundWriteOff.writeOff;
  await asker(client, 'demo|finance-2')(op.decideWriteOff, {
    input: { writeOffId, approve: true, idempotencyKey: 'month-write-off-decided' },
  });
  const { guaranteeFund } = await asker(
    client,
    'demo|finance',
  )<{
    guaranteeFund: { losses: Sum; advanced: Sum };
  }>(op.fund);
  client.say(
    `13 a client goes bankrupt: of ${number} the fund gives up ${amount.amount}, decided by ` +
      `another; its losses are ${guaranteeFund.losses.amount}`,
  );
}
