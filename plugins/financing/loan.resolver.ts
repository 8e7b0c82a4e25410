import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  ifChangeable,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  visible,
} from 'gezel/sdk';
import { FinancingInstalment } from './instalment.entity.js';
import { LoanConnection } from './loan.connection.js';
import { FinancingLoan, LoanStatus } from './loan.entity.js';
import { inOrder, stepsOf } from './loan-steps.js';
import { FinancingOpinion } from './opinion.entity.js';
import { FinancingCriterion } from './scoring.js';
import { FinancingTerms } from './terms.entity.js';

@Resolver(() => FinancingLoan)
export class LoanResolver {
  @FieldResolver(() => [FinancingInstalment], {
    description: 'How it is repaid: at most 96 parts, in their order.',
  })
  instalments(@Root() { id }: FinancingLoan, @Ctx() { store }: PluginContext) {
    return store.listBy(FinancingInstalment, 'loanId', id, { orderBy: inOrder });
  }

  @FieldResolver(() => [FinancingOpinion], { description: 'Advice and decisions, with reasons.' })
  opinions(@Root() { id }: FinancingLoan, @Ctx() { store }: PluginContext) {
    return store.listBy(FinancingOpinion, 'loanId', id);
  }

  @FieldResolver(() => FinancingTerms, { nullable: true, description: 'Its terms.' })
  terms(@Root() { termsId }: FinancingLoan, @Ctx() { store }: PluginContext) {
    return store.get(FinancingTerms, termsId);
  }

  @FieldResolver(() => [FinancingCriterion], {
    description: 'What spoke for it and against it when it was asked for. A person decides.',
  })
  scoring(@Root() { scoring }: FinancingLoan, @Ctx() ctx: PluginContext): FinancingCriterion[] {
    const said = ctx.violations(scoring.map(({ code, values }) => ({ code, values })));
    return scoring.map(({ code, outcome }, i) => ({
      ...{ code, outcome, reason: said[i]?.message ?? code },
    }));
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(@Root() loan: FinancingLoan, @Ctx() ctx: PluginContext): Promise<string[]> {
    const names = await Promise.all(
      stepsOf(loan).map(({ action, permission }) =>
        ifChangeable(ctx, loan.activityId, permission, [action]),
      ),
    );
    return names.flat();
  }

  @Requires('financing.read')
  @Query(() => FinancingLoan, { nullable: true, description: 'A loan by its id.' })
  financingLoan(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<FinancingLoan | null> {
    return visible(ctx, FinancingLoan, id);
  }

  @Requires('financing.review')
  @Query(() => LoanConnection, {
    nullable: true,
    description: 'The loans of the whole co-operative, for those who advise and decide.',
  })
  financingLoans(
    @Ctx() { store }: PluginContext,
    @Arg('status', () => LoanStatus, { nullable: true, description: 'Only in this state.' })
    status: LoanStatus | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<FinancingLoan> {
    return store.page(FinancingLoan, args, { where: status ? { status } : {} });
  }
}
