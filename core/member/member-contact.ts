import { Field, ObjectType } from 'type-graphql';
import { CountryCode } from '../platform/scalars.js';

/** How the co-operative reaches a member; only for the member and the co-operative's own people. */
@ObjectType({ simpleResolvers: true, description: 'Where a member can be reached.' })
export class MemberContact {
  @Field(() => String, { nullable: true, description: 'Phone number.' })
  phone: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  country: string | null;
}
