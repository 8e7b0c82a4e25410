import type { Sentence } from '../../core/platform/messages.js';

/** What the gateway says beside the register of errors: variants of its sentences. */
export const sentences = {
  /** CONFLICT without versions: two writers met, twice in a row. */
  busy: {
    en: 'Somebody else is changing the same thing at this moment; nothing was written, try again.',
    nl: 'Iemand anders wijzigt op dit moment hetzelfde; er is niets geschreven, probeer opnieuw.',
    fr: 'Quelqu’un d’autre modifie la même chose en ce moment ; rien n’a été écrit, réessayez.',
    de: 'Jemand anders ändert gerade dasselbe; nichts wurde geschrieben, bitte noch einmal.',
  },
  /** NOT_FOUND of a path. */
  noSuchPath: {
    en: 'There is nothing here; the API is at /graphql.',
    nl: 'Hier is niets; de API staat op /graphql.',
    fr: 'Il n’y a rien ici ; l’API se trouve à /graphql.',
    de: 'Hier ist nichts; die API ist unter /graphql.',
  },
} as const satisfies Record<string, Sentence>;
