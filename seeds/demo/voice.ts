import { execute, type GraphQLSchema, parse } from 'graphql';
import { clockAt } from '../../core/platform/clock.js';
import type { Context } from '../../core/platform/context.js';
import { newId } from '../../core/platform/ids.js';
import type { OpenPlatform } from '../../core/platform/open.js';
import { grantsOf } from '../../core/platform/permissions.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import type { DemoPerson } from './people.js';

/** Asks the API as a person of the demo on a day of the past: the same operations that a client sends. */
export interface Voice {
  /** Answers the data; any error or violation ends the seeding, so that nothing is half told. */
  ask<Data>(
    person: string,
    day: string,
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Data>;
  /** The platform as it was on a day, for the jobs that ran then. */
  on(day: string): OpenPlatform;
}

export function voiceOf(
  platform: OpenPlatform,
  schema: GraphQLSchema,
  cooperativeId: string,
  people: readonly (DemoPerson & { readonly id: string })[],
): Voice {
  const documents = new Map<string, ReturnType<typeof parse>>();
  const on = (day: string): OpenPlatform => ({
    ...platform,
    clock: clockAt(() => new Date(`${day}T09:00:00Z`)),
  });
  const contextOf = (name: string, day: string): Context => {
    const person = people.find(({ subject }) => subject === `demo|${name}`);
    if (person === undefined) throw new Error(`The demo has nobody called "${name}".`);
    return {
      platform: on(day),
      viewer: {
        subject: person.subject,
        cooperativeId,
        memberId: person.id,
        roles: person.roles,
        grants: grantsOf(person.roles, platform.roleGrants),
        token: null,
      },
      locale: 'en',
      requestId: `demo:${newId()}`,
      loaders: new Loaders(),
    };
  };
  return {
    on,
    ask: async (person, day, operation, variables = {}) => {
      const document = documents.get(operation) ?? parse(operation);
      documents.set(operation, document);
      const contextValue = contextOf(person, day);
      const { data, errors } = await execute({
        ...{ schema, document, variableValues: variables, contextValue },
      });
      const problems = [...(errors ?? []).map(String), ...violationsIn(data)];
      if (problems.length > 0) {
        throw new Error(`The demo was refused on ${day} (${person}): ${problems.join('; ')}`);
      }
      return data as never;
    },
  };
}

/** What refuses, of every payload that was asked for; a warning lets the step go on. */
function violationsIn(data: unknown): string[] {
  return Object.values((data ?? {}) as Record<string, unknown>).flatMap((payload) =>
    ((payload as { violations?: Said[] } | null)?.violations ?? [])
      .filter(({ severity }) => severity !== 'WARNING')
      .map(({ code, message }) => `${code}: ${message}`),
  );
}

interface Said {
  readonly code: string;
  readonly message: string;
  readonly severity?: string;
}
