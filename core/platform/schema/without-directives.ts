import { type DocumentNode, Kind, type NameNode, specifiedDirectives, visit } from 'graphql';

/**
 * A document without the directives that it defines, but for those that are to be kept: what
 * subgraphs say to readers of the supergraph is no part of what clients see.
 */
export function withoutDirectives(
  document: DocumentNode,
  isKept: (name: string) => boolean = () => false,
): DocumentNode {
  const gone = new Set<string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.DIRECTIVE_DEFINITION) continue;
    const name = node.name.value;
    if (!specified.has(name) && !isKept(name)) gone.add(name);
  }
  const drop = ({ name }: { readonly name: NameNode }) => (gone.has(name.value) ? null : undefined);
  return gone.size === 0
    ? document
    : visit(document, { Directive: drop, DirectiveDefinition: drop });
}

const specified: ReadonlySet<string> = new Set(specifiedDirectives.map(({ name }) => name));
