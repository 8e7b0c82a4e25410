import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Currency } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

export enum ActivityStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}
registerEnumType(ActivityStatus, {
  name: 'ActivityStatus',
  description: 'Whether an activity takes new work.',
  valuesConfig: {
    OPEN: { description: 'Quotes, invoices and contracts may be made.' },
    CLOSED: { description: 'Closed for new work; its documents and entries stay.' },
  },
});

/** A member's own economic activity inside the co-operative, with an internal account. */
@Entity({ tableName: 'activity', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A member’s own activity inside the co-operative, alone or with others.',
})
export class Activity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name that clients and members know it by.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it does, in the manager’s words.' })
  description: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  managerId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the sector, from the co-operative’s open list.' })
  sector: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ActivityStatus, { description: 'Whether it takes new work.' })
  status: ActivityStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  @Field(() => Currency, { description: 'The currency that its internal account is kept in.' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day it was opened.' })
  openedOn: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day it was closed.' })
  closedOn: string | null;
}
