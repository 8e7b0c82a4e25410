import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'sample-plugin.empty-note': {
    nl: 'Een notitie zegt iets.',
    fr: 'Une note dit quelque chose.',
    en: 'A note says something.',
    de: 'Eine Notiz sagt etwas.',
  },
  'sample-plugin.note-exists': {
    nl: 'Er is al een notitie.',
    fr: 'Il y a déjà une note.',
    en: 'There is a note already.',
    de: 'Es gibt schon eine Notiz.',
  },
  'sample-plugin.unresolved-note': {
    nl: 'De notitie "{{text}}" is nog niet afgehandeld.',
    fr: 'La note « {{text}} » n’est pas encore traitée.',
    en: 'The note "{{text}}" has not been dealt with.',
    de: 'Die Notiz „{{text}}“ ist noch nicht erledigt.',
  },
};
