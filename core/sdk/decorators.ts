import * as graphql from 'type-graphql';
import * as rules from '../platform/schema-rules.js';
import { collect } from './metadata.js';

/**
 * type-graphql's decorators for plugins: the same signatures, but what they collect is the plugin's
 * own and never part of another schema. A plugin that used type-graphql itself would leak.
 */
export const ObjectType = collecting(graphql.ObjectType);
export const InputType = collecting(graphql.InputType);
export const ArgsType = collecting(graphql.ArgsType);
export const Field = collecting(graphql.Field);
export const Resolver = collecting(graphql.Resolver);
export const Query = collecting(graphql.Query);
export const Mutation = collecting(graphql.Mutation);
export const FieldResolver = collecting(graphql.FieldResolver);
export const Arg = collecting(graphql.Arg);
export const Args = collecting(graphql.Args);
export const Ctx = collecting(graphql.Ctx);
export const Root = collecting(graphql.Root);

/**
 * A directive on a type, a field or an argument, e.g. `@Directive('@inaccessible')`: federation's
 * `@shareable`, `@inaccessible`, `@tag`, `@external`, `@requires`, `@provides`, `@extends`,
 * `@interfaceObject`, or one that the plugin declares by `schemaDirective`. Keys are declared by
 * `reference`. `@override` is for graphs of one's own: in this platform's nobody takes a field from
 * another.
 */
export const Directive = collecting(graphql.Directive);

/** Callers need this permission, of the core or of the plugin, to call the root field. */
export const Requires = collecting(rules.Requires);

/** Any caller with a valid token may call the root field. */
export const Authenticated = collecting(rules.Authenticated);

/** As type-graphql's: makes a TypeScript enum known to GraphQL. */
export const registerEnumType: typeof graphql.registerEnumType = (enumObject, config) =>
  collect(() => graphql.registerEnumType(enumObject, config));

export { Float, ID, Int } from 'type-graphql';

/** The same decorator factory, applied with the plugin's storage in place of the global one. */
function collecting<Factory extends (...options: never[]) => (...target: never[]) => unknown>(
  factory: Factory,
): Factory {
  const wrapped = (...options: never[]) => {
    const apply = collect(() => factory(...options));
    return (...target: never[]) => collect(() => apply(...target), classOf(target[0]));
  };
  return wrapped as Factory;
}

/** A class itself, or the class of the prototype that a member's decorator is given. */
function classOf(target: unknown): object | undefined {
  if (typeof target === 'function') return target;
  return (target as object | undefined)?.constructor;
}
