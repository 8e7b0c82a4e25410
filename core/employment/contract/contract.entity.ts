import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, CountryCode } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum ContractStatus {
  DRAFT = 'DRAFT',
  SIGNED = 'SIGNED',
  WORKED = 'WORKED',
  PAID = 'PAID',
  CANCELLED = 'CANCELLED',
}
registerEnumType(ContractStatus, {
  name: 'ContractStatus',
  description: 'Where a contract of employment stands.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared; everything may still change.' },
    SIGNED: { description: 'Signed: numbered, its amounts and days are fixed.' },
    WORKED: { description: 'The days were worked; pay is due on a known day.' },
    PAID: { description: 'The worker’s pay is on its way or received.' },
    CANCELLED: { description: 'Cancelled before the work began.' },
  },
});

/** Employment of one member by the co-operative, for an activity, on agreed days of one month. */
@Entity({ tableName: 'contract', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A contract of employment, made for an activity and paid by it.',
})
export class Contract {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Given by the signature, without gaps in a year, e.g. "C2026-000001".',
  })
  number: string | null;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  workerId: string;

  @Property({ fieldName: 'kind', columnType: 'text', type: 'text' })
  kindCode: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304"; null: none.' })
  jointCommittee: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    name: 'function',
    nullable: true,
    description: 'Code of the function in the scale of the joint committee.',
  })
  functionCode: string | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether the work has a risk for health or safety.' })
  atRisk: boolean;

  @Property({ columnType: 'smallint', type: 'smallint', nullable: true })
  @Field(() => Int, {
    name: 'age',
    nullable: true,
    description: 'Age of a worker under 21 on the first day, where the shares of the young apply.',
  })
  workerAge: number | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  agencyId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Of interim work: the agency’s own number of the contract.',
  })
  agencyReference: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  agencyPurchaseId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  engagementId: string | null;

  @Property({ columnType: 'char(2)', type: 'text' })
  @Field(() => CountryCode, { description: 'Where the work is done.' })
  workCountry: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ContractStatus, { description: 'Where it stands.' })
  status: ContractStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  budgetMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  grossMinor: bigint | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  employeeContributionMinor: bigint | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  withholdingMinor: bigint | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  netMinor: bigint | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was signed.' })
  signedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description:
      'The day on which the worker is paid at the latest, whether the client has or not.',
  })
  dueOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was paid.' })
  paidOn: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, {
    nullable: true,
    description: 'Gross pay; null on a draft for which a figure is missing.',
  })
  get gross(): Money | null {
    return this.grossMinor === null ? null : money(this.grossMinor, this.currency);
  }

  @Field(() => Money, {
    nullable: true,
    description:
      'What the worker receives; null on a draft for which a figure is missing, and of interim work.',
  })
  get net(): Money | null {
    return this.netMinor === null ? null : money(this.netMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What employing costs the activity in all: gross and everything above it.',
  })
  get employerCost(): Money {
    return money(this.budgetMinor, this.currency);
  }
}
