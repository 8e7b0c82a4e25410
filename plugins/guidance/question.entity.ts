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

export enum QuestionStatus {
  OPEN = 'OPEN',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
}
registerEnumType(QuestionStatus, {
  name: 'GuidanceQuestionStatus',
  description: 'How a legal question stands.',
  valuesConfig: {
    OPEN: { description: 'The member waits for an answer.' },
    ANSWERED: { description: 'A legal adviser has answered; the member may ask on.' },
    CLOSED: { description: 'It is done with.' },
  },
});

@Entity({ tableName: 'question', schema: 'guidance' })
@ObjectType({
  simpleResolvers: true,
  description: 'A question to legal advice: for the member and the legal advisers named on it.',
})
export class GuidanceQuestion {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is about.' })
  subject: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => QuestionStatus, { description: 'How it stands.' })
  status: QuestionStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was asked.' })
  askedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When somebody last wrote in it or closed it.' })
  changedAt: Date;
}

@Entity({ tableName: 'naming', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'A legal adviser who may read a question.' })
export class GuidanceNaming {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  questionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  adviserId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'Since when.' })
  namedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Until when; null: now.' })
  endedAt: Date | null;
}

@Entity({ tableName: 'message', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'The question itself, an answer, or more.' })
export class GuidanceMessage {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  questionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  authorId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What was written.' })
  body: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  writtenAt: Date;
}

/** Its key is the stored file’s. */
@Entity({ tableName: 'attachment', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'A file that came with a message.' })
export class GuidanceAttachment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  messageId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  questionId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its name.' })
  filename: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is, e.g. "application/pdf".' })
  mediaType: string;
}

@Entity({ tableName: 'reading', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'That a legal adviser has read a question.' })
export class GuidanceReading {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  questionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  readerId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  attachmentId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  readAt: Date;
}
