import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row.' })
  endCursor: string | null;
}

/**
 * The Relay connection of a node type. Its fields are loaded when asked for: a pass over the built
 * schema calls the methods of the `Page` that the list's resolver returned.
 */
export function connectionType(node: ClassType, name: string): ClassType {
  @ObjectType(`${name}Edge`, {
    description: `One ${name} of a list and its place in it.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field(() => String, { description: 'The place, for "after" and "before".' })
    cursor: string;

    @Field(() => node, { description: `The ${name}.` })
    node: object;
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of a list of ${name}.`,
    simpleResolvers: true,
  })
  class Connection {
    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges: Edge[];

    @Field(() => [node], { description: 'The rows without their cursors.' })
    nodes: object[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many there are in all; counted only when asked for.' })
    totalCount: number;
  }
  return Connection;
}
