import { execute, parse, validate } from 'graphql';
import { guardedSchema, rootRules } from '../../../gateway/server/rules.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { newId } from '../../platform/ids.js';
import { Loaders } from '../../platform/read/loaders.js';
import type { Asking, TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { comparable } from './comparable.js';
import type { ConformanceOptions } from './options.js';
import type { ReadmeAnswer } from './readme.js';

/** The platform with the rules of root fields in force, as a server has them. */
export function guarded(here: TestPlatform): TestPlatform {
  const schema = guardedSchema(here.schema, rootRules(here.schema));
  return {
    ...here,
    graphql: async (query, variables = {}, asking = {}) => {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      const { platform } = here;
      const nobody = { platform, viewer: null, locale: 'en', requestId: newId() };
      const contextValue = asking.as
        ? here.ctx(asking.as, asking)
        : { ...nobody, loaders: new Loaders() };
      return (await execute({
        schema,
        document,
        variableValues: variables,
        contextValue,
      })) as never;
    },
  };
}

interface Ran {
  readonly answers: readonly ReadmeAnswer[];
  readonly options: ConformanceOptions;
  /** Where the plugin's code runs. */
  readonly platform: TestPlatform['platform'];
  /** Has every process look again at which plugins a co-operative has on. */
  readonly forget: (cooperativeId: string) => void;
}

/**
 * The README's operations once more, with the variables that they had: by nobody, by another member,
 * by the administrator of a co-operative that has the plugin off, by one that has it on, a second
 * time by whoever may, and by them while it is off. What each is told, as clients are told.
 */
export async function refusedOperations(
  plugin: PluginDefinition,
  here: TestPlatform,
  { answers, options, platform, forget }: Ran,
): Promise<unknown> {
  const as = options.as ?? 'member-stage';
  const other = as === 'member-film' ? 'member-design' : 'member-film';
  const heard: Record<string, unknown> = {};
  const all = async (who: string, asking: Asking) => {
    for (const [i, { operation, document, variables }] of answers.entries()) {
      const { data, errors } = await here.graphql(document, { ...variables }, asking);
      const told = errors?.map(({ message, path }) => ({ message, path }));
      heard[`${who} ${i} ${operation}`] = comparable({ data, errors: told });
    }
  };
  const decide = async (cooperativeId: string, state: 'ENABLED' | 'DISABLED') => {
    await here.admin.query(
      `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
       values ($1, $2, $3, $4, 'conformance')`,
      [cooperativeId, newId(), plugin.name, state],
    );
    forget(cooperativeId);
  };
  await all('nobody', {});
  await all('another member', { as: other });
  await all('where it is off', { as: 'admin', foreign: true });
  await decide(here.other.cooperativeId, 'ENABLED');
  const there = systemContext(platform, here.other.cooperativeId);
  await plugin.seeds.reference?.(platform.host.context(there, plugin.name));
  await all('a stranger', { as: 'admin', foreign: true });
  await all('again', { as });
  await decide(here.cooperativeId, 'DISABLED');
  await all('while it is off', { as });
  await decide(here.cooperativeId, 'ENABLED');
  return heard;
}
