import type { Messages } from './messages.js';

/** What the platform itself can say besides the error register. */
export const platformMessages: Messages = {
  'plugin.unavailable': {
    nl: 'De controle "{{validation}}" van de plug-in "{{plugin}}" kon niet antwoorden.',
    fr: 'Le contrôle « {{validation}} » du module « {{plugin}} » n’a pas pu répondre.',
    en: 'The check "{{validation}}" of the plugin "{{plugin}}" could not answer.',
    de: 'Die Prüfung „{{validation}}“ des Moduls „{{plugin}}“ konnte nicht antworten.',
  },
};
