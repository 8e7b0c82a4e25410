import { Entity, Field, ObjectType, PrimaryKey, Property, registerEnumType } from 'gezel/sdk';

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

  /** What the studio says itself; null: it follows the co-operative, see the resolver. */
  @Property({ columnType: 'text', type: 'text', nullable: true })
  quoteValidity: QuoteValidity | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  advancePercent: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  advanceDays: number | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
