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

export enum PetitionStatus {
  OPEN = 'OPEN',
  HANDED_OVER = 'HANDED_OVER',
  ANSWERED = 'ANSWERED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(PetitionStatus, {
  name: 'CommunityPetitionStatus',
  description: 'How a petition stands.',
  valuesConfig: {
    OPEN: { description: 'It can be signed.' },
    HANDED_OVER: { description: 'Its addressee has it.' },
    ANSWERED: { description: 'Its addressee has answered.' },
    WITHDRAWN: { description: 'It is off.' },
  },
});

@Entity({ tableName: 'petition', schema: 'community' })
@ObjectType({
  simpleResolvers: true,
  description: 'What members ask of social partners or an authority.',
})
export class CommunityPetition {
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
  @Field(() => String, { description: 'To whom, e.g. a joint committee.' })
  addressee: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many signatures it needs to be handed over.' })
  threshold: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day to sign.' })
  closesOn: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  starterId: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many have signed.' })
  signatures: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PetitionStatus, { description: 'How it stands.' })
  status: PetitionStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it began.' })
  openedAt: Date;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was handed over.' })
  handedOverOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the addressee answered.' })
  answer: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the answer came.' })
  answeredOn: string | null;
}

@Entity({ tableName: 'signature', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'That somebody signed a petition.' })
export class CommunitySignature {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  petitionId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  memberId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  signedAt: Date;
}
