/** Asks a running server over HTTP, as the bearer of a token. */
export interface Client {
  readonly url: string;
  /** A token for a subject of the demo co-operative. */
  tokenOf(subject: string): Promise<string>;
  readonly today: string;
  /** Distinguishes the people and keys of one run from those of another. */
  readonly run: string;
  say(line: string): void;
}

interface Said {
  readonly severity?: string;
}

/** Answers the data of an operation. */
export type Ask = <Data>(operation: string, variables?: object) => Promise<Data>;

/** Sends an operation, as nobody or as a subject; any error or violation but a warning ends the run. */
export function asker(client: Client, subject: string | null): Ask {
  return async <Data>(query: string, variables: object = {}) => {
    const response = await fetch(`${client.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(subject !== null && { authorization: `Bearer ${await client.tokenOf(subject)}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
    const refused = Object.values(answer.data ?? {})
      .flatMap((payload) => (payload as { violations?: Said[] } | null)?.violations ?? [])
      .filter(({ severity }) => severity !== 'WARNING');
    if (answer.errors !== undefined || refused.length > 0) {
      throw new Error(
        `${subject ?? 'Nobody'} was refused: ${JSON.stringify(answer.errors ?? refused)}`,
      );
    }
    return answer.data as Data;
  };
}
