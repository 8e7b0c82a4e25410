import {
  Contract,
  type CoreReference,
  Entity,
  Field,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { SpendNature, TaxShelterEligibility } from './spend.entity.js';

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

  /** On all days of which nothing else is said; null: on none of them. */
  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  productionId: string | null;

  /** Of a month of an employment without an agreed end: the next month goes on with its production. */
  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  engagementId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TaxShelterEligibility, {
    description: 'How its cost counts for the tax shelter, where a day says nothing else.',
  })
  eligibility: TaxShelterEligibility;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SpendNature, { description: 'What its cost is, where a day says nothing else.' })
  nature: SpendNature;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Contract.type, { nullable: true, description: 'The contract itself.' })
  get contract(): CoreReference {
    return { id: this.contractId };
  }
}

/** A day of a contract that is for another production than its other days, or counts otherwise. */
@Entity({ tableName: 'contract_day', schema: 'audiovisual' })
export class AudiovisualContractDay {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  @Property({ columnType: 'date', type: 'date' })
  day: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'text', type: 'text' })
  eligibility: TaxShelterEligibility;

  @Property({ columnType: 'text', type: 'text' })
  nature: SpendNature;
}
