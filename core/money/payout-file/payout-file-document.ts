/** The bytes of a file for the bank: made anew each time from rows that no longer change. */
import { createHash } from 'node:crypto';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { type DomainDownload, downloadLink } from '../../platform/files/downloads.js';
import { byId } from '../../platform/read/read.js';
import { endToEndId } from '../payout/end-to-end-id.js';
import { type PayoutFile, PayoutFileStatus } from './payout-file.entity.js';
import { type FileHead, payoutFiles } from './payout-file.policy.js';

export interface FileDocument {
  readonly bytes: Uint8Array;
  readonly contentHash: string;
  readonly payments: number;
  readonly controlSumMinor: bigint;
}

/** In the order of the payouts' ids, so that the same rows give the same bytes. */
export async function fileDocument(
  sql: Sql,
  cooperativeId: string,
  head: FileHead,
): Promise<FileDocument> {
  const payments = await sql.query<PaymentRow>(
    `select id, amount_minor as "amountMinor", holder as name, iban, remittance
     from core.payout where cooperative_id = $1 and file_id = $2 order by id`,
    [cooperativeId, head.id],
  );
  const { pain001 } = await import('./pain-001.js');
  const text = pain001({
    ...{ id: endToEndId(head.id), madeAt: head.madeAt, executionOn: head.executionOn },
    ...{ currency: head.currency, debtor: head.debtor },
    payments: payments.map(({ id, remittance, ...payment }) => ({
      ...payment,
      endToEndId: endToEndId(id),
      // What the payee reads where nothing was said: enough to ask after it.
      remittance: remittance ?? `Payout ${id.slice(-12)}`,
    })),
  });
  const bytes = Buffer.from(text, 'utf8');
  return {
    bytes,
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    payments: payments.length,
    controlSumMinor: payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  };
}

export const payoutFileDownload: DomainDownload = {
  name: 'payout-file',
  open: async (ctx, { id }) => {
    const file = await byId(ctx, payoutFiles, id ?? '');
    if (file?.status !== PayoutFileStatus.RELEASED) return null;
    const { bytes, contentHash } = await fileDocument(
      ctx.platform.database,
      ctx.viewer.cooperativeId,
      file,
    );
    // Never another file than the one that two people stand for.
    if (contentHash !== file.contentHash) {
      throw new Error(`The payout file ${file.id} is not what was released.`);
    }
    return { ...labels(file), body: bytes };
  },
};

/** A link to the file; null until it is released. */
export const payoutFileLink = (ctx: Context, file: PayoutFile) =>
  file.status === PayoutFileStatus.RELEASED
    ? downloadLink(ctx, payoutFileDownload.name, { id: file.id }, labels(file))
    : null;

const labels = ({ id, executionOn }: PayoutFile) => ({
  mediaType: 'application/xml',
  filename: `pain-001-${executionOn}-${id.slice(-12)}.xml`,
});

interface PaymentRow {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly name: string;
  readonly iban: string;
  readonly remittance: string | null;
}
