import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import type { StatementFormat } from './file-events.js';
import type { StatementKey } from './file-lines.js';

export enum BankImportStatus {
  READING = 'READING',
  DONE = 'DONE',
}
registerEnumType(BankImportStatus, {
  name: 'BankImportStatus',
  description: 'How far a file of the bank has come.',
  valuesConfig: {
    READING: { description: 'Checked and accepted; its lines are being booked.' },
    DONE: { description: 'Every line is booked.' },
  },
});

/** A file of the bank that was accepted; one that was refused leaves nothing. */
@Entity({ tableName: 'bank_import', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A file of statements of the bank that was accepted.',
})
export class BankImport {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'As it was called when it was uploaded.' })
  filename: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: '"CODA" or "CAMT_053".' })
  format: StatementFormat;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => BankImportStatus, { description: 'How far it has come.' })
  status: BankImportStatus;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  fileId: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  heads: StatementKey[];

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Movements that it has.' })
  linesTotal: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Movements of it that are booked, or were known already.' })
  linesDone: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Movements that were new.' })
  imported: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Movements that were known already.' })
  duplicates: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Movements that met their invoice by its communication.' })
  matched: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Payouts that its debits and returns have settled.' })
  settled: number;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was accepted.' })
  createdAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When its last line was booked.' })
  finishedAt: Date | null;

  @Field(() => Int, { description: 'Statements that it has.' })
  get statements(): number {
    return this.heads.length;
  }
}
