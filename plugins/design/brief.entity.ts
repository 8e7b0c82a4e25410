import {
  Activity,
  Client,
  type CoreReference,
  connectionType,
  Entity,
  Field,
  ID,
  ObjectType,
  PrimaryKey,
  Property,
  Quote,
  registerEnumType,
} from 'gezel/sdk';

export enum BriefStatus {
  OPEN = 'OPEN',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}
registerEnumType(BriefStatus, {
  name: 'DesignBriefStatus',
  description: 'How far a brief has come.',
  valuesConfig: {
    OPEN: { description: 'It is worked on.' },
    DONE: { description: 'Everything that it asks for has been delivered.' },
    CANCELLED: { description: 'It is not worked on any more.' },
  },
});

/** What a client wants made, and why. */
@Entity({ tableName: 'brief', schema: 'design' })
@ObjectType({ simpleResolvers: true, description: 'What a client wants made, and why.' })
export class DesignBrief {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  clientId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it must bring about.' })
  goal: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'For whom it is made.' })
  audience: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it must keep to.' })
  constraints: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the client provides, and when.' })
  materials: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => BriefStatus, { description: 'How far it has come.' })
  status: BriefStatus;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  quoteId: string | null;

  @Field(() => Quote.type, { nullable: true, description: 'What its client was offered it for.' })
  get quote(): CoreReference | null {
    return this.quoteId === null ? null : { id: this.quoteId };
  }

  @Field(() => Activity.type, { nullable: true, description: 'The activity that makes it.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }

  @Field(() => Client.type, { nullable: true, description: 'Who wants it, if that is known.' })
  get client(): CoreReference | null {
    return this.clientId === null ? null : { id: this.clientId };
  }
}

/** Lists of briefs, a page at a time. */
export const BriefConnection = connectionType(DesignBrief);
