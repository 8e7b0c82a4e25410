import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findingSentence } from '../../core/platform/schema/finding.js';
import { buildGraph } from '../graph/build-graph.js';
import { tinyDomain } from '../graph/testing/tiny-core.js';
import { schemaCommand } from './schema.js';
import { changesSince, driftFindings, leftOver } from './schema-check.js';
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

  test('drift when one is missing or out of date', async () => {
    for (const [name, text] of files) await writeFile(join(folder, name), text);
    await rm(join(folder, 'before.graphql'), { force: true });
    expect(await driftFindings(folder, files)).toEqual([]);
    await rm(join(folder, 'core.graphql'));
    await writeFile(join(folder, 'api.graphql'), 'type Query { old: Int }');
    const places = (await driftFindings(folder, files)).map(({ place, reason }) => [place, reason]);
    expect(places).toEqual([
      ['schema/core.graphql', 'It is not there.'],
      ['schema/api.graphql', 'It is out of date.'],
    ]);
  });

  test('of deleted plugins are told in one sentence, with what takes them out', async () => {
    for (const name of ['gone', 'lost']) await writeFile(join(folder, `${name}.graphql`), before);
    const found = (await driftFindings(folder, files)).map(findingSentence);
    expect(found).toEqual([
      'SCH-011 plugins/gone, plugins/lost: The plugin was deleted, and schema/ and ' +
        'docs/permissions.md still tell of it. Run "npm run schema -- print && npm run docs" and ' +
        'commit what they change.',
    ]);
    expect(await leftOver(folder, files)).toEqual(['gone.graphql', 'lost.graphql']);
  });
});

describe('the command', () => {
  /** What it printed and complained, and the code that it ends with. */
  async function run(...args: string[]) {
    const [said, complained]: [string[], string[]] = [[], []];
    const { log, error } = console;
    console.log = (line: string) => void said.push(line);
    console.error = (line: string) => void complained.push(line);
    try {
      const code = await schemaCommand(args);
      return { code, said: said.join('\n'), complained: complained.join('\n') };
    } finally {
      Object.assign(console, { log, error });
    }
  }

  test.each([[], ['erase'], ['print', 'more'], ['check', '--loud'], ['check', '--against']])(
    'ends with 2 when it is misused, and says how it is used: %j',
    async (...args) => {
      const { code, said, complained } = await run(...args);
      expect([code, said]).toEqual([2, '']);
      expect(complained).toContain('npm run schema -- print');
    },
  );

  test('ends with 1 where something breaks, and says as JSON what', async () => {
    const file = join(folder, 'former.graphql');
    await writeFile(file, 'type Query { whatWas: Int }');
    const { code, said } = await run('check', '--against', file, '--against-only', '--json');
    const { ok, changes, findings } = JSON.parse(said);
    expect([code, ok]).toEqual([1, false]);
    expect(findings).toContainEqual({
      ...{ code: 'SCH-012', place: 'Query.whatWas', file, line: 1 },
      ...{ reason: expect.stringContaining('whatWas'), remedy: expect.any(String) },
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ level: 'breaking', path: 'Query.whatWas' }),
    );
  });

  test('ends with 0 where the files are those of the graph', async () => {
    const { code, said, complained } = await run('check', '--json');
    expect([JSON.parse(said).findings, code, complained]).toEqual([[], 0, '']);
  });
});
