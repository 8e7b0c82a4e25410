import type { Messages } from '../../platform/messages.js';

export const dayMessages: Messages = {
  'day.unknown-kind': {
    nl: '"{{kind}}" is geen soort werkdag van deze coöperatie.',
    fr: '« {{kind}} » n’est pas un type de jour de travail de cette coopérative.',
    en: '"{{kind}}" is not a kind of working day of this co-operative.',
    de: '„{{kind}}“ ist keine Art Arbeitstag dieser Genossenschaft.',
  },
  'day.start-malformed': {
    nl: '"{{startsAt}}" is geen uur: schrijf bijvoorbeeld 20:30.',
    fr: '« {{startsAt}} » n’est pas une heure : écrivez par exemple 20:30.',
    en: '"{{startsAt}}" is not a time: write for example 20:30.',
    de: '„{{startsAt}}“ ist keine Uhrzeit: schreiben Sie zum Beispiel 20:30.',
  },
  'day.too-long': {
    nl: 'Op {{day}} wordt {{worked}} uur gewerkt; de grens is {{limit}}.',
    fr: 'Le {{day}} compte {{worked}} heures de travail ; la limite est de {{limit}}.',
    en: 'On {{day}} {{worked}} hours are worked; the limit is {{limit}}.',
    de: 'Am {{day}} wird {{worked}} Stunden gearbeitet; die Grenze ist {{limit}}.',
  },
  'day.week-too-long': {
    nl: 'In de week van {{monday}} wordt {{worked}} uur gewerkt; de grens is {{limit}}.',
    fr: 'La semaine du {{monday}} compte {{worked}} heures de travail ; la limite est de {{limit}}.',
    en: 'In the week of {{monday}} {{worked}} hours are worked; the limit is {{limit}}.',
    de: 'In der Woche ab {{monday}} wird {{worked}} Stunden gearbeitet; die Grenze ist {{limit}}.',
  },
  'day.rest-too-short': {
    nl: 'Voor {{day}} is er {{rest}} uur rust; de wet vraagt {{limit}}.',
    fr: 'Avant le {{day}}, le repos est de {{rest}} heures ; la loi en demande {{limit}}.',
    en: 'Before {{day}} there are {{rest}} hours of rest; the law asks for {{limit}}.',
    de: 'Vor dem {{day}} liegen {{rest}} Stunden Ruhe; das Gesetz verlangt {{limit}}.',
  },
  'day.sunday': {
    nl: '{{day}} is een zondag: zondagswerk mag enkel in de uitzonderingen van de wet.',
    fr: 'Le {{day}} est un dimanche : le travail n’y est permis que par exception légale.',
    en: '{{day}} is a Sunday: work is allowed there only by the exceptions of the law.',
    de: 'Der {{day}} ist ein Sonntag: Arbeit ist dann nur in gesetzlichen Ausnahmen erlaubt.',
  },
  'day.public-holiday': {
    nl: '{{day}} is een feestdag: wie dan werkt, krijgt inhaalrust.',
    fr: 'Le {{day}} est un jour férié : qui travaille ce jour-là a droit à un repos compensatoire.',
    en: '{{day}} is a public holiday: whoever works then has another day of rest.',
    de: 'Der {{day}} ist ein Feiertag: Wer dann arbeitet, bekommt Ersatzruhe.',
  },
  'day.contract-not-signed': {
    nl: 'Afwezigheden horen bij een getekende, nog niet betaalde overeenkomst; deze is {{status}}.',
    fr: 'Les absences concernent un contrat signé et non encore payé ; celui-ci est {{status}}.',
    en: 'Absences are of a contract that is signed and not yet paid; this one is {{status}}.',
    de: 'Abwesenheiten gehören zu einem unterschriebenen, unbezahlten Vertrag; dieser ist {{status}}.',
  },
  'day.none-named': {
    nl: 'Noem minstens één dag.',
    fr: 'Indiquez au moins un jour.',
    en: 'Name at least one day.',
    de: 'Nennen Sie mindestens einen Tag.',
  },
  'day.not-of-contract': {
    nl: '{{day}} is geen dag van deze overeenkomst.',
    fr: 'Le {{day}} n’est pas un jour de ce contrat.',
    en: '{{day}} is not a day of this contract.',
    de: 'Der {{day}} ist kein Tag dieses Vertrags.',
  },
  'day.no-absence': {
    nl: '"{{kind}}" is geen soort afwezigheid van deze coöperatie.',
    fr: '« {{kind}} » n’est pas un type d’absence de cette coopérative.',
    en: '"{{kind}}" is not a kind of absence of this co-operative.',
    de: '„{{kind}}“ ist keine Art Abwesenheit dieser Genossenschaft.',
  },
};
