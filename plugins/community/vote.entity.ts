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

export enum VoteKind {
  DECISION = 'DECISION',
  CHOICE = 'CHOICE',
}
registerEnumType(VoteKind, {
  name: 'CommunityVoteKind',
  description: 'What is voted on.',
  valuesConfig: {
    DECISION: { description: 'A proposal: for, against, or neither.' },
    CHOICE: { description: 'One of several options.' },
  },
});

export enum VoteStatus {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  SEALED = 'SEALED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(VoteStatus, {
  name: 'CommunityVoteStatus',
  description: 'How a vote stands.',
  valuesConfig: {
    DRAFT: { description: 'It is being prepared.' },
    OPEN: { description: 'It is or will be held; what it is about is fixed.' },
    SEALED: { description: 'It is over, and its result is fixed for good.' },
    WITHDRAWN: { description: 'It was called off.' },
  },
});

export enum VoteOutcome {
  ADOPTED = 'ADOPTED',
  REJECTED = 'REJECTED',
  CHOSEN = 'CHOSEN',
  TIED = 'TIED',
  NO_QUORUM = 'NO_QUORUM',
}
registerEnumType(VoteOutcome, {
  name: 'CommunityVoteOutcome',
  description: 'How a vote ended.',
  valuesConfig: {
    ADOPTED: { description: 'The proposal has its majority.' },
    REJECTED: { description: 'It has not.' },
    CHOSEN: { description: 'One option has the most votes.' },
    TIED: { description: 'Several options have as many.' },
    NO_QUORUM: { description: 'Too few have voted.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What can be voted for.' })
export class CommunityVoteOption {
  @Field(() => String, { description: 'Its code; of a decision "for", "against" and "abstain".' })
  code: string;

  @Field(() => String, { description: 'What it says.' })
  title: string;
}

@ObjectType({ simpleResolvers: true, description: 'How many voted for an option.' })
export class CommunityVoteCount {
  @Field(() => String, { description: 'The code of the option.' })
  option: string;

  @Field(() => Int, { description: 'How many.' })
  votes: number;
}

@Entity({ tableName: 'vote', schema: 'community' })
@ObjectType({
  simpleResolvers: true,
  description: 'Members decide, or are asked: one member, one vote.',
})
export class CommunityVote {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  meetingId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What is asked.' })
  question: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it decides; otherwise it is a consultation.' })
  binding: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether nobody may know who voted what.' })
  secret: boolean;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VoteKind, { description: 'What is voted on.' })
  kind: VoteKind;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [CommunityVoteOption], { description: 'What can be voted for, in order.' })
  options: CommunityVoteOption[];

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Who was a member on this day may vote.' })
  eligibleOn: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether they must have held a share that day.' })
  shareholdersOnly: boolean;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'From when votes are taken.' })
  opensAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'Until when, exclusive.' })
  closesAt: Date;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How much of the electorate must vote; null: no quorum.',
  })
  quorumPercent: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How much of the votes for and against must be for; null: more than half.',
  })
  majorityPercent: number | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, {
    description: 'Where quorum and majority are laid down, e.g. an article of the statutes.',
  })
  ruleSource: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VoteStatus, { description: 'How it stands.' })
  status: VoteStatus;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How many may vote, counted when it was opened.',
  })
  electorate: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => VoteOutcome, { nullable: true, description: 'How it ended; null: not yet.' })
  outcome: VoteOutcome | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The code of the option that was chosen.' })
  chosen: string | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many have voted; null: not sealed.' })
  votesCast: number | null;

  @Property({ columnType: 'jsonb', type: 'json', nullable: true })
  @Field(() => [CommunityVoteCount], {
    nullable: true,
    description: 'How many for each option; null: not sealed.',
  })
  counts: CommunityVoteCount[] | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 over all of the vote and its result, in hexadecimal.',
  })
  seal: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was sealed.' })
  sealedAt: Date | null;
}

@Entity({ tableName: 'voter', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'That somebody has voted.' })
export class CommunityVoter {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  voteId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;
}

/** Its key is the vote’s. */
@Entity({ tableName: 'ballot_box', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'What is cast, summed.' })
export class CommunityBallotBox {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  counts: Readonly<Record<string, number>>;

  @Property({ columnType: 'integer', type: 'integer' })
  votesCast: number;
}

@Entity({ tableName: 'ballot', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'What somebody voted in an open vote.' })
export class CommunityBallot {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  voteId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The code of the option.' })
  option: string;
}
