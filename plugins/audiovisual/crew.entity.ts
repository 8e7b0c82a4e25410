import {
  Contract,
  type CoreReference,
  Entity,
  Field,
  ID,
  Member,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** Somebody who works on a production, under a contract of its activity. */
@Entity({ tableName: 'crew_member', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'Somebody of the crew, with the contract.' })
export class AudiovisualCrewMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  /** Null once the law keeps it no longer. */
  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  workerId: string | null;

  /** The last day of the contract; the day of joining while it has no later one. */
  @Property({ columnType: 'date', type: 'date' })
  worksUntil: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the department, e.g. "camera".' })
  department: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What this person does there.' })
  position: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The joint committee that the contract must have; null: any.',
  })
  jointCommittee: string | null;

  @Field(() => Contract.type, { nullable: true, description: 'Under which this person works.' })
  get contract(): CoreReference {
    return { id: this.contractId };
  }

  @Field(() => Member.type, { nullable: true, description: 'Who it is.' })
  get worker(): CoreReference | null {
    return this.workerId === null ? null : { id: this.workerId };
  }
}
