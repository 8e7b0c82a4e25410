import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';

/** A JSON object: what a tool asks for is described by the tool itself, so no input type can be. */
export const JsonObject = new GraphQLScalarType<object, object>({
  name: 'JSONObject',
  description: 'A JSON object. Which properties it has is said by the JSON schema of the tool.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value as object,
  parseValue: accept,
  parseLiteral: (node, variables) => accept(valueFromASTUntyped(node, variables)),
});

function accept(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new GraphQLError('Not a valid JSONObject: an object, { … }.');
  }
  if (!isStorable(value, depthLimit)) {
    throw new GraphQLError(
      `Not a valid JSONObject: at most ${depthLimit} levels, finite numbers, no NUL characters.`,
    );
  }
  return value;
}

const depthLimit = 20;

/** PostgreSQL keeps no NUL and no half of a character; deeper than this is no input of a tool. */
function isStorable(value: unknown, levels: number): boolean {
  if (levels < 0) return false;
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  return Object.entries(value).every(
    ([key, inner]) => isStorable(key, levels) && isStorable(inner, levels - 1),
  );
}
