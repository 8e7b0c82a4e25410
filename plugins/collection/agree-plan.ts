import {
  type Attempted,
  CivilDate,
  Decimal,
  Field,
  InputType,
  minorOf,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { FileStatus } from './codes.js';
import type { CollectionFile } from './file.entity.js';
import { CollectionStepInput, fileSteps, takeFileStep } from './file-step.js';
import { CollectionInstalment } from './instalment.entity.js';
import { openMinor } from './late-charges.js';

@InputType({ description: 'A part of a plan.' })
export class CollectionInstalmentInput {
  @Field(() => CivilDate, { description: 'The last day to pay it.' })
  day: string;

  @Field(() => Decimal, { description: 'How much, in the currency of the invoice.' })
  amount: string;
}

@InputType({ description: 'A plan for all that is due of the invoice and asked on top.' })
export class CollectionPlanInput extends CollectionStepInput {
  @Field(() => [CollectionInstalmentInput], { description: '1 to 36 parts, on different days.' })
  instalments: CollectionInstalmentInput[];
}

/**
 * The debtor pays in parts: together what is due of the invoice and was asked on top. While the plan
 * is kept, nothing is asked on top and no other step is taken; a plan before it ends.
 */
export const agreePlan = (
  ctx: PluginContext,
  input: CollectionPlanInput,
): Promise<Attempted<CollectionFile>> =>
  takeFileStep(ctx, fileSteps.agreePlan, input, async ({ inside, file, invoice }) => {
    const { currency } = invoice;
    const owedMinor = await openMinor(inside, invoice);
    const parts = input.instalments.map(({ day, amount }, i) => ({
      ...{ day, currency, amountMinor: minorOf(amount, currency, `instalments.${i}.amount`) },
    }));
    const findings = planFindings(inside.today, parts, owedMinor);
    return {
      findings,
      change: { status: FileStatus.PLAN, nextStepOn: firstDay(parts), legalKey: null },
      also: async () => {
        await stopLegal(inside, file);
        await endPlan(inside, file);
        const { invoiceId, activityId } = file;
        for (const part of parts) {
          await inside.store.insert(CollectionInstalment, { ...part, invoiceId, activityId });
        }
      },
    };
  });

interface Part {
  readonly day: string;
  readonly amountMinor: bigint;
}

const longestPlan = 36;

function planFindings(today: string, parts: readonly Part[], owedMinor: bigint): PluginFinding[] {
  const path = ['instalments'];
  const found: PluginFinding[] = [];
  if (parts.length === 0 || parts.length > longestPlan) {
    found.push({ code: 'collection.plan-length', path, values: { limit: longestPlan } });
  }
  if (new Set(parts.map(({ day }) => day)).size < parts.length) {
    found.push({ code: 'collection.plan-days', path });
  }
  for (const [i, { day, amountMinor }] of parts.entries()) {
    const at = [...path, String(i)];
    if (day < today) {
      found.push({ code: 'collection.plan-past', path: [...at, 'day'], values: { day } });
    }
    if (amountMinor <= 0n) {
      found.push({ code: 'collection.plan-amount', path: [...at, 'amount'] });
    }
  }
  const sum = parts.reduce((all, { amountMinor }) => all + amountMinor, 0n);
  if (sum !== owedMinor) found.push({ code: 'collection.plan-sum', path });
  return found;
}

const firstDay = (parts: readonly Part[]): string | null =>
  parts.map(({ day }) => day).sort()[0] ?? null;

/** The bailiff or lawyer is called back: what is open with them is taken back. */
export async function stopLegal({ providers }: PluginContext, file: CollectionFile): Promise<void> {
  if (file.legalKey !== null) await providers.cancel(file.legalKey);
}

/** The parts of the plan that holds. */
export const planOf = ({ store }: PluginContext, { invoiceId }: CollectionFile) =>
  store.listBy(CollectionInstalment, 'invoiceId', invoiceId, { where: { endedOn: null } });

export async function endPlan(ctx: PluginContext, file: CollectionFile): Promise<void> {
  for (const { id } of await planOf(ctx, file)) {
    await ctx.store.update(CollectionInstalment, id, { endedOn: ctx.today });
  }
}

/** What may still be open on a day when every part before it was paid. */
export const openMinorOn = (parts: readonly Part[], day: string): bigint =>
  parts.filter((part) => part.day >= day).reduce((all, { amountMinor }) => all + amountMinor, 0n);
