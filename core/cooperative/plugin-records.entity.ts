import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

/** A rule that was not asked, because its plugin was switched off when a step was done. */
@Entity({ tableName: 'skipped_validation', schema: 'core' })
@ObjectType('SkippedValidation', {
  implements: Node,
  simpleResolvers: true,
  description: 'A rule that nobody asked when a step was done, because its plugin was off.',
})
export class SkippedValidation {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The plugin that was off.' })
  plugin: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The rule, e.g. "sector.rest-between-days".' })
  validation: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The step, e.g. "contract.sign".' })
  transition: string;

  @Property({ columnType: 'text', type: 'text' })
  subjectType: string;

  @Property({ fieldName: 'subject_id', columnType: 'uuid', type: 'uuid' })
  subjectUuid: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When the step was done.' })
  at: Date;

  @Field(() => ID, { description: 'Global id of what the step was about: fetch it with "node".' })
  get subjectId(): string {
    return `${this.subjectType}:${this.subjectUuid}`;
  }
}

/** An event that a handler could not take, however often it was tried. */
@Entity({ tableName: 'dead_letter', schema: 'core' })
@ObjectType('DeadLetter', {
  implements: Node,
  simpleResolvers: true,
  description: 'An event that a handler has failed to take until the last try.',
})
export class DeadLetter {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who should take it: plugin/handler, or one of the core.' })
  handler: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What happened, e.g. "invoice.issued".' })
  eventType: string;

  @Property({ columnType: 'text', type: 'text' })
  subjectType: string;

  @Property({ fieldName: 'subject_id', columnType: 'uuid', type: 'uuid' })
  subjectUuid: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How often it was tried.' })
  attempts: number;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the last try failed.' })
  lastError: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was given up.' })
  givenUpAt: Date;

  @Field(() => ID, { description: 'Global id of what it happened to: fetch it with "node".' })
  get subjectId(): string {
    return `${this.subjectType}:${this.subjectUuid}`;
  }
}
