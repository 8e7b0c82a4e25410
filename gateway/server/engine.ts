/**
 * Runs operations, over HTTP and over WebSockets alike:
 *
 * 1. Prepare the operation of a document, once: its cost, whom it is for, later its compiled code.
 * 2. Admit the caller: known where nothing is public, cost under the limit, budget of the minute.
 * 3. Execute, compiled by graphql-jit from the second time on, else by graphql-js.
 * 4. Answer errors in the register's codes and the caller's language.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import {
  type CompiledQuery,
  compileQuery,
  fieldExpansionEnricher,
  isCompiledQuery,
} from 'graphql-jit';
import type { Config } from '../../core/platform/config.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import type { ServerContext } from './context.js';
import { type CostPlan, costPlan } from './cost.js';
import { answerTo, codeOf } from './errors.js';
import type { RateLimits } from './limits/rate.js';
import type { RootRules } from './rules.js';
import { literalErrors, textErrors } from './texts.js';
import { type VariableShape, type Variables, variableErrors, variableShape } from './variables.js';

export interface Engine {
  /** The operation of a validated document, or why there is none of that name. */
  prepare(document: DocumentNode, name: string | null | undefined): Prepared | GezelError;
  /** Rejects with the refusal of the whole request. */
  admit(prepared: Prepared, context: ServerContext, variables: Variables): Promise<void>;
  /** Never rejects. Without `data` in the result, nothing was executed. */
  execute(run: Run): Promise<ExecutionResult>;
}

/** An operation with what is known of it before any request. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly name: string | null;
  readonly plan: CostPlan;
  /** Nothing in it answers a caller without a token. */
  readonly closed: boolean;
  readonly variables: VariableShape;
  /** What its own texts hold that cannot be kept. */
  readonly unkept: readonly GezelError[];
  times: number;
  compiled: CompiledQuery | null;
}

export interface Run {
  readonly prepared: Prepared;
  readonly context: ServerContext;
  readonly variables: Variables;
  /** The event of a subscription. */
  readonly rootValue?: unknown;
}

export interface EngineOptions {
  readonly schema: GraphQLSchema;
  readonly rules: RootRules;
  readonly config: Pick<Config, 'maxCost' | 'introspection' | 'requestTimeoutMs'>;
  readonly limits: RateLimits;
  /** False: graphql-js executes everything, so that whoever wraps resolvers sees each of them. */
  readonly compiles?: boolean;
}

export function openEngine(options: EngineOptions): Engine {
  // Bounded by the cache of documents: what is prepared goes with its document.
  const prepared = new WeakMap<DocumentNode, Map<string | null, Prepared>>();
  return Object.freeze({
    prepare: (document: DocumentNode, name: string | null | undefined) => {
      const key = name ?? null;
      const known = prepared.get(document)?.get(key);
      if (known !== undefined) return known;
      const operation = operationOf(document, name);
      if (operation instanceof GezelError) return operation;
      const fresh = prepareOperation(options, document, operation);
      const siblings = prepared.get(document) ?? new Map<string | null, Prepared>();
      prepared.set(document, siblings.set(key, fresh));
      return fresh;
    },
    admit: (one: Prepared, context: ServerContext, variables: Variables) =>
      admit(options, one, context, variables),
    execute: (run: Run) => executeOperation(options, run),
  });
}

/** A document is compiled at its second use: who sends another each time compiles nothing. */
const compileAtUse = 2;
/** Code for more fields than this would take longer to compile than it saves. */
const mostCompiledFields = 1_000;

function prepareOperation(
  { schema, rules }: EngineOptions,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Prepared {
  return {
    document,
    operation,
    name: operation.name?.value ?? null,
    plan: costPlan(schema, document, operation),
    closed: isClosed(schema, rules, document, operation),
    variables: variableShape(schema, operation),
    unkept: literalErrors(document),
    times: 0,
    compiled: null,
  };
}

async function admit(
  { config, limits }: EngineOptions,
  prepared: Prepared,
  context: ServerContext,
  variables: Variables,
): Promise<void> {
  const { viewer, address, report } = context;
  report.kind = prepared.operation.operation;
  report.name = prepared.name;
  if (viewer === null && prepared.closed) throw new GezelError('UNAUTHENTICATED');
  const cost = prepared.plan.cost(variables);
  report.cost = cost;
  if (cost > config.maxCost) {
    const shown = Number.isFinite(cost)
      ? { cost, limit: config.maxCost }
      : { limit: config.maxCost };
    const values = { cost: Number.isFinite(cost) ? cost : '∞', limit: config.maxCost };
    throw new GezelError('QUERY_TOO_COSTLY', values, shown);
  }
  await limits.cost(viewer, address, cost);
}

async function executeOperation(options: EngineOptions, run: Run): Promise<ExecutionResult> {
  const { context } = run;
  const result = await inTime(
    options.config.requestTimeoutMs,
    context,
    resultOf(options, run),
  ).catch((error: unknown) => ({ errors: [error] }));
  if (result.errors === undefined || result.errors.length === 0) return result as ExecutionResult;
  const addressee = { ...context, log: context.platform.log };
  const errors = result.errors.map((error) => answerTo(addressee, error));
  context.report.code = codeOf(errors[0] as GraphQLError);
  return 'data' in result && result.data !== undefined ? { data: result.data, errors } : { errors };
}

/**
 * The work, or a failure when it takes too long. What was begun is told to stop; a transaction that
 * goes on nevertheless ends by the time limit of its statements, whole or not at all.
 */
function inTime<T>(limitMs: number, { gone }: ServerContext, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new Error(`The operation took more than ${limitMs} ms.`);
      reject(error);
      gone.abort(error);
    }, limitMs).unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function resultOf(options: EngineOptions, run: Run): Promise<ExecutionResult> {
  const { schema, config, compiles = true } = options;
  const { prepared, variables, context, rootValue } = run;
  const { document, operation } = prepared;
  const open = config.introspection;
  const unkept = [...prepared.unkept, ...textErrors(variables)];
  if (unkept.length > 0) return { errors: unkept };
  if (prepared.variables === 'objects') {
    const errors = variableErrors(schema, operation, variables, open);
    if (errors.length > 0) return { errors };
  }
  const compiled = compiles ? compiledOf(schema, prepared) : null;
  const result = await (compiled !== null
    ? compiled.query(rootValue, context, variables)
    : execute({
        schema,
        document,
        operationName: prepared.name,
        rootValue,
        contextValue: context,
        variableValues: variables,
      }));
  if ('data' in result && result.data !== undefined) return result;
  // Nothing ran, so the variables did not fit: said once, in the same words by either way.
  const errors = variableErrors(schema, operation, variables, open);
  return errors.length > 0 ? { errors } : result;
}

function compiledOf(schema: GraphQLSchema, prepared: Prepared): CompiledQuery | null {
  prepared.times += 1;
  if (prepared.times === compileAtUse && isCompilable(prepared)) {
    const name = prepared.name ?? undefined;
    const compiled = compileQuery(schema, prepared.document, name, {
      disablingCapturingStackErrors: true,
      // Told to resolvers, so that rows are read without columns that nobody asked for.
      resolverInfoEnricher: fieldExpansionEnricher,
    });
    // What graphql-jit cannot compile, graphql-js goes on executing.
    prepared.compiled = isCompiledQuery(compiled) ? compiled : null;
  }
  return prepared.compiled;
}

const isCompilable = ({ plan, variables }: Prepared): boolean =>
  plan.fields <= mostCompiledFields && variables !== 'beyond';

function operationOf(
  document: DocumentNode,
  name: string | null | undefined,
): OperationDefinitionNode | GezelError {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (name != null) {
    const named = operations.find((operation) => operation.name?.value === name);
    return named ?? badInput(`Unknown operation named "${name.slice(0, 80)}".`);
  }
  const [only, another] = operations;
  if (only === undefined) return badInput('Must provide an operation.');
  if (another === undefined) return only;
  return badInput('Must provide operation name if query contains multiple operations.');
}

/** Whether each root field wants a caller with a token, so that the request as a whole does. */
function isClosed(
  schema: GraphQLSchema,
  rules: RootRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const root = schema.getRootType(operation.operation)?.name ?? '';
  const seen = new Set<string>();
  const isOpen = (set: OperationDefinitionNode['selectionSet']): boolean =>
    set.selections.some((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return isOpen(selection.selectionSet);
      if (selection.kind === Kind.FIELD) {
        const rule = rules.get(`${root}.${selection.name.value}`);
        return rule === undefined || rule.kind === 'public';
      }
      const name = selection.name.value;
      if (seen.has(name)) return false;
      seen.add(name);
      const fragment = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION && isOpen(fragment.selectionSet);
    });
  return !isOpen(operation.selectionSet);
}
