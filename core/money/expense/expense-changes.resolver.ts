import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { Requires } from '../../platform/schema-rules.js';
import * as types from './expense.types.js';
import * as requests from './expense-requests.js';
import { chooseKmRegime, decideExpenseCategory } from './expense-rules.js';
import * as rules from './expense-rules.types.js';
import { registerVehicle, retireVehicle } from './vehicles.js';

const what = { description: 'What is asked.' };

@Resolver()
export class ExpenseChangesResolver {
  @Requires('expense.write')
  @Mutation(() => types.ExpensePayload, {
    description:
      'Keeps a sheet of your own expenses while you collect. What would stand in the way of ' +
      'submitting it is said as warnings.',
  })
  draftExpense(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DraftExpenseInput, what) input: types.DraftExpenseInput,
  ): Promise<types.ExpensePayload> {
    return requests.draft(known(ctx), input);
  }

  @Requires('expense.write')
  @Mutation(() => types.ExpensePayload, {
    description: 'Hands in a sheet of your own expenses: a draft, or a whole new one.',
  })
  submitExpense(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SubmitExpenseInput, what) input: types.SubmitExpenseInput,
  ): Promise<types.ExpensePayload> {
    return requests.submit(known(ctx), input);
  }

  @Requires('expense.approve')
  @Mutation(() => types.ExpensePayload, {
    description:
      'Approves a sheet of somebody else, cut where need be: it is booked on the activity, and ' +
      'what is owed to the member goes on a payout.',
  })
  approveExpense(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ApproveExpenseInput, what) input: types.ApproveExpenseInput,
  ): Promise<types.ExpensePayload> {
    return requests.approve(known(ctx), input);
  }

  @Requires('expense.approve')
  @Mutation(() => types.ExpensePayload, { description: 'Sends a sheet back with a reason.' })
  refuseExpense(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RefuseExpenseInput, what) input: types.RefuseExpenseInput,
  ): Promise<types.ExpensePayload> {
    return requests.refuse(known(ctx), input);
  }

  @Requires('expense.write')
  @Mutation(() => types.ExpenseAdvancePayload, {
    description: 'Asks for money of an activity before it is spent.',
  })
  requestExpenseAdvance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RequestExpenseAdvanceInput, what)
    input: types.RequestExpenseAdvanceInput,
  ): Promise<types.ExpenseAdvancePayload> {
    return requests.requestAdvanceOf(known(ctx), input);
  }

  @Requires('expense.approve')
  @Mutation(() => types.ExpenseAdvancePayload, {
    description: 'Gives an advance to somebody else: the activity sets the money aside.',
  })
  approveExpenseAdvance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ApproveExpenseAdvanceInput, what)
    input: types.ApproveExpenseAdvanceInput,
  ): Promise<types.ExpenseAdvancePayload> {
    return requests.approveAdvanceOf(known(ctx), input);
  }

  @Requires('expense.approve')
  @Mutation(() => types.ExpenseAdvancePayload, { description: 'Refuses an advance.' })
  refuseExpenseAdvance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RefuseExpenseAdvanceInput, what)
    input: types.RefuseExpenseAdvanceInput,
  ): Promise<types.ExpenseAdvancePayload> {
    return requests.refuseAdvanceOf(known(ctx), input);
  }

  @Requires('payment.match')
  @Mutation(() => types.ExpenseAdvancePayload, {
    description: 'Says that money at the bank is what a member gives back of an advance.',
  })
  repayExpenseAdvance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RepayExpenseAdvanceInput, what)
    input: types.RepayExpenseAdvanceInput,
  ): Promise<types.ExpenseAdvancePayload> {
    return requests.repayAdvanceOf(known(ctx), input);
  }
}

@Resolver()
export class ExpenseRulesResolver {
  @Requires('expense.policy')
  @Mutation(() => rules.DecideExpenseCategoryPayload, {
    description: 'Decides from a day on what may be claimed under a code.',
  })
  decideExpenseCategory(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => rules.DecideExpenseCategoryInput, what)
    input: rules.DecideExpenseCategoryInput,
  ): Promise<rules.DecideExpenseCategoryPayload> {
    return decideExpenseCategory(known(ctx), { ...input, title: { ...input.title } });
  }

  @Requires('expense.policy')
  @Mutation(() => rules.ChooseKmRegimePayload, {
    description: 'Chooses the rate of kilometres of a year; the choice binds for all of it.',
  })
  chooseKmRegime(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => rules.ChooseKmRegimeInput, what) input: rules.ChooseKmRegimeInput,
  ): Promise<rules.ChooseKmRegimePayload> {
    return chooseKmRegime(known(ctx), input);
  }

  @Requires('expense.write')
  @Mutation(() => rules.VehiclePayload, { description: 'Notes a vehicle of your own.' })
  registerVehicle(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => rules.RegisterVehicleInput, what) input: rules.RegisterVehicleInput,
  ): Promise<rules.VehiclePayload> {
    return registerVehicle(known(ctx), input);
  }

  @Requires('expense.write')
  @Mutation(() => rules.VehiclePayload, { description: 'Ends a vehicle of your own.' })
  retireVehicle(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => rules.RetireVehicleInput, what) input: rules.RetireVehicleInput,
  ): Promise<rules.VehiclePayload> {
    const vehicleId = localId('Vehicle', input.vehicleId, 'vehicleId');
    return retireVehicle(known(ctx), { ...input, vehicleId });
  }
}
