/** Why a document has no tax or less of it, as the law wants it said. */
import type { Locale, Sentence } from '../../platform/messages.js';
import type { VatCategory } from '../document/vat.js';
import type { DocumentSource } from './document-source.js';

/** What a mention is made of: the lines and adjustments, and the grounds of the day. */
export type Grounded = Pick<DocumentSource, 'lines' | 'adjustments' | 'grounds'>;

/** For all of one category: the sentences of named grounds, the law's own words for the others. */
export function mentionOf(
  category: VatCategory,
  { lines, adjustments, grounds }: Grounded,
  locale: Locale,
): string | null {
  const own = [...lines, ...adjustments].filter((one) => one.vatCategory === category);
  const said = own.map(({ legalGround, vatGround }) => {
    const named = grounds.find(({ code }) => code === vatGround);
    if (named !== undefined) return named.mention[locale];
    return [words[category]?.[locale], legalGround].filter(Boolean).join(': ');
  });
  return [...new Set(said)].filter((text) => text !== '').join(' ') || null;
}

/** Every mention of the document, in the order of its lines. */
export function mentionsOf(source: Grounded, locale: Locale): string[] {
  const all = [...source.lines, ...source.adjustments].map(({ vatCategory }) => vatCategory);
  return [...new Set(all)].flatMap((category) => mentionOf(category, source, locale) ?? []);
}

/** Directive 2006/112/EC, art. 226, points 11 and 11a; Royal Decree No 1, art. 5 § 1. */
const words: Readonly<Partial<Record<VatCategory, Sentence>>> = {
  REDUCED: {
    nl: 'Verlaagd btw-tarief',
    fr: 'Taux réduit de TVA',
    en: 'Reduced VAT rate',
    de: 'Ermäßigter MwSt.-Satz',
  },
  ZERO: { nl: 'Btw-nultarief', fr: 'Taux de TVA zéro', en: 'Zero VAT rate', de: 'MwSt.-Nullsatz' },
  EXEMPT: {
    nl: 'Vrijgesteld van btw',
    fr: 'Exonéré de TVA',
    en: 'Exempt from VAT',
    de: 'Von der MwSt. befreit',
  },
  REVERSE_CHARGE: {
    nl: 'Btw verlegd',
    fr: 'Autoliquidation',
    en: 'Reverse charge',
    de: 'Steuerschuldnerschaft des Leistungsempfängers',
  },
  INTRA_EU: {
    nl: 'Vrijgestelde intracommunautaire levering',
    fr: 'Livraison intracommunautaire exonérée',
    en: 'Exempt intra-Community supply',
    de: 'Steuerfreie innergemeinschaftliche Lieferung',
  },
  EXPORT: {
    nl: 'Vrijgestelde uitvoer',
    fr: 'Exportation exonérée',
    en: 'Exempt export outside the EU',
    de: 'Steuerfreie Ausfuhr',
  },
  OUT_OF_SCOPE: {
    nl: 'Niet onderworpen aan Belgische btw',
    fr: 'Non soumis à la TVA belge',
    en: 'Not subject to Belgian VAT',
    de: 'Nicht der belgischen MwSt. unterworfen',
  },
};
