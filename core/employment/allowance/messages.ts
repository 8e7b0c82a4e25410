import type { Messages } from '../../platform/messages.js';

export const allowanceMessages: Messages = {
  'allowance.without-days': {
    nl: 'Noem minstens één dag.',
    fr: 'Indiquez au moins un jour.',
    en: 'Name at least one day.',
    de: 'Nennen Sie mindestens einen Tag.',
  },
  'allowance.begun': {
    nl: 'Registreren en annuleren kan enkel voor de eerste dag, {{first}}; vandaag is {{today}}.',
    fr: 'L’inscription et l’annulation précèdent le premier jour, {{first}} ; on est le {{today}}.',
    en: 'Registering and cancelling come before the first day, {{first}}; today is {{today}}.',
    de: 'Anmeldung und Storno kommen vor dem ersten Tag, {{first}}; heute ist {{today}}.',
  },
  'allowance.two-years': {
    nl: 'De dagen vallen in één kalenderjaar.',
    fr: 'Les jours sont dans une seule année civile.',
    en: 'The days are in one calendar year.',
    de: 'Die Tage liegen in einem Kalenderjahr.',
  },
  'allowance.days-out-of-range': {
    nl: 'Een jaar telt 0 tot 366 dagen elders.',
    fr: 'Une année compte de 0 à 366 jours ailleurs.',
    en: 'A year has 0 to 366 days elsewhere.',
    de: 'Ein Jahr hat 0 bis 366 Tage anderswo.',
  },
  'allowance.no-national-number': {
    nl: 'Voor de registratie is het rijksregisternummer van de kunstenaar nodig.',
    fr: 'L’inscription demande le numéro national de l’artiste.',
    en: 'The registration needs the artist’s national number.',
    de: 'Die Anmeldung braucht die Nationalnummer der Künstlerin oder des Künstlers.',
  },
  'allowance.reference-used': {
    nl: 'Dit nummer van het register is al gebruikt.',
    fr: 'Ce numéro du registre est déjà utilisé.',
    en: 'This number of the register is used already.',
    de: 'Diese Nummer des Registers ist bereits verwendet.',
  },
  'allowance.amount-not-positive': {
    nl: 'Een vergoeding is meer dan nul.',
    fr: 'Une indemnité est supérieure à zéro.',
    en: 'An allowance is more than zero.',
    de: 'Eine Vergütung ist größer als null.',
  },
  'allowance.travel-negative': {
    nl: 'Reiskosten zijn niet negatief.',
    fr: 'Des frais de déplacement ne sont pas négatifs.',
    en: 'Travel is not negative.',
    de: 'Reisekosten sind nicht negativ.',
  },
  'allowance.travel-not-proved': {
    nl: 'Reiskosten vragen een bewijs.',
    fr: 'Les frais de déplacement demandent une preuve.',
    en: 'Travel needs a proof.',
    de: 'Reisekosten brauchen einen Nachweis.',
  },
  'allowance.day-over-cap': {
    nl: '{{amount}} per dag is meer dan het maximum van {{most}}.',
    fr: '{{amount}} par jour dépasse le maximum de {{most}}.',
    en: '{{amount}} a day is above the maximum of {{most}}.',
    de: '{{amount}} je Tag liegt über dem Höchstbetrag von {{most}}.',
  },
  'allowance.travel-over-cap': {
    nl: '{{amount}} voor reizen is meer dan het maximum van {{most}} voor deze dagen.',
    fr: '{{amount}} de déplacement dépasse le maximum de {{most}} pour ces jours.',
    en: '{{amount}} of travel is above the maximum of {{most}} for these days.',
    de: '{{amount}} Reisekosten liegen über dem Höchstbetrag von {{most}} für diese Tage.',
  },
  'allowance.beyond-days': {
    nl: 'Een jaar telt hoogstens {{most}} dagen: {{used}} zijn gebruikt, {{asked}} gevraagd.',
    fr: 'Une année compte au plus {{most}} jours : {{used}} utilisés, {{asked}} demandés.',
    en: 'A year has at most {{most}} days: {{used}} are used, {{asked}} asked for.',
    de: 'Ein Jahr hat höchstens {{most}} Tage: {{used}} sind verbraucht, {{asked}} verlangt.',
  },
  'allowance.too-many-in-row': {
    nl: 'Van {{from}} tot {{until}} zijn er meer dan {{most}} dagen na elkaar voor één opdrachtgever.',
    fr: 'Du {{from}} au {{until}}, plus de {{most}} jours de suite pour un seul donneur d’ordre.',
    en: 'From {{from}} to {{until}} there are more than {{most}} days in a row for one principal.',
    de: 'Vom {{from}} bis {{until}} sind es über {{most}} Tage am Stück für einen Auftraggeber.',
  },
  'allowance.not-registered': {
    nl: 'Enkel een geregistreerde vergoeding kan dit; deze is {{status}}.',
    fr: 'Seule une indemnité inscrite le permet ; celle-ci est {{status}}.',
    en: 'Only a registered allowance allows this; this one is {{status}}.',
    de: 'Nur eine angemeldete Vergütung erlaubt dies; diese ist {{status}}.',
  },
  'allowance.not-over': {
    nl: 'De laatste dag is {{last}}: betalen kan daarna.',
    fr: 'Le dernier jour est le {{last}} : le paiement vient après.',
    en: 'The last day is {{last}}: it is paid afterwards.',
    de: 'Der letzte Tag ist der {{last}}: bezahlt wird danach.',
  },
  'closing.open-allowances': {
    nl: 'Er zijn nog {{count}} geregistreerde vergoedingen die niet betaald of geannuleerd zijn.',
    fr: 'Il reste {{count}} indemnités inscrites, ni payées ni annulées.',
    en: 'There are still {{count}} registered allowances, neither paid nor cancelled.',
    de: 'Es gibt noch {{count}} angemeldete Vergütungen, weder bezahlt noch storniert.',
  },
};
