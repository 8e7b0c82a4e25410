import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum ApprovalStatus {
  REQUESTED = 'REQUESTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ApprovalStatus, {
  name: 'ApprovalStatus',
  description: 'Where a request for approval stands.',
  valuesConfig: {
    REQUESTED: { description: 'Waits for a second pair of eyes.' },
    APPROVED: { description: 'The step may be made, as long as its subject does not change.' },
    REFUSED: { description: 'Refused; change the subject and ask again.' },
    WITHDRAWN: { description: 'Withdrawn by whoever asked.' },
  },
});

/** Leave to make one step of one thing, as it is at one version, beyond the activity's limits. */
@Entity({ tableName: 'approval', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A request to make a step that passes the limits of an activity, and its answer.',
})
export class Approval {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The step, e.g. "contract.sign".' })
  transition: string;

  @Property({ columnType: 'text', type: 'text' })
  subjectType: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  subjectId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'The version of the subject that it is about, and no other.' })
  subjectVersion: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ApprovalStatus, { description: 'Where it stands.' })
  status: ApprovalStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why it is asked, in the asker’s words.' })
  reason: string;

  @Property({ columnType: 'uuid', type: 'uuid', fieldName: 'requested_by' })
  requestedById: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was asked.' })
  requestedAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true, fieldName: 'decided_by' })
  decidedById: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was answered.' })
  decidedAt: Date | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the answer says besides.' })
  note: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;
}
