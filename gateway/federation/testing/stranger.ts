import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import pino from 'pino';
import { systemClock } from '../../../core/platform/clock.js';
import type { RemoteSubgraph } from '../../graph/build-graph.js';
import { openLink } from '../../remote/link.js';
import { remoteExecutor } from '../../remote/remote-subgraph.js';

/** A subgraph over HTTP that knows nothing of this platform. */
export interface Stranger extends RemoteSubgraph {
  close(): void;
}

/** The resolvers are as federation has them: `__resolveReference`, `__resolveType`. */
export async function stranger(
  name: string,
  sdl: string,
  resolvers: object = {},
  /** Called for each operation that it is asked. */
  asked: () => void = () => undefined,
): Promise<Stranger> {
  const typeDefs = parse(`${linked}${sdl}`, { noLocation: true });
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const server = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request));
    asked();
    const answer = await execute({ schema, document: parse(query), variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const link = openLink({
    ...{ to: 'plugin', plugin: name, locate: () => `http://127.0.0.1:${port}` },
    ...{ secrets: ['a-secret-that-the-stranger-never-looks-at'], clock: systemClock },
    log: pino({ level: 'silent' }),
  });
  return {
    ...{ name, sdl: `${linked}${sdl}`, execute: remoteExecutor(link, name) },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const names = ['key', 'shareable', 'external', 'requires', 'provides', 'inaccessible', 'override'];
const linked = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7",
  import: [${[...names, 'interfaceObject'].map((one) => `"@${one}"`).join(', ')}])\n`;
