import type { Messages } from 'gezel/sdk';

export const tourMessages: Messages = {
  'performing-arts.no-production': {
    nl: 'Deze activiteit heeft nog geen productie.',
    fr: 'Cette activité n’a pas encore de production.',
    en: 'This activity has no production yet.',
    de: 'Diese Aktivität hat noch keine Produktion.',
  },
  'performing-arts.scheduled-already': {
    nl: 'Op {{day}} is er al iets gepland: de tournee wordt al anders gepland.',
    fr: 'Le {{day}}, quelque chose est déjà prévu : la tournée est déjà planifiée autrement.',
    en: 'Something is scheduled on {{day}} already: the tour is being planned otherwise.',
    de: 'Am {{day}} ist schon etwas angesetzt: Die Tournee wird bereits anders geplant.',
  },
};
