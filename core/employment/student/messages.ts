import type { Messages } from '../../platform/messages.js';

export const studentMessages: Messages = {
  'student.hours-not-stated': {
    nl: 'De student heeft nog niet gezegd hoeveel uren elders gewerkt worden in {{year}}.',
    fr: 'L’étudiant n’a pas encore indiqué ses heures ailleurs en {{year}}.',
    en: 'The student has not stated the hours worked elsewhere in {{year}} yet.',
    de: 'Die Stunden anderswo im Jahr {{year}} sind noch nicht angegeben.',
  },
  'student.beyond-quota': {
    nl: 'In {{year}} zijn {{quota}} uren toegelaten: {{used}} gebruikt, {{asked}} gevraagd.',
    fr: 'En {{year}}, {{quota}} heures sont permises : {{used}} utilisées, {{asked}} demandées.',
    en: 'In {{year}} {{quota}} hours are allowed: {{used}} are used, {{asked}} are asked for.',
    de: '{{year}} sind {{quota}} Stunden erlaubt: {{used}} verbraucht, {{asked}} verlangt.',
  },
  'student.hours-out-of-range': {
    nl: '"{{hours}}" is geen aantal uren van een jaar: 0 tot {{limit}}, in hele minuten.',
    fr: '« {{hours}} » n’est pas un nombre d’heures d’un an : 0 à {{limit}}, en minutes entières.',
    en: '"{{hours}}" is no number of hours of a year: 0 to {{limit}}, in whole minutes.',
    de: '„{{hours}}“ ist keine Stundenzahl eines Jahres: 0 bis {{limit}}, in ganzen Minuten.',
  },
  'student.other-year': {
    nl: '{{year}} is niet dit jaar ({{thisYear}}), het vorige of het volgende.',
    fr: '{{year}} n’est ni cette année ({{thisYear}}), ni la précédente, ni la suivante.',
    en: '{{year}} is not this year ({{thisYear}}), the last or the next.',
    de: '{{year}} ist nicht dieses Jahr ({{thisYear}}), das letzte oder das nächste.',
  },
};
