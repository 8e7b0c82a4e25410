import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';

/** Whether this subgraph can answer for a reference to the type, or only names it. */
export interface Key {
  readonly resolvable: boolean;
}

/**
 * A subgraph's SDL for federation: `@key` on the types with a global id, `@shareable` on the values
 * that every subgraph may define alike. Directives are put on here, not by decorators, because
 * type-graphql knows them on some kinds of types only.
 */
export function subgraphSdl(
  schema: GraphQLSchema,
  keys: ReadonlyMap<string, Key>,
  shareable: readonly string[],
): string {
  const printed = getDocumentNodeFromSchema(schema);
  const definitions = printed.definitions
    .filter((node) => node.kind !== Kind.SCHEMA_DEFINITION)
    .filter((node) => !isEmptyRoot(node))
    .map((node) => {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
      const key = keys.get(node.name.value);
      if (key !== undefined) return withDirective(node, keyDirective(key));
      return shareable.includes(node.name.value) ? withDirective(node, shareableDirective) : node;
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return `${print({ kind: Kind.DOCUMENT, definitions: [link, ...definitions] })}\n`;
}

const link = parse(
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7",
    import: ["@key", "@shareable"])`,
).definitions[0] as DefinitionNode;

function keyDirective({ resolvable }: Key): ConstDirectiveNode {
  return directive(resolvable ? '@key(fields: "id")' : '@key(fields: "id", resolvable: false)');
}

const shareableDirective = directive('@shareable');

function directive(text: string): ConstDirectiveNode {
  const [type] = parse(`type T ${text} { id: ID }`).definitions as ObjectTypeDefinitionNode[];
  return type?.directives?.[0] as ConstDirectiveNode;
}

const withDirective = (
  node: ObjectTypeDefinitionNode,
  one: ConstDirectiveNode,
): ObjectTypeDefinitionNode => ({ ...node, directives: [...(node.directives ?? []), one] });

/** A subgraph without queries of its own has no Query. */
const isEmptyRoot = (node: DefinitionNode): boolean =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.fields?.length ?? 0) === 0;

const nameOf = (node: DefinitionNode): string =>
  'name' in node && node.name !== undefined ? node.name.value : '';
