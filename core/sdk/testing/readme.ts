import { readFile } from 'node:fs/promises';
import {
  type ExecutionResult,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { ConformanceOptions } from './options.js';
import { sampleId } from './samples.js';

export interface ReadmeAnswer {
  readonly operation: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What went wrong, with the cause that clients are not told. */
  readonly errors: readonly string[];
  /** What clients are told, data and errors. */
  readonly answer: ExecutionResult;
}

/** Runs the README's operations in their order; what one answers is at hand for the next. */
export async function runReadme(
  plugin: PluginDefinition,
  test: TestPlatform,
  options: ConformanceOptions,
): Promise<ReadmeAnswer[]> {
  const text = await readFile(new URL('../README.md', plugin.migrations), 'utf8');
  const blocks = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, block]) => String(block));
  const as = options.as ?? 'member-stage';
  const given = (await options.variables?.(test)) ?? {};
  const known = new Map<string, unknown>(Object.entries(given));
  const ids = new Map<string, string>();
  const answers: ReadmeAnswer[] = [];
  for (const block of blocks) {
    for (const operation of operationsIn(block)) {
      const variables = await variablesFor(operation, known, ids, (name) =>
        sampleId(name, test, as),
      );
      const answer = await test.graphql(block, variables, { as });
      const { data, errors } = answer;
      collectIds(data, ids);
      answers.push({
        operation: operation.name?.value ?? block.slice(0, 60),
        ...{ document: block, variables },
        errors: (errors ?? []).map(reasonsOf),
        answer,
      });
    }
  }
  return answers;
}

function reasonsOf(error: GraphQLError): string {
  const cause = error.originalError?.cause ?? error.cause;
  return cause === undefined ? error.message : `${error.message} ${String(cause)}`;
}

const operationsIn = (block: string): OperationDefinitionNode[] =>
  parse(block).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);

async function variablesFor(
  operation: OperationDefinitionNode,
  known: Map<string, unknown>,
  ids: ReadonlyMap<string, string>,
  sample: (name: string) => Promise<string | undefined>,
): Promise<Record<string, unknown>> {
  const variables: Record<string, unknown> = {};
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = known.get(name) ?? idNamed(name, ids) ?? (await sample(name));
    if (value !== undefined) {
      variables[name] = value;
      known.set(name, value);
    }
    if (value === undefined && type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined) {
      throw new Error(
        `Nobody knows $${name} of "${operation.name?.value}": give it in "variables".`,
      );
    }
  }
  return variables;
}

/** `$noteId` is the last id of a type whose name ends in "Note". */
function idNamed(name: string, ids: ReadonlyMap<string, string>): string | undefined {
  if (!name.endsWith('Id')) return undefined;
  const thing = name.charAt(0).toUpperCase() + name.slice(1, -2);
  return [...ids].findLast(([type]) => type.endsWith(thing))?.[1];
}

function collectIds(value: unknown, ids: Map<string, string>): void {
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'id' && typeof inner === 'string') ids.set(inner.split(':')[0] as string, inner);
    else collectIds(inner, ids);
  }
}
