/** What a caller has proved by a token, before the database says who that is. */
export type Credentials = JwtCredentials | ApiTokenCredentials | ElsewhereCredentials;

/** A signed token of the identity provider, or of the development key. */
export interface JwtCredentials {
  readonly kind: 'jwt';
  /** The person across co-operatives: the claim `sub`. */
  readonly subject: string;
  /** The slug of one of the person's co-operatives: needed when the person is in several. */
  readonly cooperative: string | null;
  /** Permissions that the token is limited to; null: all that the person has. */
  readonly scopes: readonly string[] | null;
  readonly expiresAtMs: number;
}

/** A token that a member made for a program; only its hash is known here. */
export interface ApiTokenCredentials {
  readonly kind: 'api-token';
  readonly hash: string;
}

/** A token that is checked by another server, with each use of it. */
export interface ElsewhereCredentials {
  readonly kind: 'elsewhere';
  readonly bearer: string;
}

/** Turns the text behind "Bearer" into credentials, or null: nobody is told why. */
export interface Tokens {
  verify(bearer: string): Promise<Credentials | null>;
}
