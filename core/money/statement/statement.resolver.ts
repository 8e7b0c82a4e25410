import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { BankImport } from './bank-import.entity.js';
import { importStatementFile } from './import-statement-file.js';
import { bankImports } from './statement.policy.js';
import * as types from './statement.types.js';

export const BankImportConnection = connectionType(BankImport, 'BankImport');

@Resolver(() => BankImport)
export class StatementResolver {
  @Requires('payment.match')
  @Query(() => BankImportConnection, {
    description: 'Files of the bank that were accepted, newest first.',
  })
  bankImports(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), bankImports, args);
  }

  @Requires('payment.match')
  @Mutation(() => types.ImportBankFilePayload, {
    description:
      'Books a file of the bank, CODA or camt.053, that was uploaded: whole, or not at all when a ' +
      'record, a sum, a balance or the account is wrong.',
  })
  async importBankFile(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ImportBankFileInput, { description: 'The uploaded file.' })
    input: types.ImportBankFileInput,
  ): Promise<types.ImportBankFilePayload> {
    const uploadId = localId('Upload', input.uploadId, 'uploadId');
    const outcome = await importStatementFile(known(ctx), { ...input, uploadId });
    const { importId, violations } = outcome;
    const bankImport = importId === null ? null : await byId(known(ctx), bankImports, importId);
    return { bankImport, violations };
  }
}
