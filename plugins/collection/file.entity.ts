import {
  CivilDate,
  type CoreReference,
  DateTime,
  Entity,
  Field,
  Invoice,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { DebtorKind, FileStatus } from './codes.js';

/** The collection of one invoice; its key is the invoice's, so at most one. */
@Entity({ tableName: 'file', schema: 'collection' })
@ObjectType({ simpleResolvers: true, description: 'The collection of what an invoice asks for.' })
export class CollectionFile {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DebtorKind, { description: 'The client’s kind when the file was opened.' })
  debtorKind: DebtorKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What was sold, as the letters say it.' })
  subject: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => FileStatus, { description: 'How far it has come.' })
  status: FileStatus;

  @Property({ columnType: 'text', type: 'text' })
  rung: FileStatus;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'The day from which somebody should take the next step; null: nothing to do.',
  })
  nextStepOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'When the debtor disputed it; a debt that was disputed is never for IOS.',
  })
  contestedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it is disputed or withdrawn.' })
  disputeReason: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  legalKey: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'What came of the bailiff or lawyer: PAID, PLAN, CONTESTED, ENFORCEABLE, REFUSED, or ' +
      'TOO_EARLY: a title before the term to answer had passed.',
  })
  legalOutcome: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'In their words, why they refused it.' })
  legalReason: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was opened.' })
  openedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Invoice.type, { nullable: true, description: 'The invoice.' })
  get invoice(): CoreReference {
    return { id: this.invoiceId };
  }
}
