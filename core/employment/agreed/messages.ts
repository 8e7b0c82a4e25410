import type { Messages } from '../../platform/messages.js';

export const agreedMessages: Messages = {
  'supplement.unknown': {
    nl: 'Niemand zegt welk "{{figure}}" op {{day}} geldt (paritair comité {{jointCommittee}}): er komt niets bij.',
    fr: 'Nul ne dit quel « {{figure}} » vaut le {{day}} (commission {{jointCommittee}}) : rien ne s’ajoute.',
    en: 'Nobody says which "{{figure}}" holds on {{day}} (joint committee {{jointCommittee}}): nothing is added.',
    de: 'Niemand sagt, welches „{{figure}}“ am {{day}} gilt (Kommission {{jointCommittee}}): nichts kommt hinzu.',
  },
  'agreed.steps': {
    nl: 'Noem minstens één en hoogstens {{most}} treden.',
    fr: 'Indiquez au moins un et au plus {{most}} paliers.',
    en: 'Name at least one and at most {{most}} steps.',
    de: 'Nennen Sie mindestens eine und höchstens {{most}} Stufen.',
  },
  'agreed.at': {
    nl: '{{at}} ligt niet tussen 0 en {{most}}, of komt niet na de vorige trede.',
    fr: '{{at}} n’est pas entre 0 et {{most}}, ou ne suit pas le palier précédent.',
    en: '{{at}} is not between 0 and {{most}}, or does not follow the step before it.',
    de: '{{at}} liegt nicht zwischen 0 und {{most}} oder folgt nicht auf die vorige Stufe.',
  },
  'agreed.value': {
    nl: 'Een toeslag is hoogstens 10, een deel van jongeren hoogstens 1; een opzeg is in hele weken.',
    fr: 'Un supplément est au plus 10, la part des jeunes au plus 1 ; un préavis est en semaines entières.',
    en: 'A supplement is at most 10, a share of the young at most 1; notice is in whole weeks.',
    de: 'Ein Zuschlag ist höchstens 10, ein Anteil der Jungen höchstens 1; eine Frist zählt ganze Wochen.',
  },
  'contract.age-out-of-range': {
    nl: 'Noem een leeftijd van 15 tot 20, of geen: {{age}} telt niet.',
    fr: 'Indiquez un âge de 15 à 20, ou aucun : {{age}} ne compte pas.',
    en: 'State an age from 15 to 20, or none: {{age}} does not count.',
    de: 'Nennen Sie ein Alter von 15 bis 20 oder keines: {{age}} zählt nicht.',
  },
  'minimum-pay.below-month': {
    nl: 'Bruto {{gross}} is minder dan {{least}} voor deze maand; het jaar haalt het gemiddelde nog.',
    fr: 'Le brut de {{gross}} est sous {{least}} pour ce mois ; l’année atteint encore la moyenne.',
    en: 'Gross {{gross}} is below {{least}} for this month; the year still reaches its average.',
    de: 'Brutto {{gross}} liegt unter {{least}} für diesen Monat; das Jahr erreicht noch den Schnitt.',
  },
};
