import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../platform/scalars.js';

export enum OfferAnswer {
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
}
registerEnumType(OfferAnswer, {
  name: 'OfferAnswer',
  description: 'What a client answers to an offer.',
  valuesConfig: {
    ACCEPTED: { description: 'Takes it as it is.' },
    DECLINED: { description: 'Refuses it, for a reason.' },
  },
});

/** How a client answered by a signed link, without an account. */
@Entity({ tableName: 'quote_answer', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'Who answered an offer by its signed link.' })
export class QuoteAnswer {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  quoteId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => OfferAnswer, { description: 'What they answered.' })
  answer: OfferAnswer;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who they said they are.' })
  name: string;

  @Property({ columnType: 'timestamptz', type: 'timestamptz' })
  @Field(() => DateTime, { description: 'When.' })
  answeredAt: Date;
}
