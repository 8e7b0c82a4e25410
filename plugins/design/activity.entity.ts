import { Entity, Field, Int, ObjectType, PrimaryKey, Property, registerEnumType } from 'gezel/sdk';

export enum QuoteValidity {
  TWO_MONTHS = 'TWO_MONTHS',
  THIRTY_WORKING_DAYS = 'THIRTY_WORKING_DAYS',
}
registerEnumType(QuoteValidity, {
  name: 'DesignQuoteValidity',
  description: 'How long a client can accept a quote, as the general terms of designers have it.',
  valuesConfig: {
    TWO_MONTHS: { description: 'Until the same day two months later.' },
    THIRTY_WORKING_DAYS: { description: 'Thirty days that are no weekend and no public holiday.' },
  },
});

/** What design knows of an activity; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'design' })
@ObjectType({ simpleResolvers: true, description: 'An activity in design.' })
export class DesignActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name that clients know: of the studio or designer.' })
  studioName: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the discipline, e.g. "graphic", "product".' })
  discipline: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => QuoteValidity, { description: 'How long its quotes can be accepted.' })
  quoteValidity: QuoteValidity;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Percent of a quote that it asks in advance; 0: nothing.' })
  advancePercent: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Within how many days of the order that is to be paid.' })
  advanceDays: number;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
