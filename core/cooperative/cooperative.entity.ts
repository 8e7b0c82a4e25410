import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CountryCode, Currency } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

/** The tenant: everything that is kept belongs to one co-operative. */
@Entity({ tableName: 'cooperative', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A co-operative: its members share its legal entities, its rules and its plugins.',
})
export class Cooperative {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Short unique name, for addresses.' })
  slug: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name that people know.' })
  name: string;

  @Property({ columnType: 'char(2)', type: 'text' })
  @Field(() => CountryCode, { description: 'The country whose rules it works under.' })
  country: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  @Field(() => Currency, { description: 'The currency that its books are kept in.' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its first language: nl, fr, en or de.' })
  locale: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes.' })
  version: number;
}
