import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Violation } from '../../platform/write/violation.js';

@ObjectType({ description: 'Where the people of an activity work.', simpleResolvers: true })
export class PlaceOfWork {
  @Field(() => String, { description: 'The name of the place.' })
  name: string;

  @Field(() => String, { description: 'Street.' })
  street: string;

  @Field(() => String, { description: 'Number in the street.' })
  houseNumber: string;

  @Field(() => String, { nullable: true, description: 'Box.' })
  boxNumber: string | null;

  @Field(() => String, { description: 'Postal code.' })
  postCode: string;

  @Field(() => String, { description: 'Code of the municipality (NIS/INS), five digits.' })
  municipalityCode: string;

  @Field(() => String, { description: 'Municipality.' })
  municipality: string;
}

@InputType({ description: 'Where the people of an activity work; students are declared there.' })
export class SetPlaceOfWorkInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'The name of the place.' })
  name: string;

  @Field(() => String, { description: 'Street.' })
  street: string;

  @Field(() => String, { description: 'Number in the street.' })
  houseNumber: string;

  @Field(() => String, { nullable: true, description: 'Box.' })
  boxNumber?: string | null;

  @Field(() => String, { description: 'Postal code.' })
  postCode: string;

  @Field(() => String, { description: 'Code of the municipality (NIS/INS), five digits.' })
  municipalityCode: string;

  @Field(() => String, { description: 'Municipality.' })
  municipality: string;
}

@ObjectType({ description: 'The place of work as it now is, or why not.', simpleResolvers: true })
export class PlaceOfWorkPayload {
  @Field(() => PlaceOfWork, { nullable: true, description: 'The place; null when refused.' })
  place: PlaceOfWork | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
