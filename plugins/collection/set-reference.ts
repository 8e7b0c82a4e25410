import {
  type Attempted,
  badInput,
  CivilDate,
  type ClassType,
  count,
  type Dated,
  Decimal,
  Field,
  InputType,
  Int,
  minorOf,
  type PluginContext,
  superseded,
  text,
  type Where,
} from 'gezel/sdk';
import { ChargeProceeds, DebtorKind, FigureCode } from './codes.js';
import { CollectionFigure, CollectionPolicy } from './reference.entity.js';

@InputType({ description: 'A figure of the law, as it was published.' })
export class CollectionSetFigureInput {
  @Field(() => FigureCode, { description: 'What it is.' })
  code: FigureCode;

  @Field(() => Decimal, { description: 'Percent a year ("10.5"), or an amount in euro ("40").' })
  figure: string;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  until?: string | null;

  @Field(() => String, { description: 'Where it is published, at most 500 characters.' })
  source: string;
}

@InputType({ description: 'How debts of a kind of debtor are collected from a day on.' })
export class CollectionSetPolicyInput {
  @Field(() => DebtorKind, { description: 'The kind of debtor.' })
  debtorKind: DebtorKind;

  @Field(() => Int, { description: 'Days after the due day to the reminder: 1 to 365.' })
  reminderAfterDays: number;

  @Field(() => Int, { description: 'Days that a letter gives to pay: 1 to 90; consumers: 14.' })
  termDays: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether the terms agree on a penalty.' })
  penaltyAgreed?: boolean | null;

  @Field(() => Decimal, { nullable: true, description: 'Interest agreed with consumers, percent.' })
  consumerInterest?: string | null;

  @Field(() => ChargeProceeds, {
    nullable: true,
    description: 'Whose income interest, costs and penalty are; the community’s when absent.',
  })
  proceeds?: ChargeProceeds | null;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'Who decided it, and in which terms it stands.' })
  source: string;
}

export async function setFigure(
  ctx: PluginContext,
  input: CollectionSetFigureInput,
): Promise<Attempted<CollectionFigure>> {
  ctx.require('collection.reference');
  const { code, from: fromDay, until: untilDay = null } = input;
  if (untilDay !== null && untilDay <= fromDay) throw badInput('It ends after it begins.', 'until');
  const row = {
    ...{ code, fromDay, untilDay, demonstration: false },
    value: hundredths(input.figure, 'figure'),
    currency: code === FigureCode.LUMP_SUM ? 'EUR' : null,
    source: text(input.source, 'source', 500),
  };
  const action = 'collection.set-figure';
  return setRow(ctx, CollectionFigure, row, { action, same: { code } });
}

export async function setPolicy(
  ctx: PluginContext,
  input: CollectionSetPolicyInput,
): Promise<Attempted<CollectionPolicy>> {
  ctx.require('collection.reference');
  const { debtorKind, from: fromDay, consumerInterest } = input;
  const termDays = count(input.termDays, 'termDays', 90);
  if (debtorKind === DebtorKind.CONSUMER && termDays < 14) {
    throw badInput('A consumer has 14 days or more (CEL art. XIX.2).', 'termDays');
  }
  const row = {
    ...{ debtorKind, termDays, fromDay, untilDay: null, demonstration: false },
    reminderAfterDays: count(input.reminderAfterDays, 'reminderAfterDays', 365),
    penaltyAgreed: input.penaltyAgreed ?? false,
    proceeds: input.proceeds ?? ChargeProceeds.COMMUNITY,
    interestAgreed:
      consumerInterest == null ? null : Number(hundredths(consumerInterest, 'consumerInterest')),
    source: text(input.source, 'source', 500),
  };
  const action = 'collection.set-policy';
  return setRow(ctx, CollectionPolicy, row, { action, same: { debtorKind } });
}

/** A row from a day on, in place of those of its kind that it supersedes. */
function setRow<Row extends Dated & { readonly demonstration: boolean }>(
  ctx: PluginContext,
  entity: ClassType<Row>,
  row: Partial<Row> & Omit<Dated, 'id'>,
  { action, same }: { readonly action: string; readonly same: Partial<Row> },
): Promise<Attempted<Row>> {
  return ctx.attempt({ action }, async ({ store }) => {
    const others = await store.find(entity, same as Where<Row>);
    const { ended, inTheWay } = superseded(others, row);
    return {
      findings: inTheWay.map(({ fromDay }) => ({
        ...{ code: 'collection.figure-overlaps', path: ['from'], values: { fromDay } },
      })),
      write: async () => {
        for (const { id } of ended) {
          await store.update(entity, id, { untilDay: row.fromDay } as unknown as Partial<Row>);
        }
        return store.insert(entity, row);
      },
    };
  });
}

function hundredths(figure: string, path: string): bigint {
  const value = minorOf(figure, 'EUR', path);
  if (value <= 0n || value > 10_000n * 100n) throw badInput('It is above zero.', path);
  return value;
}
