import {
  CivilDate,
  Client,
  type CoreReference,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { QuoteValidity } from './activity.entity.js';

/** Terms from a day on: of the whole co-operative, or agreed with one client. */
@Entity({ tableName: 'terms', schema: 'design' })
@ObjectType({
  simpleResolvers: true,
  description: 'On which terms works are quoted: by the whole co-operative, or to one client.',
})
export class DesignTerms {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  /** The client's id, or the co-operative's. */
  @Property({ columnType: 'uuid', type: 'uuid' })
  holderId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  clientId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => QuoteValidity, {
    nullable: true,
    description: 'How long a quote can be accepted; null: as without these terms.',
  })
  quoteValidity: QuoteValidity | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Percent of a quote that is asked in advance; null: as without these terms.',
  })
  advancePercent: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Days from its invoice within which that is paid; null: as without these terms.',
  })
  advanceDays: number | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which one quotes on them.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which they hold no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where they come from: a decision, an agreement.' })
  source: string;

  @Field(() => Client.type, {
    nullable: true,
    description: 'With whom they were agreed; null: they are the whole co-operative’s.',
  })
  get client(): CoreReference | null {
    return this.clientId === null ? null : { id: this.clientId };
  }
}
