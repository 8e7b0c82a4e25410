import {
  DateTime,
  Entity,
  Field,
  ID,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum GroupKind {
  GROUP = 'GROUP',
  WORKING_GROUP = 'WORKING_GROUP',
}
registerEnumType(GroupKind, {
  name: 'CommunityGroupKind',
  description: 'What brings people together.',
  valuesConfig: {
    GROUP: { description: 'A practice or a place that they share.' },
    WORKING_GROUP: { description: 'A question on which it makes recommendations.' },
  },
});

export enum GroupStatus {
  OPEN = 'OPEN',
  ENDED = 'ENDED',
}
registerEnumType(GroupStatus, {
  name: 'CommunityGroupStatus',
  description: 'Whether a group is at work.',
  valuesConfig: {
    OPEN: { description: 'It is.' },
    ENDED: { description: 'It was.' },
  },
});

@Entity({ tableName: 'group', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'A group or working group of members.' })
export class CommunityGroup {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => GroupKind, { description: 'What brings it together.' })
  kind: GroupKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is for.' })
  purpose: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => GroupStatus, { description: 'Whether it is at work.' })
  status: GroupStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it began.' })
  openedAt: Date;
}

@Entity({ tableName: 'group_member', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'Somebody in a group.' })
export class CommunityGroupMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  groupId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Whether they convene it and write down its recommendations.',
  })
  convenes: boolean;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'Since when.' })
  joinedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Until when; null: now.' })
  leftAt: Date | null;
}

export enum RecommendationStatus {
  PROPOSED = 'PROPOSED',
  ADOPTED = 'ADOPTED',
  POSTPONED = 'POSTPONED',
  CARRIED_OUT = 'CARRIED_OUT',
  DECLINED = 'DECLINED',
}
registerEnumType(RecommendationStatus, {
  name: 'CommunityRecommendationStatus',
  description: 'What became of a recommendation.',
  valuesConfig: {
    PROPOSED: { description: 'A working group has made it.' },
    ADOPTED: { description: 'It will be carried out.' },
    POSTPONED: { description: 'It waits for a better time.' },
    CARRIED_OUT: { description: 'It is done.' },
    DECLINED: { description: 'It will not be done; the reason says why.' },
  },
});

@Entity({ tableName: 'recommendation', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'What a working group recommends.' })
export class CommunityRecommendation {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  groupId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'In a line.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'In full.' })
  body: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RecommendationStatus, { description: 'What became of it.' })
  status: RecommendationStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was made.' })
  proposedAt: Date;
}
