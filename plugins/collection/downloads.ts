import { type DownloadDefinition, type PluginContext, shown, zipOf } from 'gezel/sdk';
import { totalMinor } from './claim.js';
import { claimOfFile } from './claim-of-file.js';
import { CollectionFile } from './file.entity.js';
import { CollectionLetter } from './letter.entity.js';
import { letterPdf } from './letter-pdf.js';

/** A letter as it was sent. */
export const letterFile: DownloadDefinition = {
  name: 'collection.letter',
  open: async (ctx, { letterId }) => {
    if (!mayRead(ctx)) return null;
    const letter = await shown(ctx, await ctx.store.get(CollectionLetter, letterId ?? ''));
    if (letter === null) return null;
    return { ...letterNamed(letter), body: await letterPdf(letter) };
  },
};

/** What a bailiff or a lawyer needs: the invoice, every letter, and the claim of the day. */
export const evidenceFile: DownloadDefinition = {
  name: 'collection.evidence',
  open: async (ctx, { invoiceId }) => {
    if (!mayRead(ctx)) return null;
    const file = await shown(ctx, await ctx.store.get(CollectionFile, invoiceId ?? ''));
    const invoice = file && (await ctx.core.read('Invoice', file.invoiceId));
    if (file === null || invoice === null) return null;
    const document = await ctx.core.invoiceDocument(file.invoiceId);
    const letters = await ctx.store.listBy(CollectionLetter, 'invoiceId', file.invoiceId);
    const entries = [];
    if (document !== null) entries.push({ name: document.filename, body: document.body });
    for (const letter of letters) {
      entries.push({ name: letterNamed(letter).filename, body: await letterPdf(letter) });
    }
    const { claim, missing } = await claimOfFile(ctx, file, invoice, ctx.today);
    const said = {
      ...{ invoice: invoice.number, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn },
      ...{ debtor: file.debtorKind, subject: file.subject, on: ctx.today },
      ...{ principal: claim.principal, interest: claim.interest, lumpSum: claim.lumpSum },
      ...{ penalty: claim.penalty, totalMinor: String(totalMinor(claim)) },
      missing: missing.map(({ code }) => code),
      letters: letters.map(({ kind, channel, sentOn, payBy }) => ({
        kind,
        channel,
        sentOn,
        payBy,
      })),
    };
    entries.push({
      name: 'claim.json',
      body: new TextEncoder().encode(`${JSON.stringify(said, null, 2)}\n`),
    });
    return { ...evidenceNamed(invoice.number), body: await zipOf(entries, ctx.now) };
  },
};

/** A link outlives a change of rights by minutes: what opens it asks again. */
const mayRead = ({ viewer }: PluginContext): boolean =>
  viewer === null || viewer.reach('collection.read') !== undefined;

export const letterNamed = ({ kind, sentOn }: Pick<CollectionLetter, 'kind' | 'sentOn'>) => ({
  ...{ mediaType: 'application/pdf', filename: `${String(kind).toLowerCase()}-${sentOn}.pdf` },
});

export const evidenceNamed = (number: string | null) => ({
  ...{ mediaType: 'application/zip', filename: `evidence-${number ?? 'draft'}.zip` },
});
