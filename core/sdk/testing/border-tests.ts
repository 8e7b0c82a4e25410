import { expect } from '@jest/globals';
import { type GraphQLField, type GraphQLResolveInfo, isObjectType } from 'graphql';
import type { RequestContext } from '../../platform/context.js';
import { errorRegister } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Loaders } from '../../platform/read/loaders.js';
import type { Page } from '../../platform/read/page.js';
import { buildPluginSchema } from '../../platform/schema/build-plugin.js';
import { isRoot, namesOfOthers } from '../../platform/schema/plugin-findings.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { rowHashes, seed } from './row-tests.js';
import { impatient } from './sick-tests.js';
import { strangersTest } from './strangers-test.js';

/** What happens where the plugin meets the core: on, off, sick, asked often, asked by strangers. */
export function borderTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
): void {
  const { entries, own } = fieldsOf(plugin);

  test('answers nobody without a token', async () => {
    const nobody = { ...requestOf(platform()), viewer: null };
    for (const { place, name } of entries.filter(({ root }) => root)) {
      const code = await codeOf(() => resolve(platform(), place, name, {}, nobody));
      expect({ place, name, code }).toEqual({ place, name, code: 'UNAUTHENTICATED' });
    }
  });

  test('answers FORBIDDEN to a token without the scope of an entry', async () => {
    for (const { on, name, permission } of plugin.fields) {
      const asking = requestOf(platform());
      const { viewer } = platform().ctx('member-stage');
      const grants = new Map([...viewer.grants].filter(([scope]) => scope !== permission));
      const scoped = { ...asking, viewer: { ...viewer, grants } };
      const code = await codeOf(() => resolve(platform(), on.token, name, parent(), scoped));
      expect({ on: on.token, name, code }).toEqual({ on: on.token, name, code: 'FORBIDDEN' });
    }
  });

  test('answers PLUGIN_NOT_ENABLED while it is off, and keeps its rows', async () => {
    await seed(plugin, platform());
    const before = await rowHashes(plugin, platform());
    await decide(platform(), plugin, 'DISABLED');
    for (const { place, name } of entries) {
      const code = await codeOf(() => resolve(platform(), place, name, parent()));
      expect({ place, name, code }).toEqual({ place, name, code: 'PLUGIN_NOT_ENABLED' });
    }
    await decide(platform(), plugin, 'ENABLED');
    expect(await rowHashes(plugin, platform())).toEqual(before);
  });

  test('answers PLUGIN_UNAVAILABLE, by its name, when it is sick', async () => {
    const sick = { ...requestOf(platform()), platform: sickened(platform()) };
    for (const { place, name } of entries) {
      const code = await codeOf(() => resolve(platform(), place, name, parent(), sick));
      expect({ place, name, code }).toEqual({ place, name, code: 'PLUGIN_UNAVAILABLE' });
    }
  });

  test('is given up when what it waits for hangs or babbles, and nobody waits longer', async () => {
    for (const answer of [new Promise(() => undefined), Promise.resolve(7)]) {
      const hurried = { ...requestOf(platform()), platform: lost(platform(), answer) };
      const codes = await Promise.all(
        entries.map(({ place, name }) =>
          codeOf(() => resolve(platform(), place, name, parent(), hurried)),
        ),
      );
      const known = codes.filter((code) => code === null || Object.hasOwn(errorRegister, code));
      expect(known).toEqual(codes);
    }
  });

  test('reads nothing of a core thing but its id', async () => {
    for (const { place, name } of entries.filter(({ root }) => !root)) {
      const failures: string[] = [];
      const log = { error: ({ err }: { err: Error }) => failures.push(err.message) };
      const ctx = requestOf(platform());
      const watched = { ...ctx, platform: { ...ctx.platform, log } } as unknown as RequestContext;
      await codeOf(() => resolve(platform(), place, name, parent(), watched));
      expect({ place, name, failures }).toEqual({ place, name, failures: [] });
    }
  });

  test('asks as many statements for a hundred parents as for one', async () => {
    for (const { place, name } of [...entries.filter(({ root }) => !root), ...own]) {
      const counts: number[] = [];
      for (const size of [1, 10, 100]) {
        const parents = Array.from({ length: size }, () => fakeParent(plugin, place));
        counts.push(await statementsFor(platform(), place, name, parents));
      }
      expect({ place, name, counts }).toEqual({ place, name, counts: counts.map(() => counts[0]) });
    }
  });

  strangersTest(test, plugin, platform, options);
}

interface Place {
  readonly place: string;
  readonly name: string;
  readonly root: boolean;
}

/** The plugin's entries, and the fields of its own types that load something without arguments. */
function fieldsOf(plugin: PluginDefinition): { entries: Place[]; own: Place[] } {
  const { schema } = buildPluginSchema(plugin);
  const entries: Place[] = [];
  const own: Place[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const root = isRoot(schema, type);
    for (const field of Object.values(type.getFields())) {
      const at = { place: type.name, name: field.name, root };
      if (root || namesOfOthers(plugin).has(type.name)) {
        if (field.name !== 'id') entries.push(at);
      } else if (loads(plugin, type.name, field)) own.push(at);
    }
  }
  return { entries, own };
}

const loads = (
  plugin: PluginDefinition,
  type: string,
  field: GraphQLField<unknown, unknown>,
): boolean =>
  plugin.entities.some(({ name }) => name === type) &&
  field.resolve !== undefined &&
  field.args.every((arg) => arg.type.toString().endsWith('!') === false);

function resolve(
  test: TestPlatform,
  place: string,
  name: string,
  parent: object,
  ctx: RequestContext = requestOf(test),
): unknown {
  const type = test.schema.getType(place);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`The graph has no ${place}.${name}.`);
  const read = () => (parent as Record<string, unknown>)[name];
  return (field.resolve ?? read)(parent, {}, ctx, { fieldName: name } as GraphQLResolveInfo);
}

function requestOf(test: TestPlatform): RequestContext {
  return { ...test.ctx('member-stage'), loaders: new Loaders() };
}

const parent = () => ({ id: newId() });

/** A row of the plugin's own whose references point nowhere, or a thing of another that is none. */
function fakeParent(plugin: PluginDefinition, place: string): object {
  const entity = plugin.entities.find(({ name }) => name === place);
  if (entity === undefined) return parent();
  const row = Object.create(entity.prototype as object) as object;
  return new Proxy(row, {
    get: (target, property) => {
      if (typeof property === 'string' && /(^i|I)d$/.test(property)) {
        return (ids.get(target) ?? remember(target)) as unknown;
      }
      return Reflect.get(target, property, target);
    },
  });
}

const ids = new WeakMap<object, string>();

function remember(target: object): string {
  const id = newId();
  ids.set(target, id);
  return id;
}

async function statementsFor(
  test: TestPlatform,
  place: string,
  name: string,
  parents: readonly object[],
): Promise<number> {
  await test.platform.host.enabled(test.cooperativeId);
  const ctx = requestOf(test);
  const sent = await test.statements(() =>
    Promise.all(
      parents.map((one) => codeOf(async () => loaded(await resolve(test, place, name, one, ctx)))),
    ),
  );
  return sent.length;
}

/** A page loads nothing before its rows and its count are asked for. */
async function loaded(answer: unknown): Promise<unknown> {
  const { nodes, totalCount } = (answer ?? {}) as Partial<Page<unknown>>;
  return nodes === undefined ? answer : Promise.all([nodes(), totalCount?.()]);
}

/** A platform that waits for nobody, and whose plugins get this answer to whatever they ask. */
function lost(test: TestPlatform, answer: Promise<unknown>): TestPlatform['platform'] {
  const anything: unknown = new Proxy(() => answer, {
    get: (_, property) =>
      typeof property === 'symbol' || property === 'then' ? undefined : anything,
  });
  const hurried = impatient(test);
  return { ...hurried, host: { ...hurried.host, context: () => anything as never } };
}

/** A platform whose plugins cannot even be given their context. */
function sickened({ platform }: TestPlatform): TestPlatform['platform'] {
  const context = () => {
    throw new Error('The plugin is down.');
  };
  return { ...platform, host: { ...platform.host, context } };
}

async function decide(
  { admin, platform, cooperativeId }: TestPlatform,
  plugin: PluginDefinition,
  state: 'ENABLED' | 'DISABLED',
): Promise<void> {
  await admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, $3, $4, 'conformance')`,
    [cooperativeId, newId(), plugin.name, state],
  );
  platform.host.forget(cooperativeId);
}

async function codeOf(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const { code } = (error as { extensions?: { code?: string } }).extensions ?? {};
    return code ?? String(error);
  }
}
