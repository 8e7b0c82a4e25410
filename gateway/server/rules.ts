/**
 * Who may call which root field. The rules stand on the fields (`@Public`, `@Authenticated`,
 * `@Requires`); here they become one graphql-shield tree.
 *
 * 1. Read the rule of every root field; refuse to start where one has none.
 * 2. Generate the tree, deny by default.
 * 3. Apply it to the fields that are not public, and to nothing else: shield would wrap every field
 *    of every type, which costs ten times what the compiled execution does.
 * 4. Subscriptions are judged in `subscribe`: shield would wrap their `resolve`, too late.
 */
import { createRequire } from 'node:module';
import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { applyMiddleware, type IMiddlewareFunction } from 'graphql-middleware';
import type { RequestContext } from '../../core/platform/context.js';
import { GezelError } from '../../core/platform/errors.js';
import type { Rule } from '../../core/platform/schema-rules.js';
import { retryOnContention } from './retry.js';

// As an ES module graphql-shield 7.6.5 imports `util.isUndefined`, which Node 23 removed. Until a
// release without it, its CommonJS build is loaded, where only `chain` (not used here) needs it.
const { allow, deny, rule, shield } = createRequire(import.meta.url)(
  'graphql-shield',
) as typeof import('graphql-shield');

/** The rule of each root field, by "Query.member". */
export type RootRules = ReadonlyMap<string, Rule>;

/** Throws with the names of all root fields that have no rule. */
export function rootRules(schema: GraphQLSchema): RootRules {
  const rules = new Map<string, Rule>();
  const without: string[] = [];
  for (const type of rootTypes(schema)) {
    for (const [name, field] of Object.entries(type.getFields())) {
      const found = field.extensions.rule;
      if (isRule(found)) rules.set(`${type.name}.${name}`, found);
      else without.push(`${type.name}.${name}`);
    }
  }
  if (without.length > 0) {
    throw new Error(
      `Nobody may call a root field without a rule: put @Public(), @Authenticated() or ` +
        `@Requires("…") on ${without.join(', ')}.`,
    );
  }
  return rules;
}

/** The schema with its rules in force, and mutations repeated once after a deadlock. */
export function guardedSchema(schema: GraphQLSchema, rules: RootRules): GraphQLSchema {
  const generated = shield(ruleTree(rules) as never, {
    fallbackRule: deny,
    fallbackError: new GezelError('FORBIDDEN', { permission: 'none' }),
    allowExternalErrors: true,
  }).generate(schema) as Middleware;
  const { Subscription: subscriptions = {}, ...pruned } = prune(generated, rules, schema);
  const retries = mutationsOf(schema, retryOnContention as IMiddlewareFunction);
  const guarded = applyMiddleware(schema, pruned as never, retries as never);
  for (const [name, judge] of Object.entries(subscriptions)) guardSubscribe(guarded, name, judge);
  return guarded;
}

/** What shield makes its middleware of: one named rule for each permission. */
export function ruleTree(rules: RootRules): Record<string, Record<string, unknown>> {
  const tree: Record<string, Record<string, unknown>> = {};
  const made = new Map<string, unknown>([['public', allow]]);
  for (const [place, one] of rules) {
    const [type, field] = place.split('.') as [string, string];
    const name = one.kind === 'permission' ? `permission:${one.permission}` : one.kind;
    if (!made.has(name)) made.set(name, shieldRule(name, one));
    tree[type] = { ...tree[type], [field]: made.get(name) };
  }
  return tree;
}

function shieldRule(name: string, one: Rule) {
  // Not cached: a rule is one look into a map, and shield's cache lives on the shared context.
  return rule(name, { cache: 'no_cache' })((_parent, _args, { viewer }: RequestContext) => {
    if (viewer === null) return new GezelError('UNAUTHENTICATED');
    if (one.kind !== 'permission' || viewer.grants.has(one.permission)) return true;
    const { permission } = one;
    return new GezelError('FORBIDDEN', { permission }, { permission });
  });
}

type Middleware = Record<string, Record<string, IMiddlewareFunction>>;

function prune(generated: Middleware, rules: RootRules, schema: GraphQLSchema): Middleware {
  const pruned: Middleware = {};
  const subscriptions = schema.getSubscriptionType()?.name;
  for (const [place, { kind }] of rules) {
    if (kind === 'public') continue;
    const [type, field] = place.split('.') as [string, string];
    const middleware = generated[type]?.[field];
    if (middleware === undefined) throw new Error(`Shield made no rule for ${place}.`);
    const group = type === subscriptions ? 'Subscription' : type;
    pruned[group] = { ...pruned[group], [field]: middleware };
  }
  return pruned;
}

function mutationsOf(schema: GraphQLSchema, middleware: IMiddlewareFunction): Middleware {
  const type = schema.getMutationType();
  if (type == null) return {};
  const names = Object.keys(type.getFields());
  return { [type.name]: Object.fromEntries(names.map((name) => [name, middleware])) };
}

function guardSubscribe(schema: GraphQLSchema, name: string, judge: IMiddlewareFunction): void {
  const field = schema.getSubscriptionType()?.getFields()[name];
  const subscribe = field?.subscribe as GraphQLFieldResolver<unknown, unknown> | undefined;
  if (field === undefined || subscribe === undefined) {
    throw new Error(`Subscription.${name} has no subscribe function.`);
  }
  const call = judge as (resolve: unknown, ...call: unknown[]) => unknown;
  field.subscribe = (parent, args, context, info) => call(subscribe, parent, args, context, info);
}

const rootTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type) => type != null,
  );

function isRule(value: unknown): value is Rule {
  const { kind, permission } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (kind === 'permission') return typeof permission === 'string' && permission !== '';
  return kind === 'public' || kind === 'authenticated';
}
