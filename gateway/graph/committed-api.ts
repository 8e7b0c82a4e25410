import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The texts of `schema/` by the names of their files, as `npm run schema -- print` wrote them. */
export type CommittedSchema = ReadonlyMap<string, string>;

export async function readCommitted(project: string): Promise<CommittedSchema> {
  const folder = join(project, 'schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
  const texts = names.map(
    async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}

/**
 * The composed API of exactly these subgraphs, to the letter, where it is what was committed:
 * composing would only repeat it. That the files belong together is proved by `schema check`.
 */
export function committedApi(
  committed: CommittedSchema = new Map(),
  subgraphs: readonly { readonly name: string; readonly sdl: string }[],
): string | undefined {
  const same = subgraphs.every(({ name, sdl }) => committed.get(`${name}.graphql`) === sdl);
  const composed = ['supergraph.graphql', 'api.graphql'];
  const count = [...committed.keys()].filter((name) => !composed.includes(name)).length;
  return same && count === subgraphs.length ? committed.get('api.graphql') : undefined;
}
