import type { Messages } from '../../platform/messages.js';

export const engagementMessages: Messages = {
  'engagement.needed': {
    nl: 'Werk van onbepaalde duur is een aanstelling, die elke maand zelf haar overeenkomst maakt.',
    fr: 'Un emploi à durée indéterminée est un engagement, qui fait lui-même un contrat par mois.',
    en: 'Employment without an agreed end is an engagement, which makes its contracts itself.',
    de: 'Unbefristete Arbeit ist eine Anstellung, die ihre monatlichen Verträge selbst macht.',
  },
  'engagement.no-policy': {
    nl: 'De coöperatie heeft niet beslist wat een activiteit op {{day}} moet kunnen dragen.',
    fr: 'La coopérative n’a pas décidé ce qu’une activité doit pouvoir porter le {{day}}.',
    en: 'The co-operative has not decided what an activity must be able to carry on {{day}}.',
    de: 'Die Genossenschaft hat nicht beschlossen, was eine Aktivität am {{day}} tragen muss.',
  },
  'engagement.cannot-carry': {
    nl: 'De activiteit heeft {{has}}; {{months}} maanden van haar aanstellingen kosten {{needed}}.',
    fr: 'L’activité dispose de {{has}} ; {{months}} mois de ses engagements coûtent {{needed}}.',
    en: 'The activity has {{has}}; {{months}} months of its engagements cost {{needed}}.',
    de: 'Die Aktivität hat {{has}}; {{months}} Monate ihrer Anstellungen kosten {{needed}}.',
  },
  'engagement.other-kind': {
    nl: '"{{kind}}" is geen soort zonder afgesproken einde.',
    fr: '« {{kind}} » n’est pas un type à durée indéterminée.',
    en: '"{{kind}}" is not a kind without an agreed end.',
    de: '„{{kind}}“ ist keine unbefristete Art.',
  },
  'engagement.negative-advance': {
    nl: 'Een voorschot is niet negatief.',
    fr: 'Une avance n’est pas négative.',
    en: 'An advance is not negative.',
    de: 'Ein Vorschuss ist nicht negativ.',
  },
  'engagement.no-variable-part': {
    nl: 'Enkel een ondernemer in loondienst heeft een variabel deel.',
    fr: 'Seul un entrepreneur salarié a une part variable.',
    en: 'Only a salaried entrepreneur has a variable part.',
    de: 'Nur ein angestellter Unternehmer hat einen variablen Teil.',
  },
  'engagement.empty-week': {
    nl: 'Noem de werkdagen van de week.',
    fr: 'Indiquez les jours de travail de la semaine.',
    en: 'Name the working days of the week.',
    de: 'Nennen Sie die Arbeitstage der Woche.',
  },
  'engagement.weekday': {
    nl: '{{weekday}} is geen dag van 1 tot 7, of staat er tweemaal.',
    fr: '{{weekday}} n’est pas un jour de 1 à 7, ou figure deux fois.',
    en: '{{weekday}} is not a day from 1 to 7, or is there twice.',
    de: '{{weekday}} ist kein Tag von 1 bis 7 oder steht zweimal da.',
  },
  'engagement.not-draft': {
    nl: 'Alleen een ontwerp wordt getekend; deze aanstelling is {{status}}.',
    fr: 'Seul un projet se signe ; cet engagement est {{status}}.',
    en: 'Only a draft is signed; this engagement is {{status}}.',
    de: 'Nur ein Entwurf wird unterschrieben; diese Anstellung ist {{status}}.',
  },
  'engagement.not-in-force': {
    nl: 'Deze aanstelling is {{status}} en niet van kracht.',
    fr: 'Cet engagement est {{status}} et n’est pas en vigueur.',
    en: 'This engagement is {{status}} and not in force.',
    de: 'Diese Anstellung ist {{status}} und nicht in Kraft.',
  },
  'engagement.end-agreed': {
    nl: 'Het einde is al bepaald op {{day}}.',
    fr: 'La fin est déjà fixée au {{day}}.',
    en: 'The end is agreed already, on {{day}}.',
    de: 'Das Ende ist bereits auf den {{day}} festgelegt.',
  },
  'engagement.ends-first': {
    nl: 'De aanstelling begint pas op {{from}}.',
    fr: 'L’engagement ne commence que le {{from}}.',
    en: 'The engagement begins on {{from}} only.',
    de: 'Die Anstellung beginnt erst am {{from}}.',
  },
  'engagement.signed-beyond': {
    nl: 'Er is getekend tot {{last}}: annuleer eerst wat later komt.',
    fr: 'Un contrat est signé jusqu’au {{last}} : annulez d’abord ce qui suit.',
    en: 'A contract is signed until {{last}}: cancel first what comes later.',
    de: 'Ein Vertrag ist bis {{last}} unterschrieben: stornieren Sie zuerst, was folgt.',
  },
  'engagement.ends-in-the-past': {
    nl: 'Een einde ligt niet voor vandaag, {{today}}, tenzij op de laatste getekende dag.',
    fr: 'Une fin n’est pas antérieure à aujourd’hui, {{today}}, sauf au dernier jour signé.',
    en: 'An end is not before today, {{today}}, unless on the last day that was signed.',
    de: 'Ein Ende liegt nicht vor heute, {{today}}, außer am letzten unterschriebenen Tag.',
  },
  'engagement.year-runs': {
    nl: '{{year}} is nog niet voorbij.',
    fr: '{{year}} n’est pas encore terminée.',
    en: '{{year}} is not over yet.',
    de: '{{year}} ist noch nicht vorbei.',
  },
  'engagement.year-settled': {
    nl: '{{year}} of een later jaar is al afgerekend.',
    fr: '{{year}} ou une année suivante est déjà décomptée.',
    en: '{{year}} or a later year is settled already.',
    de: '{{year}} oder ein späteres Jahr ist bereits abgerechnet.',
  },
  'engagement.year-before-open': {
    nl: 'Reken eerst {{year}} af.',
    fr: 'Décomptez d’abord {{year}}.',
    en: 'Settle {{year}} first.',
    de: 'Rechnen Sie zuerst {{year}} ab.',
  },
  'engagement.months-open': {
    nl: 'Eerst komt er een overeenkomst voor {{months}}.',
    fr: 'Il faut d’abord un contrat pour {{months}}.',
    en: 'Contracts are needed first for {{months}}.',
    de: 'Zuerst braucht es Verträge für {{months}}.',
  },
  'engagement.out-of-range': {
    nl: '"{{value}}" ligt niet tussen {{least}} en {{most}}.',
    fr: '« {{value}} » n’est pas entre {{least}} et {{most}}.',
    en: '"{{value}}" is not between {{least}} and {{most}}.',
    de: '„{{value}}“ liegt nicht zwischen {{least}} und {{most}}.',
  },
  'closing.open-engagements': {
    nl: 'Er zijn nog {{count}} aanstellingen die voorbereid of van kracht zijn.',
    fr: 'Il reste {{count}} engagements préparés ou en vigueur.',
    en: 'There are still {{count}} engagements prepared or in force.',
    de: 'Es gibt noch {{count}} vorbereitete oder geltende Anstellungen.',
  },
};
