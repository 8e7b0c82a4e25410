import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { AuthorRightsGround, AuthorRightsWork } from './author-rights-codes.js';

/** What an activity paid a member for rights on a work; never changed. */
@Entity({ tableName: 'author_rights_payment', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What an activity paid a member for author rights, tax withheld.',
})
export class AuthorRightsPayment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  payoutId: string;

  @Property({ columnType: 'smallint', type: 'integer' })
  @Field(() => Int, { description: 'The income year.' })
  year: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was attributed.' })
  paidOn: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AuthorRightsWork, { description: 'On what kind of work.' })
  work: AuthorRightsWork;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AuthorRightsGround, { description: 'Why the regime holds.' })
  ground: AuthorRightsGround;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The work and the rights on it.' })
  description: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  grossMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  costMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  withheldMinor: bigint;

  @Field(() => Money, { description: 'What the activity paid in all.' })
  get gross(): Money {
    return money(this.grossMinor, this.currency);
  }

  @Field(() => Money, { description: 'The lump sum of costs: not taxed.' })
  get costs(): Money {
    return money(this.costMinor, this.currency);
  }

  @Field(() => Money, { description: 'The tax that is withheld and owed to the state.' })
  get withheld(): Money {
    return money(this.withheldMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the member gets.' })
  get net(): Money {
    return money(this.grossMinor - this.withheldMinor, this.currency);
  }
}
