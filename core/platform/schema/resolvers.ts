import type { GraphQLSchema } from 'graphql';
import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { MetadataStorage } from '../../sdk/metadata.js';
import { type ArgumentReader, argumentReader } from './arguments.js';

/**
 * Replaces type-graphql's resolvers by plain functions made from the same metadata: type-graphql's
 * sort their parameters, look classes up in the global storage and search their container in every
 * call. A field that only reads a property, or a getter, has no function at all.
 */
export function plainResolvers(schema: GraphQLSchema, storage: MetadataStorage): void {
  const instances = new Map<Callable, object>();
  const compile = (method: Method) => methodResolver(storage, method, instances);
  plainHandlers(schema.getQueryType(), storage.queries, compile);
  plainHandlers(schema.getMutationType(), storage.mutations, compile);
  plainHandlers(schema.getSubscriptionType(), storage.subscriptions, compile);
  const byName = new Map(storage.objectTypes.map((type) => [type.name, type]));
  for (const type of Object.values(schema.getTypeMap())) {
    const metadata = byName.get(type.name);
    if (isObjectType(type) && metadata !== undefined) plainFields(type, metadata, storage, compile);
    if (isInterfaceType(type)) type.resolveType = typeOfNode;
  }
}

/** At once: a compiled operation cannot wait for the type, as type-graphql's own would have it do. */
const typeOfNode = (value: object): string => value.constructor.name;

type Resolve = GraphQLFieldResolver<unknown, unknown>;
type ObjectMetadata = MetadataStorage['objectTypes'][number];
type Callable = new () => Record<string, (...values: unknown[]) => unknown>;

/** What a query, a mutation, a subscription or a field resolver have in common. */
interface Method {
  readonly target: unknown;
  readonly methodName: string;
  readonly schemaName: string;
  readonly params?: readonly MetadataStorage['params'][number][];
  readonly middlewares?: readonly unknown[];
  readonly roles?: readonly unknown[];
}

function plainHandlers(
  root: GraphQLObjectType | null | undefined,
  handlers: readonly Method[],
  compile: (method: Method) => Resolve,
): void {
  const fields = root?.getFields() ?? {};
  for (const handler of handlers) {
    const field = fields[handler.schemaName];
    if (field !== undefined && !guarded(handler)) field.resolve = compile(handler);
  }
}

function plainFields(
  type: GraphQLObjectType,
  metadata: ObjectMetadata,
  storage: MetadataStorage,
  compile: (method: Method) => Resolve,
): void {
  for (const field of Object.values(type.getFields())) {
    const declared = metadata.fields?.find((one) => one.schemaName === field.name);
    const method = storage.fieldResolvers.find(
      (one) => ownerOf(one) === metadata.target && one.schemaName === field.name,
    );
    if (guarded(declared) || guarded(method)) continue;
    if (method?.kind === 'external') field.resolve = compile(method);
    else if (method !== undefined && isMethod(method)) field.resolve = ownMethod(storage, method);
    else field.resolve = renamed(declared?.name ?? field.name, field.name);
  }
}

/** A method of the type's own class, called on the parent. */
function ownMethod(storage: MetadataStorage, method: Method): Resolve {
  const read = reader(storage, method);
  const prototype = (method.target as Callable).prototype as object;
  return (parent, args, ctx, info) => {
    const self = parent instanceof (method.target as Callable) ? parent : adopt(prototype, parent);
    return (self as InstanceType<Callable>)[method.methodName]?.(...read(parent, args, ctx, info));
  };
}

function methodResolver(
  storage: MetadataStorage,
  method: Method,
  instances: Map<Callable, object>,
): Resolve {
  const target = method.target as Callable;
  const instance = instances.get(target) ?? new target();
  instances.set(target, instance);
  const call = (instance as InstanceType<Callable>)[method.methodName]?.bind(instance);
  if (call === undefined) throw new Error(`${target.name} has no method ${method.methodName}.`);
  const read = reader(storage, method);
  return (parent, args, ctx, info) => call(...read(parent, args, ctx, info));
}

type ReadAll = (parent: unknown, args: object, ctx: unknown, info: unknown) => unknown[];

/** The method's parameters in their order, each read from what GraphQL hands over. */
function reader(storage: MetadataStorage, method: Method): ReadAll {
  const params = [...(method.params ?? [])].sort((a, b) => a.index - b.index);
  const readers = params.map((param) => argumentReader(storage, param));
  const [first, second, third] = readers as [ArgumentReader, ArgumentReader, ArgumentReader];
  if (readers.length === 0) return () => [];
  if (readers.length === 1) return (p, a, c, i) => [first(p, a, c, i)];
  if (readers.length === 2) return (p, a, c, i) => [first(p, a, c, i), second(p, a, c, i)];
  if (readers.length === 3) {
    return (p, a, c, i) => [first(p, a, c, i), second(p, a, c, i), third(p, a, c, i)];
  }
  return (p, a, c, i) => readers.map((read) => read(p, a, c, i));
}

/** Reads the property when its name differs from the field's; otherwise GraphQL does. */
function renamed(property: string, field: string): Resolve | undefined {
  if (property === field) return undefined;
  return (parent) => (parent as Record<string, unknown>)[property];
}

/** A getter is read like a property; anything else that is decorated on a class is a method. */
function isMethod(method: Method): boolean {
  const prototype = (method.target as Callable).prototype as object;
  return Object.getOwnPropertyDescriptor(prototype, method.methodName)?.get === undefined;
}

/** Middlewares and roles are type-graphql's business: such a field keeps its resolver. */
const guarded = (one: Pick<Method, 'middlewares' | 'roles'> | undefined): boolean =>
  (one?.middlewares?.length ?? 0) > 0 || (one?.roles?.length ?? 0) > 0;

function ownerOf(method: MetadataStorage['fieldResolvers'][number]): unknown {
  if (method.kind === 'internal') return method.target;
  try {
    return method.getObjectType?.();
  } catch {
    // A resolver class without a type has no field resolvers of ours.
    return undefined;
  }
}

const adopt = (prototype: object, parent: unknown): object =>
  Object.assign(Object.create(prototype) as object, parent);
