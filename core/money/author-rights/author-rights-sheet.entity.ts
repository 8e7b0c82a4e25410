import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { Node } from '../../platform/schema/node.js';

/** The figures of a sheet 281.45: what a legal entity paid a member in a year. A view. */
@Entity({ tableName: 'author_rights_sheet', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The figures of a sheet 281.45: what a legal entity paid a member in a year.',
})
export class AuthorRightsSheet {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'smallint', type: 'integer' })
  @Field(() => Int, { description: 'The income year.' })
  year: number;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Payments that it sums.' })
  paymentCount: number;

  @Property({ columnType: 'bigint', type: 'bigint' })
  grossMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  costMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  withheldMinor: bigint;

  @Field(() => Money, { description: 'Gross income.' })
  get gross(): Money {
    return money(this.grossMinor, this.currency);
  }

  @Field(() => Money, { description: 'The lump sum of costs.' })
  get costs(): Money {
    return money(this.costMinor, this.currency);
  }

  @Field(() => Money, { description: 'What was taxed: gross less costs.' })
  get taxable(): Money {
    return money(this.grossMinor - this.costMinor, this.currency);
  }

  @Field(() => Money, { description: 'The tax that was withheld.' })
  get withheld(): Money {
    return money(this.withheldMinor, this.currency);
  }
}
