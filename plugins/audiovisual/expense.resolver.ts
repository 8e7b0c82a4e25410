import {
  Arg,
  CivilDate,
  Ctx,
  type ExpenseLineFacts,
  Field,
  ID,
  localId,
  Money,
  Mutation,
  money,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
} from 'gezel/sdk';
import { AudiovisualRecordExpenseInput, recordExpense, spentMinor } from './record-expense.js';
import { AudiovisualSpend } from './spend.entity.js';
import { AudiovisualRecordSpendPayload } from './tax-shelter.resolver.js';

@ObjectType({ simpleResolvers: true, description: 'A line of an expense of an activity.' })
export class AudiovisualExpenseLine {
  @Field(() => String, { description: 'Names the line for good.' })
  ref: string;

  @Field(() => CivilDate, { description: 'The day on which it was spent.' })
  day: string;

  @Field(() => String, { description: 'Code of its category.' })
  category: string;

  @Field(() => Money, {
    nullable: true,
    description: 'What was approved of it, without VAT; null while nobody has approved it.',
  })
  spent: Money | null;

  @Field(() => AudiovisualSpend, {
    nullable: true,
    description: 'The cost of a production that it is recorded as; null: of none yet.',
  })
  spend: AudiovisualSpend | null;
}

@Resolver()
export class ExpenseResolver {
  @Requires('audiovisual.read')
  @Query(() => [AudiovisualExpenseLine], {
    nullable: true,
    description: 'What was spent for an activity, line by line by day: at most 100 from a day on.',
  })
  async audiovisualExpenseLines(
    @Ctx() { core, store }: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Arg('from', () => CivilDate, { nullable: true, description: 'First day.' })
    from?: string | null,
    @Arg('until', () => CivilDate, { nullable: true, description: 'Last day, included.' })
    until?: string | null,
  ): Promise<AudiovisualExpenseLine[]> {
    const within = { ...(from && { from }), ...(until && { until }) };
    const lines = await core.expenses(localId('Activity', activityId, 'activityId'), within);
    const refs = lines.map(({ ref }) => ref);
    const recorded = await store.find(AudiovisualSpend, { expenseRef: { in: refs } });
    return lines.map((line) => shown(line, recorded));
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualRecordSpendPayload, {
    nullable: true,
    description: 'Records a line of an approved expense as a cost of a production, without VAT.',
  })
  async audiovisualRecordExpense(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualRecordExpenseInput, { description: 'The line.' })
    input: AudiovisualRecordExpenseInput,
  ): Promise<AudiovisualRecordSpendPayload> {
    const { done, violations } = await recordExpense(ctx, input);
    return { spend: done, violations };
  }
}

function shown(line: ExpenseLineFacts, recorded: readonly AudiovisualSpend[]) {
  const { ref, day, category, currency } = line;
  const spent = spentMinor(line);
  return {
    ...{ ref, day, category, spent: spent === null ? null : money(spent, currency) },
    spend: recorded.find(({ expenseRef }) => expenseRef === ref) ?? null,
  };
}
