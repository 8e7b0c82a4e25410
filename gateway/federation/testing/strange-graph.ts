import { expect } from '@jest/globals';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { buildGraph } from '../../graph/build-graph.js';
import { tinyDomain } from '../../graph/testing/tiny-core.js';
import type { SupergraphExecutor } from '../federate.js';
import { type Stranger, stranger } from './stranger.js';

const open: Stranger[] = [];

export function closeStrangers(): void {
  for (const one of open) one.close();
}

type Parts = Readonly<Record<string, readonly [sdl: string, resolvers?: object]>>;

/** The graph of the core and of these subgraphs, and who of them was asked, in that order. */
export async function graphOf(parts: Parts, executors?: readonly SupergraphExecutor[]) {
  const log: string[] = [];
  const remotes = await Promise.all(
    Object.entries(parts).map(([name, [sdl, resolvers]]) =>
      stranger(name, sdl, resolvers, () => void log.push(name)),
    ),
  );
  open.push(...remotes);
  const { schema } = await buildGraph({
    domains: [tinyDomain],
    plugins: [],
    compose: executors === undefined,
    ...{ remotes, executors },
  });
  const close = (name: string) => remotes.find((one) => one.name === name)?.close();
  return { schema, asked: log, close };
}

export async function ask(schema: GraphQLSchema, query: string, variableValues: object = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const contextValue = { authorization: null, locale: 'en', requestId: 'audit' };
  const answer = await execute({
    schema,
    document,
    contextValue,
    variableValues: variableValues as never,
  });
  return JSON.parse(JSON.stringify(answer));
}

/** A type whose things are found by one property. */
export const found = (things: readonly object[], ...keys: readonly string[]) => ({
  __resolveReference: (of: Record<string, unknown>) =>
    things.find((one) =>
      keys.some((key) => of[key] !== undefined && of[key] === (one as typeof of)[key]),
    ) ?? null,
});
