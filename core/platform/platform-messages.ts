import type { Messages } from './messages.js';

/** What the platform itself can say besides the error register. */
export const platformMessages: Messages = {
  'input.no-amount': {
    nl: '"{{amount}}" is geen bedrag in {{currency}} met hoogstens {{digits}} decimalen.',
    fr: '« {{amount}} » n’est pas un montant en {{currency}} à {{digits}} décimales au plus.',
    en: '"{{amount}}" is no amount of {{currency}} with at most {{digits}} decimals.',
    de: '„{{amount}}“ ist kein Betrag in {{currency}} mit höchstens {{digits}} Dezimalen.',
  },
  'input.no-code': {
    nl: 'Een code heeft kleine letters, cijfers en koppeltekens, hoogstens 63.',
    fr: 'Un code a des minuscules, des chiffres et des traits d’union, 63 au plus.',
    en: 'A code has lower-case letters, digits and hyphens, at most 63.',
    de: 'Ein Code hat Kleinbuchstaben, Ziffern und Bindestriche, höchstens 63.',
  },
  'input.no-count': {
    nl: 'Hier hoort een geheel getal van 1 tot {{limit}}.',
    fr: 'Un nombre entier de 1 à {{limit}} est attendu.',
    en: 'A whole number from 1 to {{limit}} is expected.',
    de: 'Hier wird eine ganze Zahl von 1 bis {{limit}} erwartet.',
  },
  'input.no-day': {
    nl: '"{{day}}" is geen dag van de kalender.',
    fr: '« {{day}} » n’est pas un jour du calendrier.',
    en: '"{{day}}" is no day of the calendar.',
    de: '„{{day}}“ ist kein Tag des Kalenders.',
  },
  'input.no-id': {
    nl: '"{{id}}" is geen id van het type {{type}}.',
    fr: '« {{id}} » n’est pas un identifiant du type {{type}}.',
    en: '"{{id}}" is no id of the type {{type}}.',
    de: '„{{id}}“ ist keine Id vom Typ {{type}}.',
  },
  'input.no-text': {
    nl: 'Hier hoort een tekst van 1 tot {{limit}} tekens.',
    fr: 'Un texte de 1 à {{limit}} caractères est attendu.',
    en: 'A text of 1 to {{limit}} characters is expected.',
    de: 'Hier wird ein Text von 1 bis {{limit}} Zeichen erwartet.',
  },
  'input.no-time': {
    nl: '"{{time}}" is geen uur op een kwartier, van "00:00" tot "24:00".',
    fr: '« {{time}} » n’est pas une heure au quart d’heure, de « 00:00 » à « 24:00 ».',
    en: '"{{time}}" is no time on a quarter, from "00:00" to "24:00".',
    de: '„{{time}}“ ist keine Uhrzeit zur Viertelstunde, von „00:00“ bis „24:00“.',
  },
  'input.ends-early': {
    nl: 'Het eindigt na zijn begin.',
    fr: 'La fin vient après le début.',
    en: 'It ends after it has begun.',
    de: 'Das Ende liegt nach dem Beginn.',
  },
  'input.other-activity': {
    nl: 'Dit is niet van de activiteit van de opdracht.',
    fr: 'Ceci n’est pas de l’activité de la mission.',
    en: 'This is not of the activity of the assignment.',
    de: 'Das gehört nicht zur Aktivität des Auftrags.',
  },
  'input.not-above-zero': {
    nl: 'Dit is een bedrag of aantal boven nul.',
    fr: 'Ceci est un montant ou un nombre supérieur à zéro.',
    en: 'This is an amount or number above zero.',
    de: 'Dies ist ein Betrag oder eine Zahl über null.',
  },
  'input.below-zero': {
    nl: 'Dit is nul of meer.',
    fr: 'Ceci est zéro ou plus.',
    en: 'This is zero or more.',
    de: 'Dies ist null oder mehr.',
  },
  'plugin.unavailable': {
    nl: 'De controle "{{validation}}" van de plug-in "{{plugin}}" kon niet antwoorden.',
    fr: 'Le contrôle « {{validation}} » du module « {{plugin}} » n’a pas pu répondre.',
    en: 'The check "{{validation}}" of the plugin "{{plugin}}" could not answer.',
    de: 'Die Prüfung „{{validation}}“ des Moduls „{{plugin}}“ konnte nicht antworten.',
  },
  'plugin.validation-pending': {
    nl: 'De controle "{{validation}}" van "{{plugin}}" wacht op antwoord; probeer het daarna opnieuw.',
    fr: 'Le contrôle « {{validation}} » de « {{plugin}} » attend une réponse ; réessayez ensuite.',
    en: 'The check "{{validation}}" of "{{plugin}}" waits for an answer; try again after that.',
    de: 'Die Prüfung „{{validation}}“ von „{{plugin}}“ wartet auf Antwort; danach erneut versuchen.',
  },
};
