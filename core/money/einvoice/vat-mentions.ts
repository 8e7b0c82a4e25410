/** Why a document has no tax or less of it, as the law wants it said. */
import type { Locale, Sentence } from '../../platform/messages.js';
import type { VatCategory } from '../document/vat.js';
import type { LineSource } from './document-source.js';

/** The sentence for the lines of a category: the law's own words, then the grounds of the lines. */
export function mentionOf(
  category: VatCategory,
  lines: readonly LineSource[],
  locale: Locale,
): string | null {
  const own = lines.filter((line) => line.category === category);
  const grounds = [...new Set(own.flatMap(({ legalGround }) => legalGround ?? []))].join('; ');
  const said = words[category]?.[locale];
  if (own.length === 0 || (said === undefined && grounds === '')) return null;
  return [said, grounds].filter(Boolean).join(': ');
}

/** Every mention of the document, in the order of its lines. */
export function mentionsOf(lines: readonly LineSource[], locale: Locale): string[] {
  const categories = [...new Set(lines.map(({ category }) => category))];
  return categories.flatMap((category) => mentionOf(category, lines, locale) ?? []);
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
