import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { globalId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { bankLines } from './bank.policy.js';
import { bankLineActions, importStatement, listBankLines, match } from './bank.service.js';
import * as types from './bank.types.js';
import { BankLine } from './bank-line.entity.js';
import { ImportBankStatementInput } from './bank-statement-input.js';
import { Payment } from './payment.entity.js';

export const BankLineConnection = connectionType(BankLine, 'BankLine');

@Resolver(() => BankLine)
export class BankResolver {
  @Requires('payment.match')
  @Query(() => BankLineConnection, { description: 'Movements on the accounts at the bank.' })
  bankLines(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.BankLineFilter, { nullable: true, description: 'Which ones.' })
    filter?: types.BankLineFilter | null,
    @Arg('orderBy', () => types.BankLineOrder, {
      nullable: true,
      description: 'Newest first if absent.',
    })
    orderBy?: types.BankLineOrder | null,
  ) {
    return listBankLines(known(ctx), { args, filter, orderBy });
  }

  @Requires('payment.match')
  @Mutation(() => types.ImportBankStatementPayload, {
    description: 'Books a statement of the bank; a structured communication finds its invoice.',
  })
  importBankStatement(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ImportBankStatementInput, { description: 'The statement.' })
    input: ImportBankStatementInput,
  ): Promise<types.ImportBankStatementPayload> {
    return importStatement(known(ctx), input);
  }

  @Requires('payment.match')
  @Mutation(() => types.MatchPaymentPayload, {
    description: 'Says which invoice a movement of the bank pays, wholly or in part.',
  })
  matchPayment(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.MatchPaymentInput, { description: 'Which movement and invoice.' })
    input: types.MatchPaymentInput,
  ): Promise<types.MatchPaymentPayload> {
    return match(known(ctx), input);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() line: BankLine): string[] {
    return bankLineActions(known(ctx), line);
  }
}

@Resolver(() => Payment)
export class PaymentResolver {
  @FieldResolver(() => ID, { description: 'Its id, for `unmatchPayment`.' })
  id(@Root() payment: Payment): string {
    return globalId('Payment', payment.id);
  }

  @FieldResolver(() => BankLine, {
    nullable: true,
    description: 'The movement of the bank; null for whoever may not see the bank.',
  })
  bankLine(@Ctx() ctx: RequestContext, @Root() payment: Payment): Promise<BankLine | null> {
    return byId(known(ctx), bankLines, payment.bankLineId);
  }
}
