import { type DirectiveDefinitionNode, Kind, parse } from 'graphql';

/**
 * A directive of the plugin's own on its part of the schema. It says something to whoever reads the
 * supergraph (a router, a catalogue, a check of sensitive fields) and does nothing: composition keeps
 * it in the supergraph by federation's `@composeDirective`, and clients never see it. Put it on with
 * `Directive`.
 */
export interface SchemaDirectiveDefinition {
  /**
   * Its definition in SDL with a description, named after the plugin, on places of a schema, with
   * arguments of GraphQL's own scalars:
   * `"""How sensitive it is.""" directive @choirSensitivity(level: Int!) on FIELD_DEFINITION`.
   */
  readonly definition: string;
  /** Where it is specified, by name and version: `https://specs.example.org/choir/v1.0`. */
  readonly spec: string;
}

/** What the text defines; undefined: not one directive and nothing else. */
export function directiveOf({
  definition,
}: SchemaDirectiveDefinition): DirectiveDefinitionNode | undefined {
  try {
    const { definitions } = parse(definition, { noLocation: true });
    const [only] = definitions;
    return definitions.length === 1 && only?.kind === Kind.DIRECTIVE_DEFINITION ? only : undefined;
  } catch {
    return undefined;
  }
}
