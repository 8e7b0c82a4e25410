import {
  type DownloadDefinition,
  formatsOf,
  globalId,
  type Locale,
  labelsIn,
  letterhead,
  type PluginContext,
  printedLocale,
  renderPdf,
  visible,
} from 'gezel/sdk';
import { DesignDeliverable } from './deliverable.entity.js';
import { DesignLicence } from './licence.entity.js';
import { licenceLabels, useLabels } from './licence.labels.js';
import { type LicenceUse, useOn } from './licence-scope.js';

/** A licence or a transfer in writing, as it stands on the day when it is fetched. */
export const licenceDocument: DownloadDefinition = {
  name: 'design.licence',
  open: async (ctx, { id, locale }) => {
    if (ctx.viewer?.reach('design.read') === undefined || !id) return null;
    const licence = await visible(ctx, DesignLicence, globalId('DesignLicence', id));
    const told = licence === null ? null : await gathered(ctx, licence);
    if (told === null) return null;
    return { ...fileOf(told.licence), body: await renderLicence(told, printedLocale(locale)) };
  },
};

export const fileOf = ({ id, transfer }: Pick<DesignLicence, 'id' | 'transfer'>) => ({
  mediaType: 'application/pdf',
  filename: `${transfer ? 'transfer' : 'licence'}-${id.slice(-12)}.pdf`,
});

/** What a licence is printed from. */
export interface PrintedLicence {
  readonly licence: DesignLicence;
  readonly use: LicenceUse;
  readonly activityName: string;
  readonly clientName: string;
  readonly work: string;
  readonly author: string | null;
  readonly invoiceNumber: string | null;
  readonly madeAt: Date;
}

async function gathered(
  { core, store, today, now }: PluginContext,
  licence: DesignLicence,
): Promise<PrintedLicence | null> {
  const activity = await core.read('Activity', licence.activityId);
  const client = await core.client(licence.clientId);
  const work = await store.get(DesignDeliverable, licence.deliverableId);
  if (activity === null || client === null || work === null) return null;
  const invoice = await core.invoice(licence.invoiceId);
  const author = work.authorId === null ? null : await core.member(work.authorId);
  return {
    ...{ licence, use: useOn(licence, invoice, today), activityName: activity.name },
    ...{ clientName: client.name, work: work.title, author: author?.displayName ?? null },
    ...{ invoiceNumber: invoice?.number ?? null, madeAt: now },
  };
}

export function renderLicence(printed: PrintedLicence, locale: Locale): Promise<Uint8Array> {
  const l = labelsIn(licenceLabels, locale);
  const title = printed.licence.transfer ? l.transferTitle : l.title;
  return renderPdf({
    title: `${title} ${printed.work}`,
    ...{ author: printed.activityName, locale, madeAt: printed.madeAt },
    content: [
      ...letterhead({
        title,
        sender: { name: printed.activityName, lines: [] },
        recipient: { label: l.client, name: printed.clientName, lines: [] },
        facts: factsOf(printed, l, locale),
      }),
      { text: l.paidFirst, style: 'strong' },
    ],
    footer: `${printed.work} · ${printed.clientName}`,
  });
}

type Labels = Readonly<Record<keyof typeof licenceLabels, string>>;

function factsOf(printed: PrintedLicence, l: Labels, locale: Locale): [string, string][] {
  const { licence, use, work, author, invoiceNumber } = printed;
  const { day, money } = formatsOf(locale);
  const answer = (yes: boolean) => (yes ? l.yes : l.no);
  const facts: (readonly [string, string | null])[] = [
    [l.work, work],
    [l.author, author],
    [l.media, licence.media.join(', ')],
    [l.territories, licence.territories.join(', ')],
    [l.from, day(licence.fromDay)],
    [l.until, licence.untilDay === null ? l.unlimited : day(licence.untilDay)],
    [l.exclusive, answer(licence.exclusive)],
    [l.sublicence, answer(licence.sublicence)],
    [l.printRun, licence.printRun === null ? null : String(licence.printRun)],
    [l.royalty, licence.royaltyPercent === null ? null : `${licence.royaltyPercent} %`],
    [l.fee, money(licence.feeMinor, licence.currency)],
    [l.invoice, invoiceNumber],
    [l.use, useLabels[use][locale]],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
