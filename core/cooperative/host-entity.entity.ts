import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { CountryCode, EnterpriseNumber, Iban, VatNumber } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

/** A legal person of the co-operative: a co-operative may invoice and employ through several. */
@Entity({ tableName: 'host_entity', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A legal entity of the co-operative that invoices and employs for its members.',
})
export class HostEntity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its registered name.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => EnterpriseNumber, { description: 'Its number in the enterprise register.' })
  enterpriseNumber: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => VatNumber, { nullable: true, description: 'Its VAT number, when it has one.' })
  vatNumber: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Iban, { description: 'The account on which clients pay it.' })
  iban: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The code of its bank.' })
  bic: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Street and number of its seat.' })
  street: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Postal code of its seat.' })
  postalCode: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Town of its seat.' })
  city: string;

  @Property({ columnType: 'char(2)', type: 'text' })
  @Field(() => CountryCode, { description: 'Country of its seat.' })
  country: string;
}
