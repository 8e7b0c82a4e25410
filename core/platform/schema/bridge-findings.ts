import { type GraphQLSchema, isObjectType } from 'graphql';
import type { TypeToken } from '../../sdk/tokens.js';
import { sharedTypes } from './build-core.js';
import { type CheckFinding, finding } from './finding.js';
import { tokenNames } from './plugin-findings.js';

/** A plugin of a graph, wherever it runs, as far as it meets others in it. */
export interface Joining {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly prefix: string;
  /** Of a bridge, the plugins that it joins. */
  readonly bridges?: readonly string[];
  /** Its own types that others may refer to by their "id". */
  readonly referable: ReadonlySet<string>;
  /** Types of others that it names. */
  readonly extends: readonly Pick<TypeToken, 'token' | 'plugin'>[];
}

/**
 * Fields on types of plugins that nobody joins, or that their plugin does not hand out. Composition
 * finds some of it, in its own words; a merged graph without composing would find nothing.
 */
export function bridgeFindings(plugins: readonly Joining[]): CheckFinding[] {
  return plugins.flatMap((bridge) => [
    ...typesOfOthers(bridge, plugins).flatMap(({ type, owner }) => {
      const place = `plugin "${bridge.name}"`;
      if (bridge.bridges?.includes(owner.name) !== true) {
        const reason = `It has "${type}" of "${owner.name}", which it does not join.`;
        return [finding('PLG-052', place, reason)];
      }
      if (owner.referable.has(type)) return [];
      const reason = `"${owner.name}" does not hand out "${type}" by its "id".`;
      return [finding('PLG-052', place, reason)];
    }),
    ...bridge.extends
      .filter(({ token, plugin }) => {
        const owner = plugins.find(({ name }) => name === plugin);
        return owner !== undefined && owner.schema.getType(token) === undefined;
      })
      .map(({ token, plugin }) =>
        finding('PLG-052', `plugin "${bridge.name}"`, `"${plugin}" has no type "${token}".`),
      ),
  ]);
}

/** Object types of a subgraph that begin with the prefix of another which has them too. */
function typesOfOthers(bridge: Joining, plugins: readonly Joining[]) {
  return Object.values(bridge.schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(bridge.prefix) && !common.has(name))
    .flatMap((type) => {
      const owner = plugins.find((one) => one !== bridge && isOf(one, type));
      return owner === undefined ? [] : [{ type, owner }];
    });
}

const isOf = ({ prefix, schema }: Joining, type: string): boolean =>
  type.startsWith(prefix) && schema.getType(type) !== undefined;

const common: ReadonlySet<string> = new Set([
  ...['Query', 'Mutation', 'Subscription', '_Service'],
  ...tokenNames,
  ...sharedTypes.map(({ name }) => name),
]);
