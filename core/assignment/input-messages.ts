import type { Messages } from '../platform/messages.js';

/** How an input differs from what a tool, or a supplier's desk, asks for: a sentence a rule. */
export const inputMessages: Messages = {
  'assignment.input-blank': {
    nl: '{{at}} is leeg.',
    fr: '{{at}} est vide.',
    en: '{{at}} is blank.',
    de: '{{at}} ist leer.',
  },
  'assignment.input-no-text': {
    nl: '{{at}} is een tekst.',
    fr: '{{at}} est un texte.',
    en: '{{at}} is a text.',
    de: '{{at}} ist ein Text.',
  },
  'assignment.input-no-number': {
    nl: '{{at}} is een getal.',
    fr: '{{at}} est un nombre.',
    en: '{{at}} is a number.',
    de: '{{at}} ist eine Zahl.',
  },
  'assignment.input-no-whole-number': {
    nl: '{{at}} is een geheel getal.',
    fr: '{{at}} est un nombre entier.',
    en: '{{at}} is a whole number.',
    de: '{{at}} ist eine ganze Zahl.',
  },
  'assignment.input-no-yes-or-no': {
    nl: '{{at}} is waar of onwaar.',
    fr: '{{at}} est vrai ou faux.',
    en: '{{at}} is true or false.',
    de: '{{at}} ist wahr oder falsch.',
  },
  'assignment.input-no-list': {
    nl: '{{at}} is een lijst.',
    fr: '{{at}} est une liste.',
    en: '{{at}} is a list.',
    de: '{{at}} ist eine Liste.',
  },
  'assignment.input-no-object': {
    nl: '{{at}} is een object met eigenschappen.',
    fr: '{{at}} est un objet avec des propriétés.',
    en: '{{at}} is an object with properties.',
    de: '{{at}} ist ein Objekt mit Eigenschaften.',
  },
  'assignment.input-no-day': {
    nl: '{{at}} is een dag van de kalender, als JJJJ-MM-DD.',
    fr: '{{at}} est un jour du calendrier, comme AAAA-MM-JJ.',
    en: '{{at}} is a day of the calendar, as YYYY-MM-DD.',
    de: '{{at}} ist ein Tag des Kalenders, als JJJJ-MM-TT.',
  },
  'assignment.input-no-decimal': {
    nl: '{{at}} is een decimaal getal, als "1250.00".',
    fr: '{{at}} est un nombre décimal, comme « 1250.00 ».',
    en: '{{at}} is a decimal number, as "1250.00".',
    de: '{{at}} ist eine Dezimalzahl, wie „1250.00“.',
  },
  'assignment.input-no-currency': {
    nl: '{{at}} is een munt, als EUR.',
    fr: '{{at}} est une monnaie, comme EUR.',
    en: '{{at}} is a currency, as EUR.',
    de: '{{at}} ist eine Währung, wie EUR.',
  },
  'assignment.input-no-id': {
    nl: '{{at}} is de id van iets, met zijn type.',
    fr: '{{at}} est l’identifiant de quelque chose, avec son type.',
    en: '{{at}} is the id of something, with its type.',
    de: '{{at}} ist die Id von etwas, mit ihrem Typ.',
  },
  'assignment.input-no-amount': {
    nl: '{{at}} is een bedrag van nul of meer, als "1250.00".',
    fr: '{{at}} est un montant de zéro ou plus, comme « 1250.00 ».',
    en: '{{at}} is an amount of zero or more, as "1250.00".',
    de: '{{at}} ist ein Betrag von null oder mehr, wie „1250.00“.',
  },
  'assignment.input-no-amount-above-zero': {
    nl: '{{at}} is een bedrag boven nul, als "1250.00".',
    fr: '{{at}} est un montant supérieur à zéro, comme « 1250.00 ».',
    en: '{{at}} is an amount above zero, as "1250.00".',
    de: '{{at}} ist ein Betrag über null, wie „1250.00“.',
  },
  'assignment.input-too-short': {
    nl: '{{at}} telt minstens {{limit}} tekens.',
    fr: '{{at}} compte au moins {{limit}} caractères.',
    en: '{{at}} has at least {{limit}} characters.',
    de: '{{at}} hat mindestens {{limit}} Zeichen.',
  },
  'assignment.input-too-long': {
    nl: '{{at}} telt hoogstens {{limit}} tekens.',
    fr: '{{at}} compte au plus {{limit}} caractères.',
    en: '{{at}} has at most {{limit}} characters.',
    de: '{{at}} hat höchstens {{limit}} Zeichen.',
  },
  'assignment.input-too-few': {
    nl: '{{at}} telt er minstens {{limit}}.',
    fr: '{{at}} en compte au moins {{limit}}.',
    en: '{{at}} has at least {{limit}} of them.',
    de: '{{at}} hat mindestens {{limit}} davon.',
  },
  'assignment.input-too-many': {
    nl: '{{at}} telt er hoogstens {{limit}}.',
    fr: '{{at}} en compte au plus {{limit}}.',
    en: '{{at}} has at most {{limit}} of them.',
    de: '{{at}} hat höchstens {{limit}} davon.',
  },
  'assignment.input-twice': {
    nl: '{{at}} noemt iets twee keer.',
    fr: '{{at}} nomme une chose deux fois.',
    en: '{{at}} names something twice.',
    de: '{{at}} nennt etwas zweimal.',
  },
  'assignment.input-too-small': {
    nl: '{{at}} is minstens {{limit}}.',
    fr: '{{at}} est au moins {{limit}}.',
    en: '{{at}} is at least {{limit}}.',
    de: '{{at}} ist mindestens {{limit}}.',
  },
  'assignment.input-too-great': {
    nl: '{{at}} is hoogstens {{limit}}.',
    fr: '{{at}} est au plus {{limit}}.',
    en: '{{at}} is at most {{limit}}.',
    de: '{{at}} ist höchstens {{limit}}.',
  },
  'assignment.input-no-choice': {
    nl: '{{at}} is een van: {{choices}}.',
    fr: '{{at}} est l’un de : {{choices}}.',
    en: '{{at}} is one of: {{choices}}.',
    de: '{{at}} ist eines von: {{choices}}.',
  },
};
