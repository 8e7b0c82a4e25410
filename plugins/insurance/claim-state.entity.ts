import { DateTime, Entity, Field, ID, ObjectType, PrimaryKey, Property } from 'gezel/sdk';
import { ClaimStatus } from './codes.js';

/** A state that a claim came to; never changed. */
@Entity({ tableName: 'claim_state', schema: 'insurance' })
@ObjectType({ simpleResolvers: true, description: 'A state that a claim came to.' })
export class InsuranceClaimState {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  claimId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ClaimStatus, { description: 'The state.' })
  status: ClaimStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it came to it.' })
  at: Date;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null;
}
