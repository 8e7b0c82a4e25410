import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CountryCode, EmailAddress, EnterpriseNumber, VatNumber } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Client, ClientKind } from './client.entity.js';

@InputType({ description: 'Where post arrives.' })
export class PostalAddressInput {
  @Field(() => String, { description: 'Street and number.' })
  street: string;

  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Field(() => String, { description: 'Town.' })
  city: string;

  @Field(() => CountryCode, { description: 'Country.' })
  country: string;
}

@InputType({ description: 'A new client of an activity.' })
export class CreateClientInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ClientKind, { description: 'What it is to the law.' })
  kind: ClientKind;

  @Field(() => String, { description: 'The name that stands on its documents.' })
  name: string;

  @Field(() => EnterpriseNumber, {
    nullable: true,
    description: 'Needed for a company and a public body; read from a Belgian VAT number.',
  })
  enterpriseNumber?: string | null;

  @Field(() => VatNumber, { nullable: true, description: 'Needed for a company.' })
  vatNumber?: string | null;

  @Field(() => EmailAddress, { nullable: true, description: 'Where documents are sent.' })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its address in the Peppol network: a scheme, a colon, the identifier. Scheme 0208 is the ' +
      'Belgian enterprise number.',
  })
  peppolAddress?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Language of its documents: nl, fr, en or de; that of the co-operative if absent.',
  })
  locale?: string | null;

  @Field(() => PostalAddressInput, { description: 'Where it has its seat or lives.' })
  address: PostalAddressInput;

  @Field(() => Int, {
    nullable: true,
    description: 'Days to pay, within the law’s limit; the usual term when absent.',
  })
  paymentTermDays?: number | null;
}

@InputType({ description: 'A client as it is now, to replace what was known.' })
export class UpdateClientInput {
  @Field(() => ID, { description: 'The client.' })
  clientId: string;

  @Field(() => Int, { description: 'The version that you saw; refused when older.' })
  expectedVersion: number;

  @Field(() => String, { description: 'The name that stands on its documents.' })
  name: string;

  @Field(() => EnterpriseNumber, {
    nullable: true,
    description: 'Needed for a company and a public body; read from a Belgian VAT number.',
  })
  enterpriseNumber?: string | null;

  @Field(() => VatNumber, { nullable: true, description: 'Needed for a company.' })
  vatNumber?: string | null;

  @Field(() => EmailAddress, { nullable: true, description: 'Where documents are sent.' })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its address in the Peppol network: a scheme, a colon, the identifier. Scheme 0208 is the ' +
      'Belgian enterprise number.',
  })
  peppolAddress?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Language of its documents: nl, fr, en or de; that of the co-operative if absent.',
  })
  locale?: string | null;

  @Field(() => PostalAddressInput, { description: 'Where it has its seat or lives.' })
  address: PostalAddressInput;

  @Field(() => Int, {
    nullable: true,
    description: 'Days to pay, within the law’s limit; the usual term when absent.',
  })
  paymentTermDays?: number | null;
}

@ObjectType({ description: 'The client after a change, or why not.', simpleResolvers: true })
export class ClientPayload {
  @Field(() => Client, { nullable: true, description: 'The client; null when refused.' })
  client: Client | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
