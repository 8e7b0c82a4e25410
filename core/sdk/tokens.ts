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
