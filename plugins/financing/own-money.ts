import {
  type Attempt,
  type AttemptContext,
  type Attempted,
  type CurrentAccountState,
  changeable,
  GezelError,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import type { Telling } from './apply.js';
import { endOf, FinancingOwnMoney, OwnMoneyStatus, toBackMinor } from './own-money.entity.js';
import type {
  FinancingCancelOwnMoneyInput,
  FinancingReceiveOwnMoneyInput,
  FinancingReturnOwnMoneyInput,
} from './own-money.inputs.js';
import { monthly } from './repayment-plan.js';
import { amountText } from './scoring.js';
import { positive } from './set-terms.js';

const { AGREED, RUNNING, SETTLED, CANCELLED, ASSUMED } = OwnMoneyStatus;

/** Finance says which movement of the bank it is: from then on the activity may spend it. */
export async function receive(
  ctx: PluginContext,
  input: FinancingReceiveOwnMoneyInput,
): Promise<Attempted<FinancingOwnMoney>> {
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  const own = await mine(ctx, input.id, 'financing.decide');
  const step: Step = {
    action: 'financing.receive-own-money',
    from: AGREED,
    input,
    said: bankLineId,
  };
  return take(ctx, own, step, async ({ core, today }, row) => {
    const { id: accountId, activityId, memberId, amountMinor } = row;
    const order = { key: `${accountId}:in`, accountId, amountMinor, activityId, memberId };
    const service = 'financing.current-account';
    const state = await core.currentAccounts.payIn({ ...order, bankLineId, service });
    const change = { status: RUNNING, receivedOn: today, nextBackOn: row.firstBackOn };
    return { ...expectBooks({ ...row, ...change }, state), ...change };
  });
}

/** Pays some of it back now: a payout that somebody else releases. */
export async function payBackNow(
  ctx: PluginContext,
  input: FinancingReturnOwnMoneyInput,
): Promise<Attempted<FinancingOwnMoney>> {
  const own = await mine(ctx, input.id, 'financing.apply');
  const amountMinor = positive(input.amount, own.currency, 'amount');
  const step: Step = {
    ...{ action: 'financing.pay-back-own-money', from: RUNNING, input, said: `${amountMinor}` },
    amountMinor,
  };
  return take(ctx, own, step, (inside, row) =>
    goesBack(inside, row, { key: ctx.newId(), amountMinor }),
  );
}

/** The member lets some of it go: only they may, for it is theirs. */
export async function letGo(
  ctx: PluginContext,
  input: FinancingReturnOwnMoneyInput,
): Promise<Attempted<FinancingOwnMoney>> {
  const own = await mine(ctx, input.id, 'financing.apply');
  if (ctx.viewer?.memberId !== own.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'financing.apply' });
  }
  const amountMinor = positive(input.amount, own.currency, 'amount');
  const step: Step = {
    ...{ action: 'financing.let-own-money-go', from: RUNNING, input, said: `${amountMinor}` },
    amountMinor,
  };
  return take(ctx, own, step, async ({ core }, row) => {
    const order = { key: ctx.newId(), accountId: row.id, amountMinor };
    const change = { forgivenMinor: row.forgivenMinor + amountMinor };
    return standing({ ...row, ...change }, await core.currentAccounts.forgive(order));
  });
}

/** It will not come. */
export async function cancelOwnMoney(
  ctx: PluginContext,
  input: FinancingCancelOwnMoneyInput,
): Promise<Attempted<FinancingOwnMoney>> {
  const own = await mine(ctx, input.id, 'financing.apply');
  const step: Step = { action: 'financing.cancel-own-money', from: AGREED, input, said: null };
  return take(ctx, own, step, async () => ({ status: CANCELLED }));
}

/** The company that the activity became owes the rest to the member, who consents. */
export function assumeOwnMoney(
  ctx: PluginContext,
  own: FinancingOwnMoney,
  { enterpriseNumber: assumedBy }: { readonly enterpriseNumber: string },
): Promise<Attempted<FinancingOwnMoney>> {
  const step: Step = { action: 'financing.assume-own-money', from: RUNNING, input: {}, said: null };
  return take(ctx, own, step, async ({ core }, row) => {
    const amountMinor = toBackMinor(row);
    const order = { key: `${row.id}:assumed`, accountId: row.id, amountMinor };
    const change = { assumedMinor: amountMinor, assumedBy, status: ASSUMED, nextBackOn: null };
    expectBooks({ ...row, ...change }, await core.currentAccounts.forgive(order));
    return change;
  });
}

/** Pays back a part out of what the activity has, and answers how it then stands. */
export async function goesBack(
  { core }: Pick<PluginContext, 'core'>,
  row: Sums,
  { key, amountMinor }: { readonly key: string; readonly amountMinor: bigint },
): Promise<Partial<FinancingOwnMoney>> {
  const state = await core.currentAccounts.payBack({ key, accountId: row.id, amountMinor });
  return standing({ ...row, paidBackMinor: row.paidBackMinor + amountMinor }, state);
}

/** The part that goes back next, and what is missing of it; null when all is back. */
export function nextPart(
  own: Omit<Sums, 'id'>,
): { readonly dueOn: string; readonly leftMinor: bigint } | null {
  if (toBackMinor(own) === 0n) return null;
  let done = own.paidBackMinor + own.forgivenMinor;
  for (const { dueOn, amountMinor } of monthly(own.amountMinor, own.months, own.firstBackOn)) {
    if (done < amountMinor) return { dueOn, leftMinor: amountMinor - done };
    done -= amountMinor;
  }
  return null;
}

/** What of a row its sums are made of. */
type Sums = Parameters<typeof toBackMinor>[0] &
  Pick<FinancingOwnMoney, 'id' | 'months' | 'firstBackOn'>;

interface Step {
  readonly action: string;
  readonly from: OwnMoneyStatus;
  readonly input: { readonly idempotencyKey?: string; readonly dryRun?: boolean | null };
  /** What makes a repeat another request. */
  readonly said: string | null;
  /** Of what is still to go back. */
  readonly amountMinor?: bigint;
}

/** Whose own money it is sees it as they see its activity; NOT_FOUND when hidden. */
const mine = (ctx: PluginContext, id: string, permission: string) =>
  changeable(ctx, FinancingOwnMoney, id, { permission });

function take(
  ctx: PluginContext,
  { id, activityId }: FinancingOwnMoney,
  { action, from, input, said, amountMinor = 0n }: Step,
  change: (inside: AttemptContext, row: FinancingOwnMoney) => Promise<Partial<FinancingOwnMoney>>,
): Promise<Attempted<FinancingOwnMoney>> {
  const { idempotencyKey: key, dryRun } = input;
  const once = key === undefined ? {} : { once: { key, input: { id, said }, entity, id } };
  const how: Attempt = { action, dryRun, ...once };
  return ctx.attempt(how, async (inside) => {
    // The activity first, as everybody who moves its money does: nobody waits for the other.
    await inside.core.lock('Activity', activityId);
    const row = await locked(inside, FinancingOwnMoney, id);
    const findings: PluginFinding[] = [];
    if (row.status !== from) {
      findings.push({ code: 'financing.own-money-is-other', path: ['id'] });
    } else if (amountMinor > toBackMinor(row)) {
      const values = { owed: amountText(toBackMinor(row), row.currency) };
      findings.push({ code: 'financing.more-than-owed', path: ['amount'], values });
    }
    return {
      findings,
      write: async () => {
        const changed = await change(inside, row);
        const { status } = { ...row, ...changed };
        await tell(inside, { ...row, ...changed }, status.toLowerCase());
        const ended = { ...changed, endedOn: endOf(status, inside.today) };
        return (await inside.store.update(FinancingOwnMoney, id, ended)) ?? row;
      },
    };
  });
}

const entity = FinancingOwnMoney;

/** Others hear how it stands, with what is still to go back. */
export const tell = (
  { emit }: Pick<Telling, 'emit'>,
  { id, activityId, ...sums }: Pick<FinancingOwnMoney, 'id' | 'activityId'> & ToBack,
  what: string,
): void | Promise<void> =>
  emit({
    ...{ type: `financing.own-money-${what}`, activityId },
    subject: { type: 'FinancingOwnMoney', id },
    payload: { valueMinor: `${toBackMinor(sums)}` },
  });

type ToBack = Parameters<typeof toBackMinor>[0];

function standing(after: Sums, state: CurrentAccountState): Partial<FinancingOwnMoney> {
  const next = nextPart(after);
  const { paidBackMinor, forgivenMinor } = after;
  const status = next === null ? SETTLED : RUNNING;
  expectBooks(after, state);
  return { paidBackMinor, forgivenMinor, nextBackOn: next?.dueOn ?? null, status };
}

/** The same books twice: what the row says is to go back must be what the ledger says. */
function expectBooks(own: Sums, { owedMinor }: CurrentAccountState): object {
  if (owedMinor === toBackMinor(own)) return {};
  throw new Error(`The ledger knows another sum of the own money ${own.id} than its row.`);
}
