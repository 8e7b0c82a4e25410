import {
  type CoreReference,
  DateTime,
  Entity,
  Field,
  ID,
  Member,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum OpinionKind {
  ADVICE = 'ADVICE',
  DECISION = 'DECISION',
  WRITE_OFF = 'WRITE_OFF',
}
registerEnumType(OpinionKind, {
  name: 'FinancingOpinionKind',
  description: 'What somebody said of a loan.',
  valuesConfig: {
    ADVICE: { description: 'What an adviser thinks of the application.' },
    DECISION: { description: 'Whether it is granted.' },
    WRITE_OFF: { description: 'That what is left is given up.' },
  },
});

/** What somebody answered for: the borrower reads it too. */
@Entity({ tableName: 'opinion', schema: 'financing' })
@ObjectType({ simpleResolvers: true, description: 'An advice or a decision, with its reasons.' })
export class FinancingOpinion {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  loanId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => OpinionKind, { description: 'What it is.' })
  kind: OpinionKind;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it is in favour.' })
  favourable: boolean;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why.' })
  reasons: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  byId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  givenAt: Date;

  @Field(() => Member.type, { nullable: true, description: 'Who answers for it.' })
  get by(): CoreReference {
    return { id: this.byId };
  }
}
