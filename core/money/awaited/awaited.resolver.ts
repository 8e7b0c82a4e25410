import {
  Arg,
  Args,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { globalId, localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { bankLines } from '../bank/bank.policy.js';
import { BankLine } from '../bank/bank-line.entity.js';
import { Expense } from '../expense/expense.entity.js';
import { expenses } from '../expense/expense.policy.js';
import { Payout } from '../payout/payout.entity.js';
import { Purchase } from '../purchase/purchase.entity.js';
import { purchases } from '../purchase/purchase.policy.js';
import { assignLine } from './assign-line.js';
import { awaitedPayments } from './awaited.policy.js';
import * as types from './awaited.types.js';
import { AwaitedPayment } from './awaited-payment.entity.js';
import { assignmentsOf, awaitedLike, payoutsLike } from './awaited-reads.js';
import { LineAssignment } from './line-assignment.entity.js';
import { undoAssignment } from './undo-assignment.js';

export const AwaitedPaymentConnection = connectionType(AwaitedPayment, 'AwaitedPayment');

@Resolver(() => AwaitedPayment)
export class AwaitedPaymentResolver {
  @Requires('payment.match')
  @Query(() => AwaitedPaymentConnection, {
    description: 'What is booked as paid, or as owed back, and the bank has not shown yet.',
  })
  awaitedPayments(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('orderBy', () => types.AwaitedPaymentOrder, {
      nullable: true,
      description: 'Newest first if absent.',
    })
    orderBy?: types.AwaitedPaymentOrder | null,
  ) {
    return page(known(ctx), awaitedPayments, args, { orderBy, where: [sql`t.open_minor <> 0`] });
  }

  @Requires('payment.match')
  @Mutation(() => types.AssignBankLinePayload, {
    description:
      'Says what a movement was for: awaited payments, costs, what is owed to the state.',
  })
  async assignBankLine(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.AssignBankLineInput, { description: 'Which movement, and for what.' })
    input: types.AssignBankLineInput,
  ): Promise<types.AssignBankLinePayload> {
    const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
    const parts = input.parts.map((part, index) => {
      const path = `parts.${index}.awaitedId`;
      const id = part.awaitedId == null ? null : localId('AwaitedPayment', part.awaitedId, path);
      return { ...part, awaitedId: id };
    });
    const { after, violations } = await assignLine(known(ctx), { ...input, bankLineId, parts });
    return shown(known(ctx), after && bankLineId, violations);
  }

  @Requires('payment.match')
  @Mutation(() => types.AssignBankLinePayload, {
    description: 'Takes an assignment back: the movement is open again.',
  })
  async undoLineAssignment(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.UndoLineAssignmentInput, { description: 'Which, and why.' })
    input: types.UndoLineAssignmentInput,
  ): Promise<types.AssignBankLinePayload> {
    const assignmentId = localId('LineAssignment', input.assignmentId, 'assignmentId');
    const { after, violations } = await undoAssignment(known(ctx), { ...input, assignmentId });
    return shown(known(ctx), after?.line.id ?? null, violations);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that it is of.' })
  activity(@Ctx() ctx: RequestContext, @Root() of: AwaitedPayment): Promise<Activity | null> {
    return byId(known(ctx), activities, of.activityId);
  }

  @FieldResolver(() => Expense, { nullable: true, description: 'The expenses, if it is of some.' })
  expense(@Ctx() ctx: RequestContext, @Root() of: AwaitedPayment): Promise<Expense | null> | null {
    return of.sourceType === 'expense' ? byId(known(ctx), expenses, of.sourceId) : null;
  }

  @FieldResolver(() => Purchase, {
    nullable: true,
    description: 'The document of the supplier, if it is of one.',
  })
  purchase(
    @Ctx() ctx: RequestContext,
    @Root() of: AwaitedPayment,
  ): Promise<Purchase | null> | null {
    return of.sourceType === 'purchase' ? byId(known(ctx), purchases, of.sourceId) : null;
  }
}

@Resolver(() => BankLine)
export class AssignedLineResolver {
  @FieldResolver(() => [LineAssignment], {
    description: 'What it was said to be for besides invoices and payouts, undone ones too.',
  })
  assignments(@Ctx() ctx: RequestContext, @Root() line: BankLine): Promise<LineAssignment[]> {
    return assignmentsOf(known(ctx), line);
  }

  @Extensions({ rows: 5 })
  @FieldResolver(() => [AwaitedPayment], {
    description: 'What is awaited of exactly what is open of it: at most five, for a person.',
  })
  awaitedLike(@Ctx() ctx: RequestContext, @Root() line: BankLine): Promise<AwaitedPayment[]> {
    return awaitedLike(known(ctx), line);
  }

  @Extensions({ rows: 5 })
  @FieldResolver(() => [Payout], {
    description: 'Payouts on their way of exactly the amount of a debit: at most five.',
  })
  payoutsLike(@Ctx() ctx: RequestContext, @Root() line: BankLine): Promise<Payout[]> {
    return payoutsLike(known(ctx), line);
  }
}

@Resolver(() => LineAssignment)
export class LineAssignmentResolver {
  @FieldResolver(() => ID, { description: 'Its id, for `undoLineAssignment`.' })
  id(@Root() { id }: LineAssignment): string {
    return globalId('LineAssignment', id);
  }

  @FieldResolver(() => AwaitedPayment, { nullable: true, description: 'The awaited payment.' })
  awaited(
    @Ctx() ctx: RequestContext,
    @Root() of: LineAssignment,
  ): Promise<AwaitedPayment | null> | null {
    return of.awaitedId === null ? null : byId(known(ctx), awaitedPayments, of.awaitedId);
  }
}

async function shown(
  ctx: Context,
  id: string | null,
  violations: types.AssignBankLinePayload['violations'],
): Promise<types.AssignBankLinePayload> {
  return { bankLine: id === null ? null : await byId(ctx, bankLines, id), violations };
}
