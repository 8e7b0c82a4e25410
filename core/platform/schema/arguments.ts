import type { MetadataStorage } from '../../sdk/metadata.js';

/** Reads one parameter of a resolver's method from what GraphQL hands over. */
export type ArgumentReader = (
  parent: unknown,
  args: object,
  ctx: unknown,
  info: unknown,
) => unknown;

/**
 * The reader of a parameter. Values are validated and coerced by GraphQL before; input classes
 * become instances, so that their getters and methods work.
 */
export function argumentReader(
  storage: MetadataStorage,
  param: MetadataStorage['params'][number],
): ArgumentReader {
  switch (param.kind) {
    case 'context':
      return property(2, param.propertyName);
    case 'root':
      return property(0, param.propertyName);
    case 'info':
      return (_parent, _args, _ctx, info) => info;
    case 'arg': {
      const convert = converter(storage, param.getType());
      const { name } = param;
      return (_parent, args) => convert((args as Values)[name]);
    }
    case 'args':
      return argsReader(storage, param.getType() as Class);
    default:
      throw new Error(`A parameter of kind "${param.kind}" is not supported here.`);
  }
}

type Values = Record<string, unknown>;
type Class = new () => object;
type Convert = (value: unknown) => unknown;

function property(position: 0 | 2, name: string | undefined): ArgumentReader {
  if (name === undefined) return position === 0 ? (parent) => parent : (_p, _a, ctx) => ctx;
  return position === 0
    ? (parent) => (parent as Values)[name]
    : (_p, _a, ctx) => (ctx as Values)[name];
}

function argsReader(storage: MetadataStorage, target: Class): ArgumentReader {
  const fields = inherited(storage.argumentTypes, target).map((field) => ({
    name: field.name,
    from: field.schemaName,
    convert: converter(storage, field.getType()),
  }));
  return (_parent, args) => {
    const instance = new target() as Values;
    for (const { name, from, convert } of fields) {
      const value = (args as Values)[from];
      if (value !== undefined) instance[name] = convert(value);
    }
    return instance;
  };
}

/** Makes instances of an input class and of the input classes in it; leaves the rest alone. */
function converter(storage: MetadataStorage, type: unknown): Convert {
  if (!storage.inputTypes.some((input) => input.target === type)) return (value) => value;
  const target = type as Class;
  let nested: { name: string; convert: Convert }[] | undefined;
  const one = (value: unknown) => {
    // On first use, for an input may hold itself.
    nested ??= inherited(storage.inputTypes, target)
      .filter((field) => storage.inputTypes.some((input) => input.target === field.getType()))
      .map((field) => ({ name: field.name, convert: converter(storage, field.getType()) }));
    const instance = Object.assign(new target(), value) as Values;
    for (const { name, convert } of nested) {
      if (instance[name] !== undefined) instance[name] = convert(instance[name]);
    }
    return instance;
  };
  const convert: Convert = (value) => {
    if (value === null || value === undefined) return value;
    return Array.isArray(value) ? value.map(convert) : one(value);
  };
  return convert;
}

/** The fields of a class and of the decorated classes that it extends. */
function inherited(all: MetadataStorage['inputTypes'], target: Class) {
  const fields = new Map<string, NonNullable<(typeof all)[number]['fields']>[number]>();
  for (let one: unknown = target; typeof one === 'function'; one = Object.getPrototypeOf(one)) {
    for (const field of all.find((metadata) => metadata.target === one)?.fields ?? []) {
      if (!fields.has(field.name)) fields.set(field.name, field);
    }
  }
  return [...fields.values()];
}
