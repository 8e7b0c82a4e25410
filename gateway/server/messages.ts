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
  /** NOT_FOUND of a download: the link is too old or not ours, or the viewer lost the right. */
  noSuchFile: {
    en: 'There is no such file, or the link to it is no longer good: ask the API for a new one.',
    nl: 'Dit bestand is er niet, of de link is niet meer geldig: vraag de API een nieuwe.',
    fr: 'Ce fichier n’existe pas ou son lien n’est plus valable : demandez-en un autre à l’API.',
    de: 'Diese Datei gibt es nicht, oder der Link gilt nicht mehr: holen Sie bei der API einen neuen.',
  },
} as const satisfies Record<string, Sentence>;
