import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

export enum AssignmentStatus {
  PLANNED = 'PLANNED',
  RUNNING = 'RUNNING',
  WAITING = 'WAITING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  CANCELLING = 'CANCELLING',
  CANCELLED = 'CANCELLED',
}
registerEnumType(AssignmentStatus, {
  name: 'AssignmentStatus',
  description: 'Where an assignment stands.',
  valuesConfig: {
    PLANNED: { description: 'Planned and priced; nothing has been done.' },
    RUNNING: { description: 'Its steps are being done, one after the other.' },
    WAITING: {
      description: 'All that can be done is done; a step waits for an event or a person.',
    },
    DONE: { description: 'Every step is done.' },
    FAILED: { description: 'A step failed; what could be undone is undone.' },
    CANCELLING: { description: 'What was done is being undone, the last step first.' },
    CANCELLED: { description: 'Cancelled; what could be undone is undone.' },
  },
});

/** One command that starts several tools for an activity, and its durable steps. */
@Entity({ tableName: 'assignment', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One command that starts several tools: planned, started, followed, undone.',
})
export class Assignment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  clientId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is about, in the words of who planned it.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AssignmentStatus, { description: 'Where it stands.' })
  status: AssignmentStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was planned.' })
  plannedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was started.' })
  startedAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was done, failed or cancelled.' })
  endedAt: Date | null;
}
