import { Field, InputType, ObjectType } from 'gezel/sdk';

@ObjectType({ simpleResolvers: true, description: 'An hour of a date and what happens then.' })
export class PerformingArtsTimetableEntry {
  @Field(() => String, { description: 'The time on the wall there, e.g. "14:00".' })
  at: string;

  @Field(() => String, { description: 'What happens, e.g. "get-in", "doors".' })
  what: string;
}

@InputType({ description: 'An hour of a date and what happens then.' })
export class PerformingArtsTimetableEntryInput {
  @Field(() => String, { description: 'The time on the wall there, e.g. "14:00".' })
  at: string;

  @Field(() => String, { description: 'What happens, at most 200 characters.' })
  what: string;
}
