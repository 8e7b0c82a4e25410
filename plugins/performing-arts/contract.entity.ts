import {
  CivilDate,
  DateTime,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** What the performing arts know of a contract; its key is the contract's. */
@Entity({ tableName: 'contract', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What the days of a contract in the performing arts are for.',
})
export class PerformingArtsContract {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}

/** What one day of a contract is for. */
@Entity({ tableName: 'contract_day', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'What one day of a contract is for.' })
export class PerformingArtsContractDay {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  contractId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day, as in the contract.' })
  day: string;

  /** The contract's, so that a signature is judged over all that its worker does. */
  @Property({ columnType: 'uuid', type: 'uuid' })
  workerId: string;

  /** The contract's, as when the day was described or the contract signed. */
  @Property({ columnType: 'integer', type: 'integer' })
  minutes: number;

  @Property({ columnType: 'text', type: 'text' })
  kindCode: string;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'For how many services a musician is hired that day; null: by the hour.',
  })
  services: number | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  performanceId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the work begins, if known.' })
  startsAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the work ends, if known.' })
  endsAt: Date | null;

  /** Whether the contract binds the worker: signed and not cancelled. */
  @Property({ columnType: 'boolean', type: 'boolean' })
  inForce: boolean;
}
