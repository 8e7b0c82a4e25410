import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum TransmissionStatus {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  REFUSED = 'REFUSED',
  FAILED = 'FAILED',
}
registerEnumType(TransmissionStatus, {
  name: 'TransmissionStatus',
  description: 'How far an electronic document has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits to be sent, or to be tried again.' },
    SENT: { description: 'The access point has it; the client’s has not confirmed it.' },
    DELIVERED: { description: 'The access point of the client has it.' },
    REFUSED: {
      description: 'It was refused, e.g. for an unknown receiver: mend it, send it again.',
    },
    FAILED: { description: 'Given up after many attempts: a person must look, and send it again.' },
  },
});

/** An electronic document on its way to the client: it goes out once. */
@Entity({ tableName: 'transmission', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An electronic document on its way to the client over the Peppol network.',
})
export class Transmission {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TransmissionStatus, { description: 'How far it has come.' })
  status: TransmissionStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The electronic address of the client: scheme:value.' })
  receiver: string;

  @Property({ columnType: 'smallint', type: 'smallint' })
  round: number;

  @Property({ columnType: 'char(64)', type: 'text', nullable: true })
  sha256: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the access point calls it.' })
  messageId: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How often it was tried in this state.' })
  attempts: number;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it is tried or asked after again.' })
  nextAttemptAt: Date | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'A code for why the last attempt came to nothing.',
  })
  problem: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the access point said of it.' })
  problemText: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was queued last.' })
  queuedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the access point took it.' })
  sentAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was delivered, refused or given up.',
  })
  endedAt: Date | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes.' })
  version: number;
}
