/**
 * The core types that a plugin may refer to. A token is a name, not a class: each plugin's schema
 * gets a private stub of its own, so nothing that one plugin does can show in another's.
 */
export interface CoreToken<Name extends string = string> {
  readonly token: Name;
  /** The stub class in the schema that is being built: for `@Field(() => Activity.type)`. */
  readonly type: new () => CoreReference;
}

/** A reference to a core thing: its UUID; the host turns it into the thing itself. */
export interface CoreReference {
  readonly id: string;
}

export const Member = token('Member');
export const Activity = token('Activity');
export const Client = token('Client');
export const Quote = token('Quote');
export const Invoice = token('Invoice');
export const Contract = token('Contract');
export const Engagement = token('Engagement');
export const Assignment = token('Assignment');

export const coreTokens: readonly CoreToken[] = [
  ...[Member, Activity, Client, Quote, Invoice, Contract, Engagement, Assignment],
];

/** A type of another plugin, as a bridge names it. */
export interface TypeToken extends CoreToken {
  /** The plugin whose type it is: one of the two that the bridge joins. */
  readonly plugin: string;
}

/**
 * Names a type of a plugin that a bridge joins, to put fields on it or to answer with it; its owner
 * lists it among its `references`, by the key "id". Like a thing of the core, it is its UUID and no
 * more: `pluginType('choir', 'ChoirConcert')`.
 */
export function pluginType(plugin: string, name: string): TypeToken {
  return Object.freeze({
    plugin,
    token: name,
    get type() {
      return stubOf(name);
    },
  });
}

function token<Name extends string>(name: Name): CoreToken<Name> {
  return Object.freeze({
    token: name,
    get type() {
      return stubOf(name);
    },
  });
}

/** The stubs of the schema under construction; set by the host around one synchronous build. */
let building: ReadonlyMap<string, new () => CoreReference> | undefined;

export function withStubs<T>(
  stubs: ReadonlyMap<string, new () => CoreReference>,
  build: () => T,
): T {
  const before = building;
  building = stubs;
  try {
    return build();
  } finally {
    building = before;
  }
}

function stubOf(name: string): new () => CoreReference {
  const stub = building?.get(name);
  if (stub === undefined) {
    throw new Error(`${name}.type is only known while a plugin's schema is built: use () => type.`);
  }
  return stub;
}
