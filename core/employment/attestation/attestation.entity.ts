import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum AttestationKind {
  ORDINARY = 'ORDINARY',
  PLUS = 'PLUS',
  STARTER = 'STARTER',
}
registerEnumType(AttestationKind, {
  name: 'AttestationKind',
  description: 'The kinds of the arts-work attestation.',
  valuesConfig: {
    ORDINARY: { description: 'Ordinary, for five years.' },
    PLUS: { description: 'Plus, for five years, with access to the arts-work allowance.' },
    STARTER: { description: 'Starter, for three years.' },
  },
});

/** Proof that a member may work in the arts without an employer's authority. */
@Entity({ tableName: 'attestation', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An arts-work attestation of a member: what article 1bis rests on.',
})
export class Attestation {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AttestationKind, { description: 'Its kind.' })
  kind: AttestationKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its own number.' })
  reference: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'until_day' })
  @Field(() => CivilDate, { description: 'The first day on which it does not hold any more.' })
  until: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'From then on it does not count any more.',
  })
  endedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', fieldName: 'recorded_by' })
  recordedById: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true, fieldName: 'verified_by' })
  verifiedById: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'When somebody of the co-operative has seen it; only then it counts.',
  })
  verifiedOn: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;
}
