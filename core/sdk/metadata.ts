import { type ClassType, getMetadataStorage } from 'type-graphql';
import type { PluginDefinition } from './define.js';

/**
 * What the SDK's decorators collect. type-graphql keeps one storage for the whole process, so a
 * plugin's classes are collected in a pending storage instead, and `definePlugin` takes it: modules
 * evaluate depth-first, so what was decorated before a plugin's definition belongs to that plugin.
 */
export type MetadataStorage = ReturnType<typeof getMetadataStorage>;

/** Runs with another storage in place of type-graphql's; synchronous work only. */
export function withStorage<T>(storage: MetadataStorage, work: () => T): T {
  const global = globalThis as { TypeGraphQLMetadataStorage?: MetadataStorage };
  const before = getMetadataStorage();
  global.TypeGraphQLMetadataStorage = storage;
  try {
    return work();
  } finally {
    global.TypeGraphQLMetadataStorage = before;
  }
}

export function newStorage(): MetadataStorage {
  const Storage = getMetadataStorage().constructor as new () => MetadataStorage;
  return new Storage();
}

// The one place with state of the process: decorators have nowhere else to put what they see.
let pending: MetadataStorage | undefined;
const ownerOf = new WeakMap<object, MetadataStorage>();
const captured = new WeakMap<PluginDefinition, MetadataStorage>();

/** Applies a decorator of type-graphql for the plugin that is being evaluated. */
export function collect<T>(work: () => T, target?: object): T {
  pending ??= newStorage();
  if (target !== undefined && !ownerOf.has(target)) ownerOf.set(target, pending);
  return withStorage(pending, work);
}

/** Leaves behind what a plugin that failed to evaluate had decorated. */
export function forgetPending(): void {
  pending = undefined;
}

/** Gives a definition the storage of its classes; defining the same classes again finds it again. */
export function capture(definition: PluginDefinition): void {
  const classes: ClassType[] = [
    ...definition.resolvers,
    ...definition.entities,
    ...definition.fields.map(({ type }) => type),
  ];
  const known = classes.map((one) => ownerOf.get(one)).find((storage) => storage !== undefined);
  captured.set(definition, known ?? pending ?? newStorage());
  if (known === undefined || known === pending) pending = undefined;
}

/** The storage of a definition's classes. */
export function storageOf(definition: PluginDefinition): MetadataStorage {
  const storage = captured.get(definition);
  if (storage === undefined) {
    throw new Error(`"${definition.name}" was not made by definePlugin.`);
  }
  return storage;
}
