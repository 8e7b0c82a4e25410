import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../platform/money.js';

/** What the register of shares says that a member holds of one class. */
@ObjectType({ simpleResolvers: true, description: 'The shares of one class that a member holds.' })
export class ShareHolding {
  @Field(() => String, { description: 'The class of shares, e.g. "A".' })
  class: string;

  @Field(() => Int, { description: 'How many.' })
  quantity: number;

  @Field(() => Money, { description: 'What was paid for them, each at the price of its day.' })
  value: Money;
}
