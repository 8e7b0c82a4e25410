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
  registerEnumType,
} from 'gezel/sdk';

export enum ApplicationStatus {
  ASKED = 'ASKED',
  ASSESSED = 'ASSESSED',
  GRANTED = 'GRANTED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ApplicationStatus, {
  name: 'CostSharingApplicationStatus',
  description: 'How far an application is.',
  valuesConfig: {
    ASKED: { description: 'One of the staff assesses it.' },
    ASSESSED: { description: 'Another decides it.' },
    GRANTED: { description: 'The ledger applies it to this activity, until its last day.' },
    REFUSED: { description: 'The rules for all hold.' },
    WITHDRAWN: { description: 'Nobody waits for it any more.' },
  },
});

/** Who may be asked to bear a part. */
export enum AskedBearer {
  SECTOR = 'SECTOR',
  COMMUNITY = 'COMMUNITY',
}
registerEnumType(AskedBearer, {
  name: 'CostSharingAskedBearer',
  description: 'Who is asked to bear a part of a price.',
  valuesConfig: {
    SECTOR: { description: 'The sector of the activity.' },
    COMMUNITY: { description: 'The co-operative as a whole.' },
  },
});

@Entity({ tableName: 'application', schema: 'cost_sharing' })
@ObjectType({
  simpleResolvers: true,
  description: 'That the sector or the community is asked to bear a part of a price.',
})
export class CostSharingApplication {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, {
    description: 'One service, e.g. "mobility.van", or all of a plugin, e.g. "mobility".',
  })
  service: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AskedBearer, { description: 'Who is asked.' })
  bearer: AskedBearer;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Thousandths that are asked for.' })
  share: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why.' })
  reason: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Whether its assignment is undone when it is refused; it goes on otherwise.',
  })
  stopsIfRefused: boolean;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ApplicationStatus, { description: 'How far it is.' })
  status: ApplicationStatus;

  @Property({ columnType: 'uuid', type: 'uuid' })
  applicantId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was asked for.' })
  appliedAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  assessorId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was assessed.' })
  assessedAt: Date | null;

  @Property({ columnType: 'boolean', type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'What the assessment is in favour of.' })
  inFavour: boolean | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Thousandths that the activity would bear.' })
  userShare: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Thousandths for its client.' })
  clientShare: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Thousandths for its sector.' })
  sectorShare: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Thousandths for the community.' })
  communityShare: number | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The last day on which it holds.' })
  lastDay: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'On what the assessment rests.' })
  source: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  deciderId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was granted or refused.' })
  decidedAt: Date | null;
}
