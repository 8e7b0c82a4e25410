import {
  type Attempt,
  type AttemptContext,
  type Attempted,
  badInput,
  changeable,
  localId,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { carryOut, payOut, tell } from './carry-out.js';
import { activityFindings, startUpOf } from './describe-activity.js';
import { inventoryOf, mostItems, placeOf } from './inventory.js';
import { memberOf } from './plan-ahead.js';
import { SpinOffStatus, StartUpSpinOff, StartUpSpinOffItem } from './spin-off.entity.js';
import type {
  StartUpDecideSpinOffItemsInput,
  StartUpJudgeSpinOffInput,
  StartUpPrepareSpinOffInput,
  StartUpSpinOffStepInput,
  StartUpTransferSpinOffInput,
} from './spin-off.inputs.js';
import { conditionFindings, itemsOf, transferFindings } from './spin-off-conditions.js';

const { DRAFT, SUBMITTED, APPROVED, REFUSED, TRANSFERRED, WITHDRAWN } = SpinOffStatus;

/** draft → submitted → approved or refused → transferred; what is not yet transferred, withdrawn. */
export const spinOffSteps = {
  decide: { name: 'decide-spin-off-items', permission: 'start-ups.write', from: [DRAFT] },
  submit: { name: 'submit-spin-off', permission: 'start-ups.write', from: [DRAFT] },
  judge: { name: 'judge-spin-off', permission: 'start-ups.judge-spin-off', from: [SUBMITTED] },
  transfer: {
    ...{ name: 'transfer-spin-off', permission: 'start-ups.transfer-spin-off' },
    from: [APPROVED],
  },
  withdraw: {
    ...{ name: 'withdraw-spin-off', permission: 'start-ups.write' },
    from: [DRAFT, SUBMITTED, APPROVED],
  },
} as const satisfies Record<string, SpinOffStep>;

interface SpinOffStep {
  readonly name: string;
  readonly permission: string;
  readonly from: readonly SpinOffStatus[];
}

/**
 * Opens the file of an activity with its inventory. A draft that is prepared again takes up what has
 * come since, and keeps what was decided.
 */
export async function prepareSpinOff(
  ctx: PluginContext,
  input: StartUpPrepareSpinOffInput,
): Promise<Attempted<StartUpSpinOff>> {
  const { activityId, currency } = await startUpOf(ctx, input.activityId);
  const { transferOn, enterpriseNumber, iban: companyAccount, dryRun } = input;
  if (transferOn <= ctx.today) throw badInput('The day of the transfer is to come.', 'transferOn');
  const companyName = text(input.companyName, 'companyName');
  const head = { companyName, enterpriseNumber, companyAccount, transferOn };
  return ctx.attempt({ action: 'start-ups.prepare-spin-off', dryRun }, async (inside) => {
    const { store, now, viewer } = inside;
    const findings = await activityFindings(inside, activityId);
    const open = { activityId, status: { in: [DRAFT, SUBMITTED, APPROVED] } };
    const [known] = await store.find(StartUpSpinOff, open, { limit: 1 });
    if (known !== undefined && known.status !== DRAFT) {
      findings.push({ code: 'start-ups.spin-off-open', path: ['activityId'] });
    }
    const listed = await inventoryOf(inside, activityId, transferOn);
    if (listed.length > mostItems) {
      const values = { count: listed.length, limit: mostItems };
      findings.push({ code: 'start-ups.spin-off-too-large', path: ['activityId'], values });
    }
    return {
      findings,
      write: async () => {
        const preparedById = viewer?.memberId;
        if (preparedById === undefined) throw new Error('A spin-off is prepared by somebody.');
        const row = { ...head, preparedById, changedAt: now };
        const file =
          (known && (await store.update(StartUpSpinOff, known.id, row))) ??
          (await store.insert(StartUpSpinOff, { ...row, activityId, currency, status: DRAFT }));
        await takeUp(inside, file, listed);
        return file;
      },
    };
  });
}

/** What is new is added, what is gone leaves; what was decided of the rest stays. */
async function takeUp(
  inside: PluginContext,
  { id: spinOffId, currency }: StartUpSpinOff,
  listed: Awaited<ReturnType<typeof inventoryOf>>,
): Promise<void> {
  const { store } = inside;
  const before = new Map(
    (await itemsOf(inside, spinOffId)).map((item) => [placeOf(item), item] as const),
  );
  for (const one of listed) {
    const known = before.get(placeOf(one));
    before.delete(placeOf(one));
    const { valueMinor } = one;
    if (known === undefined) {
      await store.insert(StartUpSpinOffItem, { ...one, spinOffId, currency });
    } else if (known.valueMinor !== valueMinor) {
      await store.update(StartUpSpinOffItem, known.id, { valueMinor });
    }
  }
  for (const { id } of before.values()) await store.remove(StartUpSpinOffItem, id);
}

export async function decideItems(
  ctx: PluginContext,
  input: StartUpDecideSpinOffItemsInput,
): Promise<Attempted<StartUpSpinOff>> {
  const { decisions } = input;
  if (decisions.length < 1 || decisions.length > 100) {
    throw badInput('1 to 100 decisions are expected.', 'decisions');
  }
  const read = decisions.map(({ itemId, decision, note, ownerId }, i) => ({
    itemId: localId('StartUpSpinOffItem', itemId, `decisions.${i}.itemId`),
    ...{ decision, note: text(note, `decisions.${i}.note`, 500) ?? null },
    ownerId,
  }));
  const owners: (string | null)[] = [];
  for (const [i, { ownerId = null }] of read.entries()) {
    owners.push(await memberOf(ctx, ownerId, `decisions.${i}.ownerId`));
  }
  return take(ctx, spinOffSteps.decide, input, async (inside, file) => {
    const findings: PluginFinding[] = [];
    const { store } = inside;
    for (const [i, { itemId }] of read.entries()) {
      const item = await store.get(StartUpSpinOffItem, itemId);
      if (item?.spinOffId === file.id) continue;
      findings.push({ code: 'start-ups.spin-off-no-item', path: ['decisions', `${i}`, 'itemId'] });
    }
    return {
      findings,
      write: async () => {
        for (const [i, { itemId, decision, note }] of read.entries()) {
          const change = { decision, note, ownerId: owners[i] ?? null };
          await store.update(StartUpSpinOffItem, itemId, change);
        }
        return {};
      },
    };
  });
}

export const submitSpinOff = (ctx: PluginContext, input: StartUpSpinOffStepInput) =>
  take(ctx, spinOffSteps.submit, input, async (inside, file) => ({
    findings: await conditionFindings(inside, file),
    write: async () => ({ status: SUBMITTED }),
  }));

/** Somebody else than who prepared it and than the manager. */
export async function judgeSpinOff(ctx: PluginContext, input: StartUpJudgeSpinOffInput) {
  const reasons = text(input.reasons, 'reasons', 1_000);
  const { favourable } = input;
  return take(ctx, spinOffSteps.judge, input, async (inside, file) => ({
    findings: [
      ...(await fourEyes(inside, file)),
      ...(favourable ? await conditionFindings(inside, file) : []),
    ],
    write: async () => ({
      ...{ status: favourable ? APPROVED : REFUSED, reasons },
      judgedById: inside.viewer?.memberId ?? null,
    }),
  }));
}

export const withdrawSpinOff = (ctx: PluginContext, input: StartUpSpinOffStepInput) =>
  take(ctx, spinOffSteps.withdraw, input, async () => ({
    findings: [],
    write: async () => ({ status: WITHDRAWN }),
  }));

/** A third person carries it out: the things go along, and the money that is left is paid out. */
export async function transferSpinOff(ctx: PluginContext, input: StartUpTransferSpinOffInput) {
  return take(ctx, spinOffSteps.transfer, input, async (inside, file) => {
    const amountMinor = minorOf(input.amount, file.currency, 'amount');
    if (amountMinor < 0n) throw badInput('An amount is not below nothing.', 'amount');
    return {
      findings: [...(await fourEyes(inside, file)), ...(await transferFindings(inside, file))],
      write: async () => {
        const items = await itemsOf(inside, file.id);
        const there = await inventoryOf(inside, file.activityId, file.transferOn);
        const open = new Set(there.map(placeOf));
        const left = await carryOut(inside, file, items, open);
        if (amountMinor > 0n) await payOut(inside, file, amountMinor);
        tell(inside, file, items);
        const transferredById = inside.viewer?.memberId ?? null;
        const completedOn = left === 0 ? inside.today : null;
        return { status: TRANSFERRED, settledMinor: amountMinor, transferredById, completedOn };
      },
    };
  });
}

interface Change {
  readonly findings: readonly PluginFinding[];
  write(): Promise<Partial<StartUpSpinOff>>;
}

async function take(
  ctx: PluginContext,
  { name, permission, from }: SpinOffStep,
  input: {
    readonly id: string;
    readonly dryRun?: boolean | null;
    readonly idempotencyKey?: string;
  },
  judge: (inside: AttemptContext, file: StartUpSpinOff) => Promise<Change>,
): Promise<Attempted<StartUpSpinOff>> {
  const { id, activityId } = await changeable(ctx, StartUpSpinOff, input.id, { permission });
  const { idempotencyKey: key, dryRun, id: _, ...said } = input;
  const once = key === undefined ? undefined : { key, input: said, entity: StartUpSpinOff, id };
  const step: Attempt = { action: `start-ups.${name}`, dryRun, ...(once && { once }) };
  return ctx.attempt(step, async (inside) => {
    // The activity first, as everybody who changes something of it does.
    await inside.core.lock('Activity', activityId);
    const file = await locked(inside, StartUpSpinOff, id);
    const status = { code: `start-ups.spin-off-is-${file.status.toLowerCase()}`, path: ['id'] };
    if (!from.includes(file.status)) {
      return { findings: [status], write: () => Promise.resolve(file) };
    }
    const { findings, write } = await judge(inside, file);
    return {
      findings,
      write: async () => {
        const change = { ...(await write()), changedAt: inside.now };
        return (await inside.store.update(StartUpSpinOff, id, change)) ?? file;
      },
    };
  });
}

/** Who prepared it, who manages it and who judged it are no other pair of eyes. */
async function fourEyes(
  { core, viewer }: PluginContext,
  { activityId, preparedById, judgedById }: StartUpSpinOff,
): Promise<PluginFinding[]> {
  const activity = await core.read('Activity', activityId);
  const taken = [preparedById, judgedById, activity?.managerId];
  if (viewer !== null && !taken.includes(viewer.memberId)) return [];
  return [{ code: 'start-ups.four-eyes', path: ['id'] }];
}
