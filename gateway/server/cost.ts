/**
 * What an operation may cost at most, known before it runs: every object that it can answer is 1.
 *
 * 1. A list with `first`, `last` or `limit` has as many rows as the larger of them says, variables
 *    resolved; `defaultPageSize` where none is given. A connection gives them to its lists.
 * 2. A list of what was named (`ids`) has a row each; one with a bound of its own has that (the
 *    extension `rows`); any other list has `assumedRows`.
 * 3. Lists in lists multiply. A mutation and a subscription weigh `rootWeight` more.
 * 4. A field may weigh more than 1: type-graphql's `complexity`.
 *
 * The document is walked once; what then depends on variables is evaluated for each request.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { defaultPageSize } from '../../core/platform/read/page-args.js';
import type { Variables } from './variables.js';

export interface CostPlan {
  cost(variables: Variables): number;
  /** Fields of the operation with its fragments unfolded. */
  readonly fields: number;
}

/** Rows of a list that says nothing about its length. */
export const assumedRows = 10;
/** What a mutation and a subscription weigh above what they answer. */
export const rootWeight = 10;
/** The schema's own description is large whatever is asked of it. */
export const introspectionWeight = 100;
/** More fields than anybody means; such an operation is refused without counting on. */
export const mostFields = 20_000;

export function costPlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostPlan {
  const root = schema.getRootType(operation.operation);
  if (root == null) return { cost: () => 0, fields: 0 };
  const part = walkSelections(walkOf(schema, document, operation), operation.selectionSet, root);
  if (part.fields > mostFields)
    return { cost: () => Number.POSITIVE_INFINITY, fields: part.fields };
  const cost = (variables: Variables) => part.cost(variables, null);
  if (part.varies) return { cost, fields: part.fields };
  const fixed = cost({});
  return { cost: () => fixed, fields: part.fields };
}

/** A part of an operation: what one parent of it costs, given the rows of the page it stands in. */
interface Part {
  readonly cost: (variables: Variables, rows: number | null) => number;
  readonly varies: boolean;
  readonly fields: number;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly walked: Map<string, Part>;
  readonly defaults: ReadonlyMap<string, ValueNode>;
  /** The root type of a mutation or subscription, whose fields weigh more. */
  readonly heavy: GraphQLObjectType | null | undefined;
}

const nothing: Part = { cost: () => 0, varies: false, fields: 0 };

function walkOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Walk {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, defaultValue] as const],
  );
  return {
    schema,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    walked: new Map(),
    defaults: new Map(defaults),
    heavy: operation.operation === 'query' ? null : schema.getRootType(operation.operation),
  };
}

function walkSelections(walk: Walk, set: SelectionSetNode, type: GraphQLNamedType): Part {
  const parts = set.selections.map((selection) => {
    if (selection.kind === Kind.FIELD) return walkField(walk, selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return walkFragment(walk, selection.name.value);
    const condition = selection.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : walk.schema.getType(condition);
    return walkSelections(walk, selection.selectionSet, narrowed ?? type);
  });
  const costly = parts.filter((part) => part !== nothing);
  if (costly.length === 0) return { ...nothing, fields: parts.length };
  return {
    cost: (variables, rows) => costly.reduce((sum, part) => sum + part.cost(variables, rows), 0),
    varies: costly.some((part) => part.varies),
    fields: parts.reduce((sum, part) => sum + Math.max(1, part.fields), 0),
  };
}

function walkFragment(walk: Walk, name: string): Part {
  const known = walk.walked.get(name);
  if (known !== undefined) return known;
  // A fragment that contains itself is refused by validation; here it only must not recur.
  walk.walked.set(name, nothing);
  const fragment = walk.fragments.get(name);
  const type = fragment && walk.schema.getType(fragment.typeCondition.name.value);
  if (fragment === undefined || type === undefined) return nothing;
  const part = walkSelections(walk, fragment.selectionSet, type);
  walk.walked.set(name, part);
  return part;
}

function walkField(walk: Walk, node: FieldNode, parent: GraphQLNamedType): Part {
  const name = node.name.value;
  if (name === '__schema' || name === '__type') {
    return { cost: () => introspectionWeight, varies: false, fields: 1 };
  }
  const field = 'getFields' in parent ? fieldsOf(parent)[name] : undefined;
  if (field === undefined) return nothing;
  const named = getNamedType(field.type);
  const inner =
    node.selectionSet && isCompositeType(named)
      ? walkSelections(walk, node.selectionSet, named)
      : nothing;
  const weight = weightOf(field, isCompositeType(named)) + (parent === walk.heavy ? rootWeight : 0);
  if (weight === 0 && inner === nothing) return nothing;
  const fields = 1 + inner.fields;
  const rows = rowsOf(walk, node, field);
  const varies = inner.varies || rows.varies;
  if (rows.kind === 'connection') {
    const cost = (variables: Variables) =>
      weight + inner.cost(variables, rows.count(variables) ?? defaultPageSize);
    return { cost, varies, fields };
  }
  return {
    cost: (variables, page) =>
      (rows.count(variables) ?? page ?? assumedRows) * (weight + inner.cost(variables, null)),
    varies,
    fields,
  };
}

const fieldsOf = (type: GraphQLNamedType): Record<string, GraphQLField<unknown, unknown>> =>
  (type as GraphQLObjectType | GraphQLInterfaceType).getFields();

function weightOf(field: GraphQLField<unknown, unknown>, composite: boolean): number {
  const { complexity } = field.extensions;
  return typeof complexity === 'number' ? complexity : composite ? 1 : 0;
}

interface Rows {
  /** A connection hands its number of rows to the lists in it; a list has them itself. */
  readonly kind: 'connection' | 'list';
  /** Null where the field itself does not say. */
  readonly count: (variables: Variables) => number | null;
  readonly varies: boolean;
}

const pageArguments = new Set(['first', 'last', 'limit']);

function rowsOf(walk: Walk, node: FieldNode, field: GraphQLField<unknown, unknown>): Rows {
  const depth = listDepth(field.type);
  const given = (argument: GraphQLArgument) => argumentOf(walk, node, argument);
  const pages = field.args.filter(({ name }) => pageArguments.has(name)).map(given);
  const lists = field.args
    .filter((argument) => isListType(getNullableType(argument.type)))
    .map((argument) => ({ ...given(argument), named: namesRows(argument) }));
  const varies = [...pages, ...lists].some((one) => one.varies);
  const nested = assumedRows ** Math.max(0, depth - 1);
  if (pages.length > 0) {
    const size = (variables: Variables) => pageSize(pages.map((one) => one.value(variables)));
    if (depth === 0) return { kind: 'connection', count: size, varies };
    return { kind: 'list', count: (variables) => size(variables) * nested, varies };
  }
  if (lists.length > 0) {
    const count = (variables: Variables) => {
      const named = lists.some((one) => one.named) || depth === 0;
      const factors = lists.map((one) => lengthOf(one.value(variables)));
      return factors.reduce((product, one) => product * one, named ? 1 : assumedRows) * nested;
    };
    return { kind: 'list', count, varies };
  }
  if (depth === 0) return { kind: 'list', count: () => 1, varies };
  const { rows } = field.extensions;
  if (typeof rows === 'number') return { kind: 'list', count: () => rows * nested, varies };
  return { kind: 'list', count: depth === 1 ? () => null : () => assumedRows * nested, varies };
}

/** The larger of what is asked for: a refusal of both together comes later, and not everywhere. */
function pageSize(asked: readonly unknown[]): number {
  const sizes = asked.filter((one): one is number => typeof one === 'number' && one >= 0);
  return sizes.length === 0 ? defaultPageSize : Math.max(...sizes);
}

/** GraphQL takes a single value for a list of one; an empty list still costs the field. */
const lengthOf = (value: unknown): number => (Array.isArray(value) ? Math.max(1, value.length) : 1);

/** A list of ids, or a federation's of entities, names the rows of the answer one by one. */
const namesRows = ({ type }: GraphQLArgument): boolean =>
  ['ID', '_Any'].includes(getNamedType(type).name);

function listDepth(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return listDepth(type.ofType);
  return isListType(type) ? 1 + listDepth(type.ofType) : 0;
}

interface Given {
  readonly value: (variables: Variables) => unknown;
  readonly varies: boolean;
}

/** The value of an argument as the resolver will see it: literal, variable, default of either. */
function argumentOf(walk: Walk, node: FieldNode, argument: GraphQLArgument): Given {
  const literal = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  if (literal === undefined) return { value: () => argument.defaultValue, varies: false };
  return givenBy(walk, literal, argument.defaultValue);
}

function givenBy(walk: Walk, literal: ValueNode, otherwise: unknown): Given {
  if (literal.kind === Kind.VARIABLE) {
    const name = literal.name.value;
    const preset = walk.defaults.get(name);
    const absent = preset === undefined ? otherwise : givenBy(walk, preset, otherwise).value({});
    const value = (variables: Variables) =>
      variables[name] === undefined ? absent : variables[name];
    return { value, varies: true };
  }
  if (literal.kind === Kind.INT) return { value: () => Number(literal.value), varies: false };
  // Only the number of a list's items counts, so what they are need not be known.
  if (literal.kind === Kind.LIST) return { value: () => literal.values, varies: false };
  return { value: () => null, varies: false };
}
