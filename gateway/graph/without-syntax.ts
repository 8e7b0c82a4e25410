import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/**
 * Takes the syntax trees off a schema that is done: they are larger than the schema itself, and only
 * what prints directives or federates reads them.
 */
export function withoutSyntax(schema: GraphQLSchema): GraphQLSchema {
  forget(schema);
  for (const directive of schema.getDirectives()) {
    forget(directive);
    directive.args.forEach(forget);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    forget(type);
    if (isEnumType(type)) type.getValues().forEach(forget);
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(forget);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      forget(field);
      field.args.forEach(forget);
    }
  }
  return schema;
}

function forget(part: { astNode?: unknown; extensionASTNodes?: readonly unknown[] }): void {
  part.astNode = undefined;
  if (part.extensionASTNodes !== undefined) part.extensionASTNodes = [];
}
