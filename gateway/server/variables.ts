import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { badInput, type GezelError } from '../../core/platform/errors.js';
import { neverQuoted } from './sensitive.js';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * What is wrong with the variables of an operation, all at once, in graphql's words. A value is
 * quoted only when it is a simple one of a type that may be repeated: an object may hold anything.
 * Without `suggestions` the names that graphql proposes are left out, since they tell the schema.
 */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
  suggestions: boolean,
): GezelError[] {
  const errors: GezelError[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type) as GraphQLInputType;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!isInputType(type)) continue;
    if (value === undefined) {
      if (isNonNullType(type) && definition.defaultValue === undefined) {
        errors.push(
          badInput(`Variable "$${name}" of required type "${type}" was not provided.`, name),
        );
      }
      continue;
    }
    if (value === null && isNonNullType(type)) {
      errors.push(
        badInput(`Variable "$${name}" of non-null type "${type}" must not be null.`, name),
      );
      continue;
    }
    coerceInputValue(value, type, (path, invalid, error) => {
      const place = [name, ...path].join('.');
      const quoted = quote(invalid, leafAt(type, path));
      const at = path.length === 0 ? '' : ` at "${place}"`;
      const what = quoted === null ? 'got an invalid value' : `got invalid value ${quoted}`;
      if (errors.length < mostErrors) {
        const reason = suggestions ? error.message : error.message.replace(suggestion, '');
        errors.push(badInput(`Variable "$${name}" ${what}${at}; ${reason}`, place));
      }
    });
  }
  return errors;
}

export type VariableShape = 'simple' | 'objects' | 'beyond';

/**
 * What graphql-jit makes of the variables of an operation: simple ones it reads as graphql-js does;
 * input objects more loosely (a list passes for one). Beyond it are an input type that contains
 * itself, which it would unfold until the memory is full, and one with a default inside, which it
 * does not fill in (0.8.9; `variables.test.ts` tells when that has changed).
 */
export function variableShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): VariableShape {
  const types = (operation.variableDefinitions ?? []).map(({ type }) =>
    getNamedType(typeFromAST(schema, type as never)),
  );
  const objects = types.filter(isInputObjectType);
  if (objects.length === 0) return 'simple';
  return objects.some((type) => isBeyond(type, [])) ? 'beyond' : 'objects';
}

function isBeyond(
  type: GraphQLInputObjectType,
  within: readonly GraphQLInputObjectType[],
): boolean {
  if (within.includes(type)) return true;
  return Object.values(type.getFields()).some((field) => {
    const inner = getNamedType(field.type);
    if (field.defaultValue !== undefined) return true;
    return isInputObjectType(inner) && isBeyond(inner, [...within, type]);
  });
}

const suggestion = / ?Did you mean .+\?$/;
const mostErrors = 20;
const longestQuote = 80;

function quote(value: unknown, typeName: string | undefined): string | null {
  if (typeName !== undefined && neverQuoted.has(typeName)) return null;
  if (typeof value === 'object' && value !== null) return null;
  const text = JSON.stringify(value);
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}

/** The name of the type at a path inside an input type. */
function leafAt(type: GraphQLInputType, path: readonly (string | number)[]): string | undefined {
  let current: GraphQLInputType | undefined = type;
  for (const key of path) {
    current = isNonNullType(current) ? current.ofType : current;
    if (isListType(current) && typeof key === 'number') current = current.ofType;
    else if (isInputObjectType(current)) current = current.getFields()[key]?.type;
  }
  return current === undefined ? undefined : getNamedType(current).name;
}
