import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';
import type { Finding } from '../platform/write/violation.js';
import type { StoredLine } from './cash-flow.js';

export enum StepStatus {
  PENDING = 'PENDING',
  RUNNING = 'RUNNING',
  WAITING = 'WAITING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  COMPENSATING = 'COMPENSATING',
  COMPENSATED = 'COMPENSATED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(StepStatus, {
  name: 'AssignmentStepStatus',
  description: 'Where a step of an assignment stands.',
  valuesConfig: {
    PENDING: { description: 'Its turn has not come.' },
    RUNNING: { description: 'Being done; after a crash it is tried again, never done twice.' },
    WAITING: { description: 'Started; an event or a person ends it.' },
    DONE: {
      description: 'Done. With violations: it could not be undone and a person must see to it.',
    },
    FAILED: { description: 'It could not be done, and left no trace.' },
    COMPENSATING: { description: 'Being undone.' },
    COMPENSATED: { description: 'Undone.' },
    SKIPPED: { description: 'Not begun, and it will not be.' },
  },
});

/** One tool of an assignment: its start is one database transaction, and so is its cancellation. */
@Entity({ tableName: 'assignment_step', schema: 'core' })
@ObjectType('AssignmentStep', {
  implements: Node,
  simpleResolvers: true,
  description: 'One tool of an assignment.',
})
export class AssignmentStep {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  assignmentId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  place: number;

  @Property({ fieldName: 'tool', columnType: 'text', type: 'text' })
  toolName: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  plugin: string | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  costMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => StepStatus, { description: 'Where it stands.' })
  status: StepStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Global id of what the step made, e.g. of an invoice: fetch it with "node".',
  })
  reference: string | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, {
    description:
      'It closes the assignment: it begins once all others are done or wait for somebody, and the ' +
      'work is done without it.',
  })
  closes: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  stands: boolean;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When a person had seen to what could not be undone.',
  })
  seenToAt: Date | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  findings: readonly Finding[];

  @Property({ columnType: 'jsonb', type: 'json' })
  cashFlow: readonly StoredLine[];

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was first begun.' })
  startedAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was done, failed or undone.' })
  endedAt: Date | null;
}
