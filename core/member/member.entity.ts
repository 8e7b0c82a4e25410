import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

export enum MemberStatus {
  PENDING = 'PENDING',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  LEFT = 'LEFT',
}
registerEnumType(MemberStatus, {
  name: 'MemberStatus',
  description: 'Where a member stands with the co-operative.',
  valuesConfig: {
    PENDING: { description: 'Registered, not yet confirmed.' },
    ACTIVE: { description: 'May use the tools of the co-operative.' },
    SUSPENDED: { description: 'May not act until a person lifts it.' },
    LEFT: { description: 'Left; documents and entries stay.' },
  },
});

export enum MemberCategory {
  USER = 'USER',
  STAFF = 'STAFF',
  PARTNER = 'PARTNER',
}
registerEnumType(MemberCategory, {
  name: 'MemberCategory',
  description: 'In what capacity somebody is a member; it decides which shares may be held.',
  valuesConfig: {
    USER: { description: 'A freelancer who works through the co-operative.' },
    STAFF: { description: 'Permanent staff of the co-operative.' },
    PARTNER: { description: 'A partner, client or supporter.' },
  },
});

/** A person in one co-operative: freelancer, permanent staff or partner. */
@Entity({ tableName: 'member', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A person who is a member of the co-operative.',
})
export class Member {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  /** The person across co-operatives: the subject of the access token, never shown. */
  @Property({ columnType: 'text', type: 'text', nullable: true })
  subject: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name under which the member works.' })
  displayName: string;

  /** Shown to the member and to the co-operative's people only: see the resolver. */
  @Property({ columnType: 'text', type: 'text' })
  email: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Preferred language: nl, fr, en or de.' })
  locale: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => MemberStatus, { description: 'Where the member stands.' })
  status: MemberStatus;

  @Property({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, {
    description:
      '0: an account; 1: with address and phone; 2: identified, for shares and activities.',
  })
  completion: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => MemberCategory, { description: 'In what capacity.' })
  category: MemberCategory;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  phone: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  street: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  postalCode: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  city: string | null;

  @Property({ columnType: 'char(2)', type: 'text', nullable: true })
  country: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  identifiedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  identifiedBy: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  identifiedWith: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of joining.' })
  joinedOn: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of leaving.' })
  leftOn: string | null;
}
