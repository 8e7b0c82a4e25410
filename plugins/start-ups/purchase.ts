import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { activityFindings, startUpOf } from './describe-activity.js';
import { listFindings } from './plan-ahead.js';
import { StartUpCallOff, StartUpPurchaseAgreement, type Tier } from './purchase.entity.js';

@InputType({ description: 'A price from so many in all on.' })
export class StartUpTierInput {
  @Field(() => String, {
    description: 'From how many in all on: a whole number, the first is "1".',
  })
  from: string;

  @Field(() => Decimal, { description: 'The price of one, without VAT.' })
  price: string;
}

@InputType({ description: 'What is agreed with a supplier.' })
export class StartUpAgreePurchaseInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'Who sells, at most 200 characters.' })
  supplier: string;

  @Field(() => String, { description: 'What is bought, at most 200 characters.' })
  title: string;

  @Field(() => [StartUpTierInput], { description: 'The prices, from 1 on: 1 to 20, in order.' })
  tiers: StartUpTierInput[];

  @Field(() => String, { nullable: true, description: 'How many are usually called off at once.' })
  usualQuantity?: string | null;

  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'Last day, included.' })
  until?: string | null;
}

@InputType({ description: 'So many that are called off now.' })
export class StartUpCallOffInput {
  @Field(() => ID, { description: 'The agreement.' })
  agreementId: string;

  @Field(() => String, { description: 'How many: a whole number.' })
  quantity: string;

  @Field(() => String, { description: 'Makes a repeat harmless: 8 to 200 visible characters.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'The end of an agreement.' })
export class StartUpEndPurchaseInput {
  @Field(() => ID, { description: 'The agreement.' })
  agreementId: string;

  @Field(() => CivilDate, { description: 'Its last day: not before today.' })
  until: string;
}

export async function agreePurchase(
  ctx: PluginContext,
  input: StartUpAgreePurchaseInput,
): Promise<Attempted<StartUpPurchaseAgreement>> {
  const { activityId, currency } = await startUpOf(ctx, input.activityId);
  const { from: fromDay, until: untilDay = null, usualQuantity } = input;
  if (untilDay !== null && untilDay < fromDay) {
    throw badInput('The last day is not before the first.', 'until');
  }
  const row = {
    ...{ activityId, currency, fromDay, untilDay, tiers: tiersOf(input.tiers, currency) },
    ...{ supplier: text(input.supplier, 'supplier'), title: text(input.title, 'title') },
    usualQuantity: usualQuantity == null ? null : wholeOf(usualQuantity, 'usualQuantity'),
    changedAt: ctx.now,
  };
  return ctx.attempt({ action: 'start-ups.agree-purchase' }, async (inside) => ({
    findings: await listFindings(inside, StartUpPurchaseAgreement, activityId),
    write: () => inside.store.insert(StartUpPurchaseAgreement, row),
  }));
}

/** Calls off a quantity, at the price that all so far and these together bring. */
export async function callOff(
  ctx: PluginContext,
  input: StartUpCallOffInput,
): Promise<Attempted<StartUpCallOff>> {
  const quantity = wholeOf(input.quantity, 'quantity');
  const permission = 'start-ups.write';
  const agreement = await changeable(ctx, StartUpPurchaseAgreement, input.agreementId, {
    ...{ permission, path: 'agreementId' },
  });
  const id = ctx.newId();
  const asked = { agreementId: agreement.id, quantity: `${quantity}` };
  const once = { key: input.idempotencyKey, input: asked, entity: StartUpCallOff, id };
  const step = { action: 'start-ups.call-off', dryRun: input.dryRun, once };
  return ctx.attempt(step, async (inside) => {
    const { findings, row } = await judgeCallOff(inside, agreement, { id, quantity });
    return {
      findings,
      write: async () => {
        const subject = { type: 'StartUpCallOff', id };
        const { activityId } = agreement;
        inside.emit({ type: 'start-ups.called-off', subject, activityId });
        return inside.store.insert(StartUpCallOff, row);
      },
    };
  });
}

/** What stands in the way, and the row: the agreement is held, so two count one after the other. */
export async function judgeCallOff(
  inside: PluginContext,
  { id: agreementId, activityId }: StartUpPurchaseAgreement,
  { id, quantity }: { readonly id: string; readonly quantity: bigint },
): Promise<{ readonly findings: PluginFinding[]; readonly row: Partial<StartUpCallOff> }> {
  const { store, today } = inside;
  const findings = await activityFindings(inside, activityId);
  const agreement = await store.lock(StartUpPurchaseAgreement, agreementId);
  if (agreement === null) throw new Error(`The agreement ${agreementId} is gone.`);
  const { fromDay, untilDay, tiers, currency } = agreement;
  if (today < fromDay || (untilDay !== null && untilDay < today)) {
    findings.push({ code: 'start-ups.agreement-not-in-force', path: ['agreementId'] });
  }
  const [before] = await store.totals(StartUpCallOff, {
    ...{ by: { property: 'agreementId', id: agreementId }, sum: ['quantity'] },
  });
  const amountMinor = quantity * priceOf(tiers, (before?.sum.quantity ?? 0n) + quantity);
  if (amountMinor > mostMinor) findings.push({ code: 'start-ups.too-large', path: ['quantity'] });
  const row = { id, agreementId, activityId, quantity, amountMinor, currency, day: today };
  return { findings, row };
}

export async function endPurchase(
  ctx: PluginContext,
  { agreementId, until: untilDay }: StartUpEndPurchaseInput,
): Promise<Attempted<StartUpPurchaseAgreement>> {
  const permission = 'start-ups.write';
  const known = await changeable(ctx, StartUpPurchaseAgreement, agreementId, {
    ...{ permission, path: 'agreementId' },
  });
  if (untilDay < ctx.today || untilDay < known.fromDay) {
    throw badInput('It ends today or later, and not before it begins.', 'until');
  }
  return ctx.attempt({ action: 'start-ups.end-purchase' }, async ({ store, now }) => ({
    findings: [],
    write: async () =>
      (await store.update(StartUpPurchaseAgreement, known.id, { untilDay, changedAt: now })) ??
      known,
  }));
}

/** The price of one when so many are bought in all. */
export function priceOf(tiers: readonly Tier[], inAll: bigint): bigint {
  const reached = tiers.filter(({ from }) => BigInt(from) <= inAll).at(-1);
  return BigInt(reached?.price ?? 0);
}

function tiersOf(tiers: readonly StartUpTierInput[], currency: string): Tier[] {
  if (tiers.length < 1 || tiers.length > 20)
    throw badInput('1 to 20 prices are expected.', 'tiers');
  return tiers.map(({ from, price }, i) => {
    const [at, before] = [wholeOf(from, `tiers.${i}.from`), BigInt(tiers[i - 1]?.from ?? 0)];
    if (i === 0 ? at !== 1n : at <= before) {
      throw badInput(
        'Prices are from 1 on, each from more than the one before.',
        `tiers.${i}.from`,
      );
    }
    const minor = minorOf(price, currency, `tiers.${i}.price`);
    if (minor < 0n || minor > mostMinor) throw badInput('No such price.', `tiers.${i}.price`);
    return { from: `${at}`, price: `${minor}` };
  });
}

/** A whole number from 1 to a billion. */
export function wholeOf(value: string, path: string): bigint {
  if (/^[1-9]\d{0,9}$/.test(value) && BigInt(value) <= 1_000_000_000n) return BigInt(value);
  const said = { code: 'input.no-count', values: { limit: 1_000_000_000 } };
  throw badInput('A whole number from 1 to a billion is expected.', path, said);
}

const mostMinor = 99_999_999_999n;
