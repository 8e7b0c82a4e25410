import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { EmailAddress } from '../platform/scalars.js';
import { MemberStatus } from './member.entity.js';

export enum MemberOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  NAME = 'NAME',
}
registerEnumType(MemberOrder, {
  name: 'MemberOrder',
  description: 'The order of a list of members.',
  valuesConfig: {
    NEWEST: { description: 'Last registered first.' },
    OLDEST: { description: 'First registered first.' },
    NAME: { description: 'By display name.' },
  },
});

@InputType({ description: 'Which members: all conditions hold.' })
export class MemberFilter {
  @Field(() => [MemberStatus], { nullable: true, description: 'Any of these.' })
  status?: MemberStatus[] | null;

  @Field(() => String, { nullable: true, description: 'How the display name begins.' })
  nameStartsWith?: string | null;

  @Field(() => EmailAddress, { nullable: true, description: 'Exactly this e-mail address.' })
  email?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whom this member advises now.' })
  adviserId?: string | null;
}
