import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { ownDirectives } from '../../sdk/directive-findings.js';
import { directiveOf, type SchemaDirectiveDefinition } from '../../sdk/schema-directive.js';

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
  declared: readonly SchemaDirectiveDefinition[] = [],
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
    .concat(declared.flatMap((one) => directiveOf(one) ?? []))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const link = schemaLinks(usedIn(definitions), declared);
  return `${print({ kind: Kind.DOCUMENT, definitions: [link, ...definitions] })}\n`;
}

/** Names of directives that a plugin put on and that are neither federation's nor declared by it. */
export function undeclaredDirectives(
  schema: GraphQLSchema,
  declared: readonly SchemaDirectiveDefinition[],
): string[] {
  const known = new Set([
    ...ownDirectives,
    ...fromFederation,
    ...declared.map((one) => directiveOf(one)?.name.value),
  ]);
  const used = usedIn(getDocumentNodeFromSchema(schema).definitions);
  return [...used].filter((name) => !known.has(name));
}

function usedIn(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const used = new Set<string>();
  visit(
    { kind: Kind.DOCUMENT, definitions },
    { Directive: ({ name }) => void used.add(name.value) },
  );
  return used;
}

/** What the subgraph uses of federation, and the plugin's own that composition is to keep. */
function schemaLinks(
  used: ReadonlySet<string>,
  declared: readonly SchemaDirectiveDefinition[],
): DefinitionNode {
  const names = [
    ...['key', 'shareable', ...declarable.filter((name) => used.has(name))],
    ...(declared.length > 0 ? ['composeDirective'] : []),
  ];
  const bySpec = new Map<string, string[]>();
  for (const one of declared) {
    bySpec.set(one.spec, [...(bySpec.get(one.spec) ?? []), directiveOf(one)?.name.value ?? '']);
  }
  const own = [...bySpec.values()].flat();
  return parse(
    [
      `extend schema ${linkOf('https://specs.apollo.dev/federation/v2.7', names)}`,
      ...[...bySpec].map(([spec, these]) => linkOf(spec, these)),
      ...own.map((name) => `@composeDirective(name: "@${name}")`),
    ].join(' '),
  ).definitions[0] as DefinitionNode;
}

const linkOf = (url: string, names: readonly string[]): string =>
  `@link(url: ${JSON.stringify(url)}, import: [${names.map((name) => `"@${name}"`).join(', ')}])`;

/** Directives that a plugin may put on its types by the SDK's `Directive`. */
const declarable = [
  ...['inaccessible', 'tag', 'external', 'requires', 'provides', 'override', 'extends'],
  'interfaceObject',
];

const fromFederation = ['shareable', ...declarable];

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
