import type { Messages } from '../../platform/messages.js';

export const authorRightsMessages: Messages = {
  'author-rights.amount': {
    nl: 'Het bedrag is groter dan nul en kleiner dan een miljard.',
    fr: 'Le montant est supérieur à zéro et reste sous le milliard.',
    en: 'The amount is above zero and below a billion.',
    de: 'Der Betrag ist größer als null und unter einer Milliarde.',
  },
  'author-rights.ceiling': {
    nl: 'Het plafond van het jaar is {{ceiling}}; daarvan is nog {{left}} vrij.',
    fr: 'Le plafond de l’année est de {{ceiling}} ; il en reste {{left}}.',
    en: 'The ceiling of the year is {{ceiling}}, of which {{left}} is left.',
    de: 'Die Obergrenze des Jahres ist {{ceiling}}; davon sind noch {{left}} frei.',
  },
  'author-rights.due-past': {
    nl: 'De vervaldag is vandaag of later.',
    fr: 'L’échéance est aujourd’hui ou plus tard.',
    en: 'The due day is today or later.',
    de: 'Der Fälligkeitstag ist heute oder später.',
  },
  'author-rights.elsewhere-amount': {
    nl: 'Het bedrag is niet negatief en kleiner dan een miljard.',
    fr: 'Le montant n’est pas négatif et reste sous le milliard.',
    en: 'The amount is not negative and below a billion.',
    de: 'Der Betrag ist nicht negativ und unter einer Milliarde.',
  },
  'author-rights.elsewhere-year': {
    nl: 'Het inkomstenjaar is dit jaar of een vroeger.',
    fr: 'L’année de revenus est cette année ou une année antérieure.',
    en: 'The income year is this year or an earlier one.',
    de: 'Das Einkommensjahr ist dieses oder ein früheres Jahr.',
  },
  'author-rights.figure-missing': {
    nl: 'Voor inkomstenjaar {{year}} ontbreekt: {{figure}}. Zonder dat cijfer wordt niets betaald.',
    fr: 'Pour l’année de revenus {{year}} il manque : {{figure}}. Rien n’est payé sans ce chiffre.',
    en: 'For income year {{year}} this is missing: {{figure}}. Nothing is paid without the figure.',
    de: 'Für das Einkommensjahr {{year}} fehlt: {{figure}}. Ohne diese Zahl wird nichts gezahlt.',
  },
  'author-rights.four-years': {
    nl: 'Het gemiddelde van de vier vorige jaren ligt boven {{ceiling}}.',
    fr: 'La moyenne des quatre années précédentes dépasse {{ceiling}}.',
    en: 'The mean of the four years before is above {{ceiling}}.',
    de: 'Der Durchschnitt der vier Vorjahre liegt über {{ceiling}}.',
  },
  'author-rights.not-in-team': {
    nl: 'Dit lid neemt niet deel aan de activiteit.',
    fr: 'Ce membre ne participe pas à l’activité.',
    en: 'This member does not take part in the activity.',
    de: 'Dieses Mitglied nimmt nicht an der Aktivität teil.',
  },
  'author-rights.program': {
    nl: 'Rechten op computerprogramma’s vallen op deze dag niet onder het stelsel.',
    fr: 'Les droits sur des programmes d’ordinateur ne relèvent pas du régime à cette date.',
    en: 'Rights on computer programs are not in the regime on this day.',
    de: 'Rechte an Computerprogrammen fallen an diesem Tag nicht unter die Regelung.',
  },
  'author-rights.share': {
    nl:
      'Auteursrechten zouden {{share}} % van de hele vergoeding van het jaar zijn; het ' +
      'maximum is {{maximum}} %.',
    fr:
      'Les droits d’auteur feraient {{share}} % de la rémunération totale de l’année ; le ' +
      'maximum est de {{maximum}} %.',
    en:
      'Author rights would be {{share}} % of all remuneration of the year; the maximum is ' +
      '{{maximum}} %.',
    de:
      'Urheberrechte wären {{share}} % der gesamten Vergütung des Jahres; das Maximum ist ' +
      '{{maximum}} %.',
  },
};
