import {
  CivilDate,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum NeedStatus {
  ASKED = 'ASKED',
  PLANNED = 'PLANNED',
  MET = 'MET',
  DECLINED = 'DECLINED',
  MERGED = 'MERGED',
}
registerEnumType(NeedStatus, {
  name: 'CommunityNeedStatus',
  description: 'What became of a need.',
  valuesConfig: {
    ASKED: { description: 'Members ask for it.' },
    PLANNED: { description: 'It will be met.' },
    MET: { description: 'It is met.' },
    DECLINED: { description: 'It will not be met; the reason says why.' },
    MERGED: { description: 'It is the same as another, which has its supporters now.' },
  },
});

@Entity({ tableName: 'need', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'What members ask of their co-operative.' })
export class CommunityNeed {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'In a line.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'In full.' })
  body: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => NeedStatus, { description: 'What became of it.' })
  status: NeedStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Code of what assignments needed and no tool met; null: it was put in words.',
  })
  ofPlans: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  mergedIntoId: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was asked for first.' })
  askedOn: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many ask for it.' })
  supporters: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'In how many practices.' })
  practices: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Its weight when it was last weighed; null: no weighting held.',
  })
  points: number | null;

  @Property({ columnType: 'integer', type: 'integer' })
  sortPoints: number;
}

@Entity({ tableName: 'support', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'That somebody asks for something too.' })
export class CommunitySupport {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  needId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  memberId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the practice for which they speak.' })
  practice: string;
}

@Entity({ tableName: 'weighting', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'How needs are weighed, from a day on.' })
export class CommunityWeighting {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Points for each supporter.' })
  perSupporter: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Points for each practice that asks for it.' })
  perPractice: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Points for each whole month of waiting.' })
  perMonth: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Months of waiting that count at most.' })
  monthsAtMost: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who decided it, where and when.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration: nobody has decided it.' })
  demonstration: boolean;
}
