import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** A schema's text in an order that does not depend on how it was put together. */
export const sortedSdl = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema)).trim()}\n`;
