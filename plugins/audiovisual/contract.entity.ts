import { Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';
import { TaxShelterEligibility } from './spend.entity.js';

/** For which production a contract works, and how its cost counts for the tax shelter. */
@Entity({ tableName: 'contract', schema: 'audiovisual' })
@ObjectType({
  simpleResolvers: true,
  description: 'For which production a contract works, and how its cost counts.',
})
export class AudiovisualContract {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TaxShelterEligibility, { description: 'How its cost counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
