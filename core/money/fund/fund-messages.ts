import type { Messages } from '../../platform/messages.js';

export const fundMessages: Messages = {
  'fund.already-written-off': {
    nl: 'Voor deze factuur is al een afschrijving gevraagd of goedgekeurd.',
    fr: 'Une mise en perte est déjà demandée ou approuvée pour cette facture.',
    en: 'A write-off is already asked or approved for this invoice.',
    de: 'Für diese Rechnung ist bereits eine Abschreibung beantragt oder genehmigt.',
  },
  'fund.four-eyes': {
    nl: 'Wie een afschrijving vroeg, beslist er niet zelf over.',
    fr: 'Qui a demandé une mise en perte n’en décide pas soi-même.',
    en: 'Whoever asked for a write-off does not decide over it.',
    de: 'Wer eine Abschreibung beantragt hat, entscheidet nicht selbst darüber.',
  },
  'fund.limit': {
    nl: 'De grens is niet negatief en kleiner dan een miljard.',
    fr: 'La limite n’est pas négative et reste sous le milliard.',
    en: 'The limit is not negative and below a billion.',
    de: 'Die Grenze ist nicht negativ und unter einer Milliarde.',
  },
  'fund.nothing-advanced': {
    nl: 'Op deze factuur heeft het garantiefonds niets meer uitstaan.',
    fr: 'Le fonds de garantie n’a plus rien d’avancé sur cette facture.',
    en: 'The guarantee fund has nothing out upon this invoice any more.',
    de: 'Auf diese Rechnung hat der Garantiefonds nichts mehr vorgeschossen.',
  },
  'fund.nothing-owed': {
    nl: 'Op deze factuur is niets meer te betalen.',
    fr: 'Il n’y a plus rien à payer sur cette facture.',
    en: 'Nothing is due on this invoice any more.',
    de: 'Auf diese Rechnung ist nichts mehr zu zahlen.',
  },
  'fund.policy-past': {
    nl: 'Een beslissing geldt vanaf vandaag of later.',
    fr: 'Une décision vaut à partir d’aujourd’hui ou plus tard.',
    en: 'A decision holds from today or later.',
    de: 'Ein Beschluss gilt ab heute oder später.',
  },
  'fund.share': {
    nl: 'Het aandeel is een percentage van 0 tot 100 met hoogstens drie decimalen.',
    fr: 'La part est un pourcentage de 0 à 100 avec au plus trois décimales.',
    en: 'The share is a percentage from 0 to 100 with at most three decimals.',
    de: 'Der Anteil ist ein Prozentsatz von 0 bis 100 mit höchstens drei Dezimalen.',
  },
  'fund.write-off-decided': {
    nl: 'Over deze afschrijving is al beslist.',
    fr: 'Cette mise en perte est déjà décidée.',
    en: 'This write-off is decided already.',
    de: 'Über diese Abschreibung ist bereits entschieden.',
  },
};
