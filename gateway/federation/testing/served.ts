import type { TestPerson } from '../../../core/platform/testing/fixture.js';
import type { TestPlatform } from '../../../core/platform/testing/platform.js';
import { developmentKey, signDevelopmentToken } from '../../auth/development-key.js';
import { openTokens } from '../../auth/tokens.js';
import { openViewers } from '../../auth/viewers.js';
import type { Sessions } from '../../remote/sessions.js';
import { type ApiServer, createServer } from '../../server/server.js';

/** A test platform behind its HTTP server. */
export interface Served extends ApiServer {
  token(person: TestPerson, cooperative?: string): Promise<string>;
  /** Posts an operation to a path, as somebody or nobody; answers the status and the body. */
  post(path: string, body: object, as?: TestPerson): Promise<PostAnswer>;
}

export interface PostAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  readonly body: any;
}

export async function served(
  { platform, graph }: TestPlatform,
  sessions?: Sessions,
): Promise<Served> {
  const tokens = await openTokens(platform.config, platform.clock);
  const viewers = openViewers(platform);
  const server = await createServer({ platform, graph, tokens, viewers, sessions });
  const token: Served['token'] = async (person, cooperative = 'test') => {
    const claims = { subject: `demo|${person}`, cooperative, hours: 1 };
    const key = await developmentKey(platform.config);
    return signDevelopmentToken(key, claims, platform.clock.now());
  };
  return {
    ...server,
    token,
    post: async (path, body, as) => {
      const response = await server.app.inject({
        method: 'POST',
        url: path,
        headers: {
          'content-type': 'application/json',
          ...(as && { authorization: `Bearer ${await token(as)}` }),
        },
        payload: JSON.stringify(body),
      });
      return { status: response.statusCode, body: response.json() };
    },
  };
}
