import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, type GraphQLSchema, isObjectType, printSchema } from 'graphql';
import { coreDomains } from '../../core/domains.js';
import { foundIn, loadPlugins, pluginsFolder } from '../../core/platform/host/load-plugins.js';
import { camelPrefix } from '../../core/sdk/check-definition.js';
import { projectFolder } from '../commands/project.js';
import { buildGraph } from './build-graph.js';

/** What is left when a plugin's folder is deleted: everything but what is its. */
const plugins = await loadPlugins('auto');

async function apiWithout(name: string | null): Promise<GraphQLSchema> {
  const { composition } = await buildGraph({
    ...{ domains: coreDomains, compose: true },
    plugins: plugins.filter((plugin) => plugin.name !== name),
  });
  return buildSchema(composition?.apiSdl ?? '');
}

test('no file outside a plugin’s folder needs it to be there', async () => {
  const root = projectFolder();
  const needing: string[] = [];
  for await (const file of glob('{core,gateway,bench,seeds,docs}/**/*.{ts,mjs}', { cwd: root })) {
    const text = await readFile(join(root, file), 'utf8');
    const [named] = /(?:from|import\() ?'[./]*plugins\/(?!_template)[^']*'/.exec(text) ?? [];
    if (named !== undefined) needing.push(`${file}: ${named}`);
  }
  expect(needing).toEqual([]);
});

const whole = await apiWithout(null);

test.each(foundIn(pluginsFolder))(
  'without %s the graph lacks what is its, and no more',
  async (name) => {
    const plugin = plugins.find((one) => one.name === name);
    const { prefix } = plugin ?? { prefix: '' };
    const rest = await apiWithout(name);
    const own = (field: string) => field.startsWith(camelPrefix(prefix));
    for (const type of Object.values(whole.getTypeMap())) {
      const left = rest.getType(type.name);
      if (left === undefined) {
        expect(type.name).toMatch(new RegExp(`^${prefix}`));
        continue;
      }
      if (!isObjectType(type) || !isObjectType(left)) continue;
      const gone = Object.keys(type.getFields()).filter((field) => !(field in left.getFields()));
      expect({ type: type.name, gone: gone.filter((field) => !own(field)) }).toEqual({
        ...{ type: type.name, gone: [] },
      });
    }
    expect(printSchema(rest)).not.toMatch(new RegExp(`\\b${prefix}[A-Z]\\w*`));
  },
);
