import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, CountryCode } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum FormalityStatus {
  OPEN = 'OPEN',
  DONE = 'DONE',
  WAIVED = 'WAIVED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(FormalityStatus, {
  name: 'FormalityStatus',
  description: 'Where something that must be arranged stands.',
  valuesConfig: {
    OPEN: { description: 'Still to be done.' },
    DONE: { description: 'Done; the reference says where it is proved.' },
    WAIVED: { description: 'Not needed in this case, as somebody of the co-operative decided.' },
    CANCELLED: { description: 'Its contract was cancelled.' },
  },
});

/** What must be arranged around a contract before a day. */
@Entity({ tableName: 'formality', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something that must be arranged around a contract before a day.',
})
export class Formality {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  workerId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, {
    description:
      'What: "insurance", "medical-fitness", "a1", "posting-declaration", "abroad-check", …',
  })
  kind: string;

  @Property({ columnType: 'char(2)', type: 'text', nullable: true })
  @Field(() => CountryCode, { nullable: true, description: 'The country that it is for.' })
  country: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day on which it can be done in time.' })
  dueOn: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => FormalityStatus, { description: 'Where it stands.' })
  status: FormalityStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The source of the rule.' })
  source: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The number of the certificate, declaration or policy; or why it is not needed.',
  })
  reference: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was settled.' })
  settledOn: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;
}
