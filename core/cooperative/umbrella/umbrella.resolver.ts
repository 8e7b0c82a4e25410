import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { violationsOf } from '../../platform/model/say.js';
import {
  CountryCode,
  Currency,
  EmailAddress,
  EnterpriseNumber,
  Iban,
  VatNumber,
} from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { openCooperative } from './open-cooperative.js';

@InputType({ description: 'The legal person that invoices and employs.' })
export class NewHostEntityInput {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => EnterpriseNumber, { description: 'Its enterprise number.' })
  enterpriseNumber: string;

  @Field(() => VatNumber, { nullable: true, description: 'Its VAT number, if it has one.' })
  vatNumber?: string | null;

  @Field(() => Iban, { description: 'The account on which clients pay.' })
  iban: string;

  @Field(() => String, { description: 'Street and number.' })
  street: string;

  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Field(() => String, { description: 'Town.' })
  city: string;
}

@InputType({ description: 'Who administers a new co-operative.' })
export class NewAdministratorInput {
  @Field(() => String, { description: 'Their name.' })
  displayName: string;

  @Field(() => EmailAddress, { description: 'Their address.' })
  email: string;

  @Field(() => String, { description: 'The subject of their sign-in.' })
  subject: string;
}

@InputType({ description: 'A co-operative of its own under the umbrella.' })
export class OpenCooperativeInput {
  @Field(() => String, { description: 'Short unique name: lower case, digits and hyphens.' })
  slug: string;

  @Field(() => String, { description: 'The name that people know.' })
  name: string;

  @Field(() => CountryCode, { description: 'The country whose rules it works under.' })
  country: string;

  @Field(() => Currency, { description: 'The currency of its books.' })
  currency: string;

  @Field(() => String, { description: 'Its first language: nl, fr, en or de.' })
  locale: string;

  @Field(() => NewHostEntityInput, { description: 'The legal person that invoices and employs.' })
  hostEntity: NewHostEntityInput;

  @Field(() => Int, {
    description: 'What it keeps of income, in hundred-thousandths: 6.5 % is 6500.',
  })
  feeRate: number;

  @Field(() => NewAdministratorInput, { description: 'Who administers it.' })
  administrator: NewAdministratorInput;

  @Field(() => String, { description: 'The decision that it rests on.' })
  reference: string;
}

@ObjectType({ description: 'The new co-operative, or why not.', simpleResolvers: true })
export class OpenCooperativePayload {
  @Field(() => String, {
    nullable: true,
    description: 'Its slug: to see it takes a token of its own people.',
  })
  slug: string | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class UmbrellaResolver {
  @Requires('cooperative.open')
  @Mutation(() => OpenCooperativePayload, {
    description: 'Opens a co-operative; for administrators of the umbrella, in person.',
  })
  async openCooperative(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => OpenCooperativeInput, { description: 'What it is.' })
    input: OpenCooperativeInput,
  ): Promise<OpenCooperativePayload> {
    const { id, findings } = await openCooperative(known(ctx), input);
    return { slug: id && input.slug, violations: violationsOf(known(ctx), findings) };
  }
}
