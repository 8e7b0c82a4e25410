/** A client goes bankrupt: its invoice is written off by two people, and with it the fund's advance. */
import { asker } from '../client.js';
import type { Freelancer, IssuedInvoice, MonthClient, Sum } from './month-client.js';
import * as op from './operations.js';
import { standing } from './work.js';

interface WriteOff {
  readonly id: string;
  readonly lost: Sum;
  readonly lostVat: Sum;
  readonly lostFee: Sum;
  readonly invoice: IssuedInvoice;
}

export async function writeOff(
  client: MonthClient,
  freelancer: Freelancer,
  { id: invoiceId }: IssuedInvoice,
): Promise<void> {
  const finance = asker(client, 'demo|finance');
  const { proposeInvoiceWriteOff } = await finance<{
    proposeInvoiceWriteOff: { writeOff: WriteOff };
  }>(op.proposeWriteOff, {
    input: {
      ...{ invoiceId, ground: 'bankruptcy', lostOn: client.today, reason: 'Bankrupt' },
      evidence: `Judgment of the enterprise court of Gent, ${client.today}`,
      idempotencyKey: 'month-write-off',
    },
  });
  const { id: writeOffId } = proposeInvoiceWriteOff.writeOff;
  const { decideInvoiceWriteOff } = await asker(client, 'demo|finance-2')<{
    decideInvoiceWriteOff: { writeOff: WriteOff };
  }>(op.decideWriteOff, {
    input: { writeOffId, approve: true, idempotencyKey: 'month-write-off-decided' },
  });
  const { invoice, lost, lostVat, lostFee } = decideInvoiceWriteOff.writeOff;
  const { guaranteeFund } = await finance<{ guaranteeFund: { losses: Sum } }>(op.fund);
  client.say(
    `13 a client goes bankrupt: ${lost.amount} of ${invoice.number} is written off, decided by ` +
      `another, and ${invoice.due.amount} is still due`,
  );
  client.say(
    `   the state gives back ${lostVat.amount} of VAT, the co-operative its fee of ` +
      `${lostFee.amount}; the guarantee fund loses ${guaranteeFund.losses.amount}`,
  );
  client.say(`   ${await standing(client, freelancer)}`);
}
