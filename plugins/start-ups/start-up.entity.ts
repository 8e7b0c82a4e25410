import {
  BigIntType,
  CivilDate,
  type CoreReference,
  Engagement,
  Entity,
  Field,
  globalId,
  ID,
  Int,
  Member,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** What is known of an activity that is becoming a company; its key is the activity's. */
@Entity({ tableName: 'activity', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'An activity that is becoming a company.' })
export class StartUpActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name of the company to be.' })
  companyName: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}

/** Something that is bought to last. */
@Entity({ tableName: 'investment', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'Something that is bought to last.' })
export class StartUpInvestment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is.' })
  title: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it is bought; it may be to come.' })
  boughtOn: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  costMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  residualMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Over how many months it loses its value.' })
  lifeMonths: number;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  financedByType: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  financedById: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The global id of the loan or own money that pays for it; null: nobody said.',
  })
  get financedBy(): string | null {
    const { financedByType: type, financedById: id } = this;
    return type == null || id == null ? null : globalId(type, id);
  }

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was sold, scrapped or went.' })
  disposedOn: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  proceedsMinor: bigint | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, {
    nullable: true,
    description: 'What it brought; null while it is there, and when it went with a company.',
  })
  get proceeds(): Money | null {
    return this.proceedsMinor === null ? null : money(this.proceedsMinor, this.currency);
  }

  @Field(() => Money, { description: 'What it costs, without VAT.' })
  get cost(): Money {
    return money(this.costMinor, this.currency);
  }

  @Field(() => Money, { description: 'What it is still worth at the end.' })
  get residual(): Money {
    return money(this.residualMinor, this.currency);
  }
}

/** A role in the team, with what it costs a month all in all. */
@Entity({ tableName: 'team_member', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'A role in the team, filled or to be filled.' })
export class StartUpTeamMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  memberId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  engagementId: string | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  weeklyMinutes: number | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the person does.' })
  role: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  monthlyCostMinor: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'Last day; null: without an end.' })
  untilDay: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What it costs a month, contributions and all.' })
  get monthlyCost(): Money {
    return money(this.monthlyCostMinor, this.currency);
  }

  @Field(() => Engagement.type, {
    nullable: true,
    description: 'The employment that fills it, which says its cost and its days; null: none.',
  })
  get engagement(): CoreReference | null {
    return this.engagementId === null ? null : { id: this.engagementId };
  }

  @Field(() => Member.type, { nullable: true, description: 'Who fills it; null: nobody yet.' })
  get member(): CoreReference | null {
    return this.memberId === null ? null : { id: this.memberId };
  }
}
