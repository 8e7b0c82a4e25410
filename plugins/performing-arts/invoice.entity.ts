import {
  CivilDate,
  Entity,
  Field,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

/** To whom a performing artist's service is exempt; nobody else is on the list. */
export enum ExemptRecipient {
  ORGANISER = 'ORGANISER',
  RECORD_PUBLISHER = 'RECORD_PUBLISHER',
  FILM_MAKER = 'FILM_MAKER',
}
registerEnumType(ExemptRecipient, {
  name: 'PerformingArtsExemptRecipient',
  description: 'To whom a performing artist’s service is exempt (VAT Code, art. 44 § 2, 8°).',
  valuesConfig: {
    ORGANISER: { description: 'Who organises the show or the concert.' },
    RECORD_PUBLISHER: { description: 'Who publishes the recording.' },
    FILM_MAKER: { description: 'Who makes the film or another recording with images.' },
  },
});

/** Why an invoice may be exempt as a performing artist's: a test that was passed. */
@Entity({ tableName: 'invoice', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'Why an invoice is exempt as a performing artist’s: a test that was passed.',
})
export class PerformingArtsInvoice {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  clientId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ExemptRecipient, { description: 'What its client is.' })
  recipient: ExemptRecipient;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  dealId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What proves it: shown to an inspector.' })
  evidence: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of the test.' })
  testedOn: string;
}
