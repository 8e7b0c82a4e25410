import { Field, ID, InterfaceType } from 'type-graphql';

/** Everything that has a global id and can be fetched again with `node(id)`. */
@InterfaceType({
  description: 'A thing with a global id.',
  autoRegisterImplementations: false,
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id, opaque to clients.' })
  id: string;
}
