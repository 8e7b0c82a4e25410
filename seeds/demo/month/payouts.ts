/** Money leaves: released by another than who made it, in a file that two people stand for. */
import { asker } from '../client.js';
import { type Download, fetched, type MonthClient, type Sum } from './month-client.js';
import * as op from './operations.js';

interface PayoutFile {
  readonly id: string;
  readonly paymentCount: number;
  readonly controlSum: Sum;
  readonly document: Download | null;
}

/** Answers the file with the id of its message, by which the bank names it. */
export async function payOut(client: MonthClient) {
  let released = 0;
  for (const subject of ['demo|finance', 'demo|finance-2']) {
    released += await release(client, subject);
  }
  const finance = asker(client, 'demo|finance');
  const { cooperative } = await finance<{ cooperative: { hostEntities: { id: string }[] } }>(
    op.hostEntities,
  );
  const hostEntityId = cooperative.hostEntities[0]?.id;
  const { makePayoutFile } = await finance<{ makePayoutFile: { payoutFile: PayoutFile } }>(
    op.makePayoutFile,
    { input: { hostEntityId, executionOn: '2026-11-25', idempotencyKey: 'month-file' } },
  );
  const fileId = makePayoutFile.payoutFile.id;
  const { releasePayoutFile } = await asker(client, 'demo|finance-2')<{
    releasePayoutFile: { payoutFile: PayoutFile };
  }>(op.releasePayoutFile, { input: { fileId, idempotencyKey: 'month-file-release' } });
  const { document, paymentCount, controlSum } = releasePayoutFile.payoutFile;
  if (document === null) throw new Error('A released file has no document.');
  const xml = await fetched(client, document);
  const sum = /<CtrlSum>([^<]+)</.exec(xml)?.[1];
  const messageId = /<MsgId>([^<]+)</.exec(xml)?.[1];
  if (sum !== controlSum.amount || messageId === undefined) throw new Error('The file is wrong.');
  client.say(
    `14 ${released} payouts are released by another than who made them; ${document.filename}: ` +
      `${paymentCount} payments, control sum ${sum}`,
  );
  return { id: fileId, messageId, controlSum };
}

async function release(client: MonthClient, subject: string): Promise<number> {
  const finance = asker(client, subject);
  const { payouts } = await finance<{ payouts: { nodes: { id: string; viewerCan: string[] }[] } }>(
    op.duePayouts,
  );
  const payoutIds = payouts.nodes
    .filter(({ viewerCan }) => viewerCan.includes('payout.release'))
    .map(({ id }) => id);
  if (payoutIds.length === 0) return 0;
  await finance(op.releasePayouts, {
    input: { payoutIds, idempotencyKey: `month-release-${subject}` },
  });
  return payoutIds.length;
}
