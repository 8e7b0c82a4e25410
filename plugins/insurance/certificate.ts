import {
  type DownloadDefinition,
  formatsOf,
  labelsIn,
  letterhead,
  type PluginContext,
  renderPdf,
  type Sentence,
  shown,
} from 'gezel/sdk';
import { CoverStatus } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { InsurancePolicy } from './policy.entity.js';

/** The proof of a cover that an insurer has confirmed; there is none of another. */
export const certificate: DownloadDefinition = {
  name: 'insurance.certificate',
  open: async (ctx, { coverId }) => {
    const { viewer, store } = ctx;
    if (viewer !== null && viewer.reach('insurance.read') === undefined) return null;
    const cover = await shown(ctx, await store.get(InsuranceCover, coverId ?? ''));
    if (cover?.status !== CoverStatus.ACTIVE) return null;
    return { ...certificateNamed(cover), body: await certificatePdf(ctx, cover) };
  },
};

export const certificateNamed = ({ id }: Pick<InsuranceCover, 'id'>) => ({
  ...{ mediaType: 'application/pdf', filename: `insurance-${id}.pdf` },
});

async function certificatePdf(
  { core, store, locale }: PluginContext,
  cover: InsuranceCover,
): Promise<Uint8Array> {
  const policy = await store.get(InsurancePolicy, cover.policyId);
  const activity = await core.read('Activity', cover.activityId);
  if (policy === null || activity === null)
    throw new Error('A cover has a policy and an activity.');
  const words = labelsIn(sentences, locale);
  const formats = formatsOf(locale);
  const amount = (minor: bigint) => formats.money(minor, cover.currency);
  return renderPdf({
    ...{ title: `${words.title} ${cover.number}`, author: policy.insurer, locale },
    madeAt: cover.changedAt,
    content: letterhead({
      title: words.title,
      sender: { name: policy.insurer, lines: [policy.title] },
      recipient: { label: words.insured, name: activity.name, lines: [] },
      facts: [
        [words.number, cover.number as string],
        [words.subject, cover.subject],
        [words.from, formats.day(cover.fromDay)],
        [words.until, formats.day(cover.untilDay)],
        [words.value, amount(cover.valueMinor)],
        [words.excess, amount(policy.excessMinor)],
        [words.premium, amount(cover.premiumMinor)],
      ],
    }),
  });
}

const sentences = {
  title: {
    ...{ nl: 'Verzekeringsattest', fr: 'Attestation d’assurance' },
    ...{ en: 'Certificate of insurance', de: 'Versicherungsbescheinigung' },
  },
  insured: { nl: 'Verzekerde', fr: 'Assuré', en: 'Insured', de: 'Versichert' },
  number: { nl: 'Nummer', fr: 'Numéro', en: 'Number', de: 'Nummer' },
  subject: { nl: 'Voorwerp', fr: 'Objet', en: 'Subject', de: 'Gegenstand' },
  from: { nl: 'Van', fr: 'Du', en: 'From', de: 'Vom' },
  until: { nl: 'Tot en met', fr: 'Au', en: 'Until', de: 'Bis' },
  value: { nl: 'Waarde', fr: 'Valeur', en: 'Value', de: 'Wert' },
  excess: { nl: 'Vrijstelling', fr: 'Franchise', en: 'Excess', de: 'Selbstbehalt' },
  premium: { nl: 'Premie', fr: 'Prime', en: 'Premium', de: 'Prämie' },
} as const satisfies Readonly<Record<string, Sentence>>;
