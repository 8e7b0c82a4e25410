import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Locale } from '../../platform/messages.js';
import { CountryCode, EmailAddress, EnterpriseNumber, VatNumber } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum ClientKind {
  COMPANY = 'COMPANY',
  CONSUMER = 'CONSUMER',
  PUBLIC_BODY = 'PUBLIC_BODY',
  FOREIGN = 'FOREIGN',
}
registerEnumType(ClientKind, {
  name: 'ClientKind',
  description: 'What a client is to the law: it decides on terms, VAT and reminders.',
  valuesConfig: {
    COMPANY: { description: 'An enterprise in the country of the co-operative.' },
    CONSUMER: { description: 'A person who buys outside a profession.' },
    PUBLIC_BODY: { description: 'A public authority of the country.' },
    FOREIGN: { description: 'An enterprise or authority of another country.' },
  },
});

@ObjectType('PostalAddress', { description: 'Where post arrives.', simpleResolvers: true })
export class Address {
  @Field(() => String, { description: 'Street and number.' })
  street: string;

  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Field(() => String, { description: 'Town.' })
  city: string;

  @Field(() => CountryCode, { description: 'Country.' })
  country: string;
}

/** Somebody who buys from an activity. */
@Entity({ tableName: 'client', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Somebody who buys from an activity.',
})
export class Client {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ClientKind, { description: 'What it is to the law.' })
  kind: ClientKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name that stands on its documents.' })
  name: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => EnterpriseNumber, { nullable: true, description: 'Its enterprise number.' })
  enterpriseNumber: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => VatNumber, { nullable: true, description: 'Its VAT number.' })
  vatNumber: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its address in the Peppol network, e.g. "0208:0566988259".',
  })
  peppolAddress: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Language of its documents: nl, fr, en or de; null: that of the co-operative.',
  })
  locale: Locale | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => EmailAddress, { nullable: true, description: 'Where documents are sent.' })
  email: string | null;

  @Property({ columnType: 'text', type: 'text' })
  street: string;

  @Property({ columnType: 'text', type: 'text' })
  postalCode: string;

  @Property({ columnType: 'text', type: 'text' })
  city: string;

  @Property({ columnType: 'char(2)', type: 'text' })
  country: string;

  @Property({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, { description: 'Days after the issue in which it pays.' })
  paymentTermDays: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Address, { description: 'Where it has its seat or lives.' })
  get address(): Address {
    const { street, postalCode, city, country } = this;
    return { street, postalCode, city, country };
  }
}
