import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { PerformingArtsSubsidy, SubsidyStatus } from './subsidy.entity.js';
import { PerformingArtsSubsidyCost } from './subsidy-cost.entity.js';

@InputType({ description: 'A cost of a funded project: a line of an expense, or any other.' })
export class PerformingArtsRecordSubsidyCostInput {
  @Field(() => ID, { description: 'The file.' })
  subsidyId: string;

  @Field(() => String, { description: 'What for, at most 200 characters.' })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: 'The line of an approved expense, which says its day and amount itself.',
  })
  expenseRef?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What proves any other cost: the number of a contract or an invoice.',
  })
  evidence?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'The day of any other cost.' })
  day?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'How much any other cost is, without VAT.' })
  amount?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

type Cost = Pick<PerformingArtsSubsidyCost, 'evidence' | 'day' | 'amountMinor'>;

/** Only what is spent on the days of the project counts, and only once, whoever funds it. */
export async function recordSubsidyCost(
  ctx: PluginContext,
  input: PerformingArtsRecordSubsidyCostInput,
): Promise<Attempted<PerformingArtsSubsidyCost>> {
  const subsidy = await changeable(ctx, PerformingArtsSubsidy, input.subsidyId, {
    ...{ permission: 'performing-arts.write', path: 'subsidyId' },
  });
  const { id: subsidyId, activityId, currency } = subsidy;
  const title = text(input.title, 'title');
  const told = await costOf(ctx, subsidy, input);
  const step = { action: 'performing-arts.record-subsidy-cost', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const held = await locked(inside, PerformingArtsSubsidy, subsidyId);
    return {
      findings: [
        ...stateFindings(held),
        ...told.findings,
        ...(await costFindings(inside, held, told.cost)),
      ],
      write: () => {
        const of = { activityId, subsidyId, currency, title };
        return inside.store.insert(PerformingArtsSubsidyCost, { ...of, ...told.cost });
      },
    };
  });
}

interface Told {
  readonly cost: Cost;
  readonly findings: readonly PluginFinding[];
}

async function costOf(
  ctx: PluginContext,
  { activityId, currency }: PerformingArtsSubsidy,
  input: PerformingArtsRecordSubsidyCostInput,
): Promise<Told> {
  const { expenseRef, evidence, day, amount } = input;
  if (expenseRef != null) {
    if (evidence != null || day != null || amount != null) {
      throw badInput('A line of an expense says its day and amount itself.', 'expenseRef');
    }
    return lineOf(ctx, activityId, text(expenseRef, 'expenseRef'));
  }
  if (evidence == null || day == null || amount == null) {
    throw badInput('A cost has its evidence, its day and its amount.', 'evidence');
  }
  const amountMinor = minorOf(amount, currency, 'amount');
  if (amountMinor <= 0n) throw badInput('The amount is more than nothing.', 'amount');
  return { cost: { evidence: text(evidence, 'evidence'), day, amountMinor }, findings: [] };
}

/** What was approved of it without its VAT, in the same proportion and downwards. */
async function lineOf(ctx: PluginContext, activityId: string, ref: string): Promise<Told> {
  const [line] = await ctx.core.expenseLines([ref]);
  if (line?.activityId !== activityId) throw notFound('ExpenseLine', ref);
  const { approvedMinor: approved, amountMinor: paid, vatMinor, day } = line;
  const amountMinor = approved === null || paid === 0n ? 0n : (approved * (paid - vatMinor)) / paid;
  const unapproved = { code: 'performing-arts.cost-not-approved', path: ['expenseRef'] };
  return {
    cost: { evidence: `expense ${ref}`, day, amountMinor },
    findings: amountMinor === 0n ? [unapproved] : [],
  };
}

/** Until the account is closed: a funder may ask for what the report forgot. */
const open = [SubsidyStatus.REQUESTED, SubsidyStatus.GRANTED, SubsidyStatus.REPORTED];

const stateFindings = ({ status }: PerformingArtsSubsidy): PluginFinding[] =>
  open.includes(status)
    ? []
    : [{ code: `performing-arts.subsidy-${status.toLowerCase()}`, path: ['subsidyId'] }];

async function costFindings(
  { store, today }: PluginContext,
  { activityId, startsOn, endsOn }: PerformingArtsSubsidy,
  { evidence, day }: Cost,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  if (day < startsOn || day > endsOn || day > today) {
    const values = { day, from: startsOn, until: endsOn };
    found.push({ code: 'performing-arts.cost-outside-project', path: ['day'], values });
  }
  const there = { activityId, evidence };
  const [same] = await store.find(PerformingArtsSubsidyCost, there, { limit: 1 });
  if (same !== undefined) {
    const values = { evidence };
    found.push({ code: 'performing-arts.cost-funded-twice', path: ['evidence'], values });
  }
  return found;
}

@InputType({ description: 'A cost that is taken out of the account of a subsidy.' })
export class PerformingArtsRemoveSubsidyCostInput {
  @Field(() => ID, { description: 'The cost.' })
  id: string;
}

/** Takes a cost out again, as it was. */
export async function removeSubsidyCost(
  ctx: PluginContext,
  input: PerformingArtsRemoveSubsidyCostInput,
): Promise<Attempted<PerformingArtsSubsidyCost>> {
  const permission = 'performing-arts.write';
  const cost = await changeable(ctx, PerformingArtsSubsidyCost, input.id, { permission });
  return ctx.attempt({ action: 'performing-arts.remove-subsidy-cost' }, async (inside) => {
    const held = await locked(inside, PerformingArtsSubsidy, cost.subsidyId);
    return {
      findings: stateFindings(held),
      write: async () => {
        await inside.store.remove(PerformingArtsSubsidyCost, cost.id);
        return cost;
      },
    };
  });
}
