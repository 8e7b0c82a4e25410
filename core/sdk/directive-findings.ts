import {
  type DirectiveDefinitionNode,
  Kind,
  specifiedDirectives,
  specifiedScalarTypes,
  type TypeNode,
} from 'graphql';
import { type CheckFinding, finding } from '../platform/schema/finding.js';
import { directiveOf, type SchemaDirectiveDefinition } from './schema-directive.js';

/** What is not as the contract says of a directive that a plugin declares. */
export function directiveFindings(
  one: SchemaDirectiveDefinition,
  camelPrefix: string,
): CheckFinding[] {
  const node = directiveOf(one);
  if (node === undefined) {
    const place = `directive "${String(one?.definition).slice(0, 80)}"`;
    return [finding('PLG-002', place, '"definition" is the SDL of one directive.')];
  }
  const place = `directive "@${node.name.value}"`;
  const found = shapeFindings(node, place);
  if (!node.name.value.startsWith(camelPrefix)) {
    found.push(finding('PLG-021', place, 'The directive does not begin with the prefix.'));
  }
  if (!node.description?.value.trim()) {
    found.push(finding('PLG-022', place, 'The directive has no description.'));
  }
  if (!isSpec(one.spec)) {
    const reason = `"spec" is "${one.spec}", not an address like "https://example.org/name/v1.0".`;
    found.push(finding('PLG-002', place, reason));
  }
  return found;
}

function shapeFindings(node: DirectiveDefinitionNode, place: string): CheckFinding[] {
  const executable = node.locations.filter(({ value }) => executablePlaces.has(value));
  const foreign = (node.arguments ?? []).filter(({ type }) => !ownScalars.has(namedType(type)));
  return [
    ...executable.map(({ value }) =>
      finding('PLG-028', place, `${value} is a place in operations, which no composition keeps.`),
    ),
    ...foreign.map(({ name }) =>
      finding('PLG-028', place, `The type of "${name.value}" is not in the supergraph.`),
    ),
  ];
}

const executablePlaces: ReadonlySet<string> = new Set([
  ...['QUERY', 'MUTATION', 'SUBSCRIPTION', 'FIELD', 'FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD'],
  ...['INLINE_FRAGMENT', 'VARIABLE_DEFINITION'],
]);

const ownScalars: ReadonlySet<string> = new Set(specifiedScalarTypes.map(({ name }) => name));

/** Directives that every schema has, whoever wrote it. */
export const ownDirectives: ReadonlySet<string> = new Set(
  specifiedDirectives.map(({ name }) => name),
);

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/** As the specification of `@link` reads an address; that of federation itself is nobody's. */
function isSpec(spec: string): boolean {
  if (!URL.canParse(spec)) return false;
  const { protocol, host, pathname } = new URL(spec);
  const isNamed = /\/[A-Za-z][\w-]*\/v\d+\.\d+$/.test(pathname);
  return protocol === 'https:' && isNamed && host !== 'specs.apollo.dev';
}
