import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Violation } from '../../platform/write/violation.js';
import { BankImport } from './bank-import.entity.js';

@InputType({ description: 'A file of statements of the bank: CODA or camt.053.' })
export class ImportBankFileInput {
  @Field(() => ID, {
    description: 'What `POST /files?purpose=bank-statement` answered for the file.',
  })
  uploadId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, {
    description: 'Your key for this request: a repeat imports nothing twice.',
  })
  idempotencyKey: string;
}

@ObjectType({ description: 'The file that was accepted, or why not.', simpleResolvers: true })
export class ImportBankFilePayload {
  @Field(() => BankImport, {
    nullable: true,
    description:
      'The import; a large one goes on behind the request. Of a file that is known, the first.',
  })
  bankImport: BankImport | null;

  @Field(() => [Violation], {
    description: 'What stands in the way, each with its line; then nothing is imported.',
  })
  violations: Violation[];
}
