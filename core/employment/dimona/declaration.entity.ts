import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { DeclarationState } from './declaration-state.js';
import type { Anomaly } from './dimona.port.js';

export enum DeclarationKind {
  IN = 'IN',
  UPDATE = 'UPDATE',
  OUT = 'OUT',
  CANCEL = 'CANCEL',
}
registerEnumType(DeclarationKind, {
  name: 'DeclarationKind',
  description: 'What is declared of an employment.',
  valuesConfig: {
    IN: { description: 'It begins.' },
    UPDATE: { description: 'Its days or hours change.' },
    OUT: { description: 'It ends.' },
    CANCEL: { description: 'It does not take place.' },
  },
});
registerEnumType(DeclarationState, {
  name: 'DeclarationState',
  description: 'Where a declaration to social security stands.',
  valuesConfig: {
    QUEUED: { description: 'Will be sent by itself, or again after a failure.' },
    SENDING: { description: 'On its way.' },
    SUBMITTED: { description: 'Received; not judged yet.' },
    ACCEPTED: { description: 'Accepted.' },
    ACCEPTED_WITH_WARNING: { description: 'Accepted, with something to look at.' },
    REFUSED: { description: 'Refused; the anomalies say why.' },
    WAITING: { description: 'Waits for the identification of the worker.' },
    UNKNOWN: { description: 'May have arrived: a person looks it up before it is sent again.' },
    FAILED: { description: 'Could not be sent; a person takes it on.' },
    WITHDRAWN: { description: 'No longer wanted before it was sent.' },
    HANDLED: { description: 'Declared by hand, under the reference given.' },
  },
});

/** A declaration of a contract to social security. Who is declared is not in it. */
@Entity({ tableName: 'dimona_declaration', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A declaration of employment to social security (Dimona).',
})
export class Declaration {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DeclarationKind, { description: 'What is declared.' })
  kind: DeclarationKind;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, {
    description: 'The first day of the employment, before which it has to be declared.',
  })
  firstDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DeclarationState, { description: 'Where it stands.' })
  state: DeclarationState;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Of the service, once it is received.' })
  reference: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The period that the service made of it.' })
  periodId: string | null;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'anomalies' })
  anomalyRows: readonly Anomaly[];

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How often it was tried to send it.' })
  attempts: number;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it goes on by itself; null: not.' })
  nextAt: Date | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What went wrong last: a code or status.' })
  lastError: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was decided to declare it.' })
  queuedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the service received it.' })
  submittedAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the service judged it.' })
  answeredAt: Date | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;
}
