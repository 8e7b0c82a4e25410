import type { Messages } from 'gezel/sdk';

export const houseMinimumMessages: Messages = {
  'performing-arts.fee-below-minimum': {
    nl: 'Een gesubsidieerd huis betaalt voor {{day}} minstens {{minimum}} {{currency}}, zonder btw.',
    fr: 'Une maison subventionnée paie pour le {{day}} au moins {{minimum}} {{currency}}, hors TVA.',
    en: 'A subsidised house pays at least {{minimum}} {{currency}} for {{day}}, without VAT.',
    de: 'Ein gefördertes Haus zahlt für den {{day}} mindestens {{minimum}} {{currency}}, ohne MwSt.',
  },
  'performing-arts.no-house-minimum': {
    nl: 'Voor {{day}} is geen minimum van gesubsidieerde huizen bekend: de som is niet getoetst.',
    fr: 'Aucun minimum des maisons subventionnées n’est connu au {{day}} : le prix n’est pas vérifié.',
    en: 'No minimum of subsidised houses is known for {{day}}: the fee was not judged.',
    de: 'Für den {{day}} ist kein Mindestbetrag geförderter Häuser bekannt: Die Gage ist ungeprüft.',
  },
};
