import type { Messages } from 'gezel/sdk';

export const houseMinimumMessages: Messages = {
  'performing-arts.fee-below-minimum': {
    nl: 'Een gesubsidieerd huis betaalt voor {{day}} minstens {{minimum}} {{currency}}, zonder btw.',
    fr: 'Une maison subventionnée paie pour le {{day}} au moins {{minimum}} {{currency}}, hors TVA.',
    en: 'A subsidised house pays at least {{minimum}} {{currency}} for {{day}}, without VAT.',
    de: 'Ein gefördertes Haus zahlt für den {{day}} mindestens {{minimum}} {{currency}}, ohne MwSt.',
  },
  'performing-arts.house-invoice-other-client': {
    nl: 'Voor een andere klant gezegd: zeg opnieuw voor welke dagen van hoeveel mensen ze is.',
    fr: 'Dit pour un autre client : dites à nouveau pour quels jours de combien de personnes.',
    en: 'It was said of another client: say again for which days of how many people it is.',
    de: 'Für einen anderen Kunden gesagt: Geben Sie erneut an, für welche Tage wie vieler Personen.',
  },
  'performing-arts.house-invoice-below-day': {
    nl: 'Deze klant is een gesubsidieerd huis: een dag van één mens is minstens {{minimum}} {{currency}}, zonder btw. Zeg waarvoor ze is.',
    fr: 'Ce client est une maison subventionnée : un jour d’une personne vaut au moins {{minimum}} {{currency}}, hors TVA. Dites pour quoi elle est.',
    en: 'This client is a subsidised house: a day of one person is at least {{minimum}} {{currency}}, without VAT. Say what it is for.',
    de: 'Dieser Kunde ist ein gefördertes Haus: Ein Tag einer Person kostet mindestens {{minimum}} {{currency}}, ohne MwSt. Geben Sie an, wofür sie ist.',
  },
  'performing-arts.house-unknown': {
    nl: 'Is deze klant een gesubsidieerd huis? Zeg hoe het gesubsidieerd is, of dat het dat niet is.',
    fr: 'Ce client est-il une maison subventionnée ? Dites comment elle l’est, ou qu’elle ne l’est pas.',
    en: 'Is this client a subsidised house? Say how it is subsidised, or that it is not.',
    de: 'Ist dieser Kunde ein gefördertes Haus? Geben Sie an, wie es gefördert wird oder dass es das nicht wird.',
  },
  'performing-arts.house-invoice-untold': {
    nl: 'Deze klant is een gesubsidieerd huis: zeg voor welke dagen van hoeveel mensen ze is.',
    fr: 'Ce client est une maison subventionnée : dites pour quels jours de combien de personnes.',
    en: 'This client is a subsidised house: say for which days of how many people it is.',
    de: 'Dieser Kunde ist ein gefördertes Haus: Für welche Tage wie vieler Personen ist sie?',
  },
  'performing-arts.invoice-below-minimum': {
    nl: 'Een gesubsidieerd huis betaalt hiervoor minstens {{minimum}} {{currency}}, zonder btw.',
    fr: 'Une maison subventionnée paie ceci au moins {{minimum}} {{currency}}, hors TVA.',
    en: 'A subsidised house pays at least {{minimum}} {{currency}} for this, without VAT.',
    de: 'Ein gefördertes Haus zahlt hierfür mindestens {{minimum}} {{currency}}, ohne MwSt.',
  },
  'performing-arts.no-house-minimum': {
    nl: 'Voor {{day}} is geen minimum van gesubsidieerde huizen bekend: de som is niet getoetst.',
    fr: 'Aucun minimum des maisons subventionnées n’est connu au {{day}} : le prix n’est pas vérifié.',
    en: 'No minimum of subsidised houses is known for {{day}}: the fee was not judged.',
    de: 'Für den {{day}} ist kein Mindestbetrag geförderter Häuser bekannt: Die Gage ist ungeprüft.',
  },
};
