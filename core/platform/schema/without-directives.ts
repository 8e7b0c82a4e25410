import { type DocumentNode, Kind, type NameNode, visit } from 'graphql';
import { ownDirectives } from '../../sdk/directive-findings.js';

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
    if (!ownDirectives.has(name) && !isKept(name)) gone.add(name);
  }
  const drop = ({ name }: { readonly name: NameNode }) => (gone.has(name.value) ? null : undefined);
  return gone.size === 0
    ? document
    : visit(document, { Directive: drop, DirectiveDefinition: drop });
}
