import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { camelPrefix } from '../../sdk/check-definition.js';
import type { PluginDefinition } from '../../sdk/define.js';
import { keyFields, type ReferenceDefinition } from '../../sdk/reference.js';
import { coreTokens } from '../../sdk/tokens.js';
import { sharedTypes } from './build-core.js';
import { descriptionFindings } from './descriptions.js';
import { undeclaredDirectives } from './federation.js';
import { type CheckFinding, finding } from './finding.js';

/** What the contract asks of a plugin's built schema: prefixes, nullability, rules, descriptions. */
export function pluginFindings(plugin: Declared, schema: GraphQLSchema): CheckFinding[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  return [
    ...types.flatMap((type) => typeFindings(plugin, schema, type)),
    ...descriptionFindings(schema, 'PLG-022', namesOfOthers(plugin.definition)),
    ...undeclaredDirectives(schema, plugin.definition.directives).map((name) =>
      finding('PLG-028', `directive "@${name}"`, 'Nothing declares it.'),
    ),
  ];
}

interface Declared {
  readonly definition: PluginDefinition;
  /** By the name of the type. */
  readonly references: ReadonlyMap<string, ReferenceDefinition>;
}

/** Core types as plugins name them. */
export const tokenNames: ReadonlySet<string> = new Set(coreTokens.map(({ token }) => token));

/** Types of the core and of the plugins that it joins, as one plugin names them. */
export const namesOfOthers = ({ extends: types }: PluginDefinition): ReadonlySet<string> =>
  types.length === 0 ? tokenNames : new Set([...tokenNames, ...types.map(({ token }) => token)]);

const sharedNames: ReadonlySet<string> = new Set([
  ...sharedTypes.map(({ name }) => name),
  'Severity',
]);

export const isRoot = (schema: GraphQLSchema, type: GraphQLNamedType): boolean =>
  type === schema.getQueryType() ||
  type === schema.getMutationType() ||
  type === schema.getSubscriptionType();

function typeFindings(
  { definition, references }: Declared,
  schema: GraphQLSchema,
  type: GraphQLNamedType,
): CheckFinding[] {
  if (isScalarType(type) || sharedNames.has(type.name)) return [];
  const others = namesOfOthers(definition);
  if (others.has(type.name)) return fieldsOf(type).flatMap((f) => entry(definition, type, f));
  if (isRoot(schema, type)) return fieldsOf(type).flatMap((f) => rootField(definition, type, f));
  const found = fieldsOf(type).flatMap((field) => reference(others, type, field));
  if (type.name.startsWith(definition.prefix)) return found;
  const from = references.get(type.name);
  if (from?.from !== undefined) {
    const keys = keyFields(from.keys);
    const added = fieldsOf(type).filter((f) => !keys.has(f.name) && !isOfAnother(f));
    return [...found, ...added.flatMap((f) => entry(definition, type, f))];
  }
  const kind = isInputObjectType(type) ? 'input' : 'type';
  return [...found, finding('PLG-021', type.name, `The ${kind} does not begin with the prefix.`)];
}

type AnyField = GraphQLField<unknown, unknown>;

function entry(definition: PluginDefinition, type: GraphQLNamedType, field: AnyField) {
  if (field.name === 'id') return [];
  const place = `${type.name}.${field.name}`;
  const found = [...nullable(place, field), ...reference(namesOfOthers(definition), type, field)];
  if (!field.name.startsWith(camelPrefix(definition.prefix))) {
    found.push(finding('PLG-025', place, 'The entry is not named after the plugin.'));
  }
  return found;
}

function rootField(definition: PluginDefinition, type: GraphQLNamedType, field: AnyField) {
  const place = `${type.name}.${field.name}`;
  const found = [...nullable(place, field), ...reference(namesOfOthers(definition), type, field)];
  if (!field.name.startsWith(camelPrefix(definition.prefix))) {
    found.push(finding('PLG-021', place, 'The root field does not begin with the prefix.'));
  }
  if (field.extensions.rule === undefined) {
    found.push(finding('PLG-027', place, 'Nothing says who may call it.'));
  }
  return found;
}

/** A field that another subgraph answers, or that is taken over from it. */
const isOfAnother = ({ astNode }: AnyField): boolean =>
  astNode?.directives?.some(({ name }) => ['external', 'override'].includes(name.value)) === true;

const nullable = (place: string, field: AnyField): CheckFinding[] =>
  isNonNullType(field.type) ? [finding('PLG-023', place, 'It is not nullable.')] : [];

/** A reference to what is another's must be able to be null wherever the viewer may not see it. */
function reference(
  others: ReadonlySet<string>,
  type: GraphQLNamedType,
  field: AnyField,
): CheckFinding[] {
  if (!others.has(getNamedType(field.type).name)) return [];
  let inner: unknown = field.type;
  while (isListType(inner) || (isNonNullType(inner) && isListType(inner.ofType))) {
    inner = inner.ofType;
  }
  if (!isNonNullType(inner)) return [];
  return [finding('PLG-024', `${type.name}.${field.name}`, `It answers ${field.type}.`)];
}

const fieldsOf = (type: GraphQLNamedType): AnyField[] =>
  isObjectType(type) ? Object.values(type.getFields()) : [];
