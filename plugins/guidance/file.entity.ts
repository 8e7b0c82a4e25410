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

export enum FileStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}
registerEnumType(FileStatus, {
  name: 'GuidanceFileStatus',
  description: 'Whether a file is worked on.',
  valuesConfig: {
    OPEN: { description: 'It is.' },
    CLOSED: { description: 'It is done with.' },
  },
});

@Entity({ tableName: 'file', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'What an adviser follows for a member.' })
export class GuidanceFile {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  adviserId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is about.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => FileStatus, { description: 'Whether it is worked on.' })
  status: FileStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was opened.' })
  openedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was closed.' })
  closedAt: Date | null;
}

@Entity({ tableName: 'note', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'What an adviser wrote down in a file.' })
export class GuidanceNote {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  fileId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  authorId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What was written.' })
  body: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether the member sees it too.' })
  shared: boolean;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  writtenAt: Date;
}
