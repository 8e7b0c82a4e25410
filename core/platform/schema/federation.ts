import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

/** The keys of a type, and whether this subgraph can answer for them or only names it. */
export interface Key {
  /** "id" when absent. */
  readonly keys?: readonly string[];
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
      if (key !== undefined) return withDirectives(node, keyDirectives(key));
      return shareable.includes(node.name.value) ? withDirectives(node, [shareableOne]) : node;
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const document = { kind: Kind.DOCUMENT, definitions } as const;
  return `${print({ ...document, definitions: [link(document), ...definitions] })}\n`;
}

/** What the subgraph uses of federation. */
function link(document: DocumentNode): DefinitionNode {
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name }) => {
      if (declarable.includes(name.value)) used.add(name.value);
    },
  });
  const names = ['key', 'shareable', ...declarable.filter((name) => used.has(name))];
  const imports = names.map((name) => `"@${name}"`).join(', ');
  return parse(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [${imports}])`,
  ).definitions[0] as DefinitionNode;
}

/** Directives that a plugin may put on its types by the SDK's `Directive`. */
const declarable = [
  ...['inaccessible', 'tag', 'external', 'requires', 'provides', 'override', 'extends'],
  'interfaceObject',
];

const keyDirectives = ({ keys = ['id'], resolvable }: Key): ConstDirectiveNode[] =>
  keys.map((fields) => {
    const text = JSON.stringify(fields);
    return directive(
      resolvable ? `@key(fields: ${text})` : `@key(fields: ${text}, resolvable: false)`,
    );
  });

const shareableOne = directive('@shareable');

function directive(text: string): ConstDirectiveNode {
  const [type] = parse(`type T ${text} { id: ID }`).definitions as ObjectTypeDefinitionNode[];
  return type?.directives?.[0] as ConstDirectiveNode;
}

const withDirectives = (
  node: ObjectTypeDefinitionNode,
  more: readonly ConstDirectiveNode[],
): ObjectTypeDefinitionNode => ({ ...node, directives: [...(node.directives ?? []), ...more] });

/** A subgraph without queries of its own has no Query. */
const isEmptyRoot = (node: DefinitionNode): boolean =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.fields?.length ?? 0) === 0;

const nameOf = (node: DefinitionNode): string =>
  'name' in node && node.name !== undefined ? node.name.value : '';
