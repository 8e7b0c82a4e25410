import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildGraph } from '../graph/build-graph.js';
import { tinyDomain } from '../graph/testing/tiny-core.js';
import { changesSince, driftFindings } from './schema-check.js';
import { schemaFiles } from './schema-files.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-schema-'));
});
afterAll(() => rm(folder, { recursive: true }));

const before = `type Query { a(x: Int): String  gone: Int }
enum Mood { GOOD }
type More { mood: Mood }`;

describe('the changes of the API', () => {
  test.each([
    [before, []],
    [before.replace('gone: Int', ''), ['breaking Query.gone']],
    [before.replace('GOOD', 'GOOD BAD'), ['dangerous Mood.BAD']],
    [before.replace('gone: Int', 'gone: Int more: More'), ['safe Query.more']],
    [before.replace('x: Int', 'x: Int!'), ['breaking Query.a.x']],
  ])('are breaking, dangerous or safe', async (api, expected) => {
    const file = join(folder, 'before.graphql');
    await writeFile(file, before);
    const changes = await changesSince(file, api);
    expect(changes.map(({ level, path }) => `${level} ${path}`)).toEqual(expected);
  });

  test('are none where there was no API', async () => {
    expect(await changesSince(join(folder, 'none.graphql'), before)).toEqual([]);
  });
});

const graph = await buildGraph({ domains: [tinyDomain], plugins: [], compose: true });

describe('the committed files', () => {
  const files = schemaFiles(graph);

  test('are each subgraph, the supergraph and the API', () => {
    expect([...files.keys()]).toEqual(['core.graphql', 'supergraph.graphql', 'api.graphql']);
  });

  test('drift when one is missing, out of date or left over', async () => {
    for (const [name, text] of files) await writeFile(join(folder, name), text);
    await rm(join(folder, 'before.graphql'), { force: true });
    expect(await driftFindings(folder, files)).toEqual([]);
    await rm(join(folder, 'core.graphql'));
    await writeFile(join(folder, 'api.graphql'), 'type Query { old: Int }');
    await writeFile(join(folder, 'gone.graphql'), 'type Query { old: Int }');
    const places = (await driftFindings(folder, files)).map(({ place, reason }) => [place, reason]);
    expect(places).toEqual([
      ['schema/gone.graphql', 'No subgraph of that name is there any more.'],
      ['schema/core.graphql', 'It is not there.'],
      ['schema/api.graphql', 'It is out of date.'],
    ]);
  });
});
