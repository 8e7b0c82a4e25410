import type { Messages } from 'gezel/sdk';

/** What this plugin can say, by code. */
export const messages: Messages = {
  'start-ups.no-usual-agreement': {
    nl: 'Er is niet precies één lopend akkoord met een gebruikelijke hoeveelheid: zeg zelf welk en hoeveel.',
    fr: 'Il n’y a pas exactement un accord en cours avec une quantité habituelle : dites lequel et combien.',
    en: 'There is not exactly one agreement in force with a usual quantity: say which and how many.',
    de: 'Es gibt nicht genau eine laufende Vereinbarung mit üblicher Menge: Sagen Sie, welche und wie viel.',
  },
  'start-ups.activity-closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'start-ups.activity-not-described': {
    nl: 'Geef eerst de naam van het toekomstige bedrijf op.',
    fr: 'Indiquez d’abord le nom de la future entreprise.',
    en: 'First give the name of the company to be.',
    de: 'Geben Sie zuerst den Namen des künftigen Unternehmens an.',
  },
  'start-ups.event-out-of-order': {
    nl: 'Het kan niet op {{day}} zijn gebeurd: niet voor {{last}} en niet na vandaag.',
    fr: 'Cela n’a pas pu se produire le {{day}} : ni avant le {{last}}, ni après aujourd’hui.',
    en: 'It cannot have happened on {{day}}: not before {{last}} and not after today.',
    de: 'Es kann nicht am {{day}} geschehen sein: nicht vor dem {{last}} und nicht nach heute.',
  },
  'start-ups.list-full': {
    nl: 'De lijst is vol: hoogstens {{limit}}.',
    fr: 'La liste est complète : {{limit}} au plus.',
    en: 'The list is full: at most {{limit}}.',
    de: 'Die Liste ist voll: höchstens {{limit}}.',
  },
  'start-ups.round-part-too-small': {
    nl: 'Voor dit bedrag is er geen enkel aandeel.',
    fr: 'Ce montant n’achète pas une seule action.',
    en: 'This amount does not buy a single share.',
    de: 'Dieser Betrag kauft keinen einzigen Anteil.',
  },
  'start-ups.round-without-shares': {
    nl: 'Zonder aandelen is er niets om te waarderen: leg eerst vast wie er oprichters zijn.',
    fr: 'Sans actions, il n’y a rien à valoriser : indiquez d’abord celles des fondateurs.',
    en: 'Without shares there is nothing to value: record those of the founders first.',
    de: 'Ohne Anteile ist nichts zu bewerten: Halten Sie zuerst die der Gründer fest.',
  },
  'start-ups.agreement-not-in-force': {
    nl: 'Deze aankoopovereenkomst geldt vandaag niet.',
    fr: 'Cet accord d’achat n’est pas en vigueur aujourd’hui.',
    en: 'This agreement of purchase is not in force today.',
    de: 'Diese Einkaufsvereinbarung gilt heute nicht.',
  },
  'start-ups.too-large': {
    nl: 'Dit bedrag is te groot.',
    fr: 'Ce montant est trop élevé.',
    en: 'This amount is too large.',
    de: 'Dieser Betrag ist zu groß.',
  },
  'start-ups.investment-gone': {
    nl: 'Deze investering is er niet meer.',
    fr: 'Cet investissement n’est plus là.',
    en: 'This investment is there no more.',
    de: 'Diese Investition ist nicht mehr vorhanden.',
  },
  'start-ups.role-by-engagement': {
    nl: 'Kosten en dagen van deze rol volgen uit de tewerkstelling die ze vervult.',
    fr: 'Le coût et les jours de ce rôle découlent de l’engagement qui le remplit.',
    en: 'The cost and the days of this role follow from the employment that fills it.',
    de: 'Kosten und Tage dieser Rolle folgen aus der Beschäftigung, die sie ausfüllt.',
  },
  'start-ups.engagement-not-signed': {
    nl: 'Deze tewerkstelling is niet van kracht.',
    fr: 'Cet engagement n’est pas en vigueur.',
    en: 'This employment is not in force.',
    de: 'Diese Beschäftigung ist nicht in Kraft.',
  },
  'start-ups.engagement-fills-other': {
    nl: 'Deze tewerkstelling vervult al een andere rol.',
    fr: 'Cet engagement remplit déjà un autre rôle.',
    en: 'This employment already fills another role.',
    de: 'Diese Beschäftigung füllt schon eine andere Rolle aus.',
  },
};
