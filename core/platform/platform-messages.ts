import type { Messages } from './messages.js';

/** What the platform itself can say besides the error register. */
export const platformMessages: Messages = {
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
