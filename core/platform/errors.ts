import { GraphQLError } from 'graphql';
import type { Sentence } from './messages.js';

/**
 * The one register of errors. Expected outcomes are violations, which are data; what is here are the
 * answers to a request that cannot be carried out at all. `docs/errors.md` is generated from it.
 */
export const errorRegister = {
  UNAUTHENTICATED: {
    status: 401,
    sentence: {
      en: 'This needs a valid access token.',
      nl: 'Hiervoor is een geldig toegangsbewijs nodig.',
      fr: "Ceci demande un jeton d'accès valable.",
      de: 'Dafür ist ein gültiges Zugriffstoken nötig.',
    },
    remedy: 'Send "Authorization: Bearer …" with a token that has not expired.',
  },
  FORBIDDEN: {
    status: 200,
    sentence: {
      en: 'You lack the permission "{{permission}}".',
      nl: 'U mist de bevoegdheid "{{permission}}".',
      fr: 'Il vous manque l’autorisation « {{permission}} ».',
      de: 'Ihnen fehlt die Berechtigung „{{permission}}“.',
    },
    remedy: 'Ask an administrator of the co-operative for the role or the token scope.',
  },
  NOT_FOUND: {
    status: 200,
    sentence: {
      en: 'There is no {{thing}} with the id "{{id}}" that you may see.',
      nl: 'Er is geen {{thing}} met de id "{{id}}" die u mag zien.',
      fr: 'Aucun {{thing}} avec l’id « {{id}} » ne vous est visible.',
      de: 'Es gibt kein {{thing}} mit der Id „{{id}}“, das Sie sehen dürfen.',
    },
    remedy: 'Check the id; what you may not see answers as if it did not exist.',
  },
  BAD_USER_INPUT: {
    status: 400,
    sentence: {
      en: '{{reason}}',
      nl: '{{reason}}',
      fr: '{{reason}}',
      de: '{{reason}}',
    },
    remedy: 'Correct the value that the message quotes.',
  },
  CONFLICT: {
    status: 200,
    sentence: {
      en: 'The {{thing}} has changed meanwhile: you had version {{expected}}, it is at {{actual}}.',
      nl: 'Het {{thing}} is intussen gewijzigd: u had versie {{expected}}, nu is het {{actual}}.',
      fr: '{{thing}} a changé entre-temps : vous aviez la version {{expected}}, c’est {{actual}}.',
      de: '{{thing}} wurde inzwischen geändert: Sie hatten Version {{expected}}, jetzt {{actual}}.',
    },
    remedy: 'Read it again and repeat the change on what you then see.',
  },
  IDEMPOTENCY_MISMATCH: {
    status: 200,
    sentence: {
      en: 'The idempotency key "{{key}}" was already used for another request.',
      nl: 'De idempotentiesleutel "{{key}}" is al voor een ander verzoek gebruikt.',
      fr: 'La clé d’idempotence « {{key}} » a déjà servi pour une autre demande.',
      de: 'Der Idempotenzschlüssel „{{key}}“ wurde schon für eine andere Anfrage benutzt.',
    },
    remedy: 'Use a new key for a new request; repeat a request with exactly its own input.',
  },
  RATE_LIMITED: {
    status: 429,
    sentence: {
      en: 'Too many requests: try again in {{seconds}} seconds.',
      nl: 'Te veel verzoeken: probeer het over {{seconds}} seconden opnieuw.',
      fr: 'Trop de demandes : réessayez dans {{seconds}} secondes.',
      de: 'Zu viele Anfragen: versuchen Sie es in {{seconds}} Sekunden wieder.',
    },
    remedy: 'Wait for the seconds in "Retry-After"; ask for less in a query.',
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    sentence: {
      en: 'This operation costs {{cost}} and the limit is {{limit}}.',
      nl: 'Deze bewerking kost {{cost}} en de grens is {{limit}}.',
      fr: 'Cette opération coûte {{cost}} et la limite est {{limit}}.',
      de: 'Diese Operation kostet {{cost}}, die Grenze ist {{limit}}.',
    },
    remedy: 'Ask for smaller pages or fewer nested lists.',
  },
  PLUGIN_NOT_ENABLED: {
    status: 200,
    sentence: {
      en: 'The plugin "{{plugin}}" is not switched on in this co-operative.',
      nl: 'De plug-in "{{plugin}}" staat niet aan in deze coöperatie.',
      fr: 'Le module « {{plugin}} » n’est pas activé dans cette coopérative.',
      de: 'Das Modul „{{plugin}}“ ist in dieser Genossenschaft nicht eingeschaltet.',
    },
    remedy: 'An administrator switches it on with the mutation "enablePlugin".',
  },
  PLUGIN_UNAVAILABLE: {
    status: 200,
    sentence: {
      en: 'The plugin "{{plugin}}" could not answer.',
      nl: 'De plug-in "{{plugin}}" kon niet antwoorden.',
      fr: 'Le module « {{plugin}} » n’a pas pu répondre.',
      de: 'Das Modul „{{plugin}}“ konnte nicht antworten.',
    },
    remedy: 'Try again; its breaker and health stand under "platform { plugins }".',
  },
  INTERNAL: {
    status: 500,
    sentence: {
      en: 'Something went wrong on our side. Request: {{requestId}}.',
      nl: 'Er ging bij ons iets mis. Verzoek: {{requestId}}.',
      fr: 'Un problème est survenu de notre côté. Demande : {{requestId}}.',
      de: 'Bei uns ging etwas schief. Anfrage: {{requestId}}.',
    },
    remedy: 'Report the request id; nothing was half-written.',
  },
} as const satisfies Record<string, RegisteredError>;

interface RegisteredError {
  readonly status: number;
  readonly sentence: Sentence;
  readonly remedy: string;
}

export type ErrorCode = keyof typeof errorRegister;

/** An error from the register; its sentence is put in the caller's language at the border. */
export class GezelError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly values: Readonly<Record<string, string | number>> = {},
    extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(fill(errorRegister[code].sentence.en, values), {
      extensions: { code, ...extensions },
    });
    this.name = 'GezelError';
  }
}

/** "There is no Invoice with …": the same answer for what is absent and for what is hidden. */
export function notFound(thing: string, id: string): GezelError {
  return new GezelError('NOT_FOUND', { thing, id });
}

/** What is wrong with an input, as a code of the messages: for whoever says it in a language. */
export interface SaidOfInput {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/**
 * An input that cannot be taken. With a code of the messages, a step of an assignment keeps that as
 * its reason, and whoever reads it gets the sentence in their own language.
 */
export function badInput(reason: string, path?: string, said?: SaidOfInput): GezelError {
  return new GezelError(
    'BAD_USER_INPUT',
    { reason },
    { ...(path && { path }), ...(said && { said }) },
  );
}

export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
