import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CivilDate, EnterpriseNumber } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

/** A temporary employment agency: the legal employer of interim workers. */
@Entity({ tableName: 'agency', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A recognised agency of temporary employment: it employs interim workers.',
})
export class Agency {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => EnterpriseNumber, { description: 'By which its invoices are known.' })
  enterpriseNumber: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The number of its recognition.' })
  recognition: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'From that day on nothing is signed with it any more; null: it works with us.',
  })
  endedOn: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;
}
