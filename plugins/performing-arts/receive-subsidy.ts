import {
  type Attempted,
  badInput,
  changeable,
  Decimal,
  Field,
  handler,
  ID,
  InputType,
  localId,
  locked,
  minorOf,
  money,
  type PluginContext,
  type PluginFinding,
  registerEnumType,
} from 'gezel/sdk';
import {
  PerformingArtsSubsidy,
  PerformingArtsSubsidyScheme,
  SubsidyStatus,
} from './subsidy.entity.js';

const { GRANTED, REPORTED, CLOSED } = SubsidyStatus;

export enum Tranche {
  ADVANCE = 'ADVANCE',
  BALANCE = 'BALANCE',
}
registerEnumType(Tranche, {
  name: 'PerformingArtsTranche',
  description: 'A part in which a subsidy is paid.',
  valuesConfig: {
    ADVANCE: { description: 'Before the report.' },
    BALANCE: { description: 'After the report.' },
  },
});

@InputType({ description: 'A part of a subsidy that the funder has paid, as the bank shows it.' })
export class PerformingArtsReceiveSubsidyInput {
  @Field(() => ID, { description: 'The file.' })
  id: string;

  @Field(() => Tranche, { description: 'Which part.' })
  tranche: Tranche;

  @Field(() => ID, { description: 'The movement of the bank that brought it.' })
  bankLineId: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much came, where the funder has paid less than the part.',
  })
  amount?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat answers the first.' })
  idempotencyKey: string;
}

/** Books the part as an income of the activity, less the fee: the ledger and the file say the same. */
export async function receiveSubsidy(
  ctx: PluginContext,
  input: PerformingArtsReceiveSubsidyInput,
): Promise<Attempted<PerformingArtsSubsidy>> {
  const permission = 'performing-arts.book';
  const { id, currency } = await changeable(ctx, PerformingArtsSubsidy, input.id, { permission });
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  const saidMinor = input.amount == null ? null : minorOf(input.amount, currency, 'amount');
  if (saidMinor !== null && saidMinor <= 0n) {
    throw badInput('The amount is more than nothing.', 'amount');
  }
  const once = { key: input.idempotencyKey, input, entity: PerformingArtsSubsidy, id };
  const step = { action: 'performing-arts.receive-subsidy', dryRun: input.dryRun, once };
  return ctx.attempt(step, async (inside) => {
    const subsidy = await locked(inside, PerformingArtsSubsidy, id);
    const part = partOf(subsidy, input.tranche);
    const amountMinor = saidMinor ?? part.amountMinor;
    return {
      findings: findingsOf(subsidy, input.tranche, amountMinor),
      write: async () => {
        const { incomeId, receivedOn } = await book(inside, subsidy, { bankLineId, amountMinor });
        const received =
          input.tranche === Tranche.ADVANCE
            ? { advanceReceivedOn: receivedOn, advanceIncomeId: incomeId }
            : { balanceReceivedOn: receivedOn, balanceIncomeId: incomeId };
        const done = subsidy.status === REPORTED && isPaid({ ...subsidy, ...received });
        const status = done ? CLOSED : subsidy.status;
        const subject = { type: 'PerformingArtsSubsidy', id };
        const { activityId } = subsidy;
        const payload = { tranche: input.tranche, amountMinor: `${amountMinor}`, currency };
        const type = 'performing-arts.subsidy-received';
        inside.emit({ type, subject, activityId, payload });
        const row = { ...received, status, changedAt: inside.now };
        return (await inside.store.update(PerformingArtsSubsidy, id, row)) ?? subsidy;
      },
    };
  });
}

async function book(
  { core, store, newId }: PluginContext,
  { activityId, schemeId, currency, reference, title }: PerformingArtsSubsidy,
  order: { readonly bankLineId: string; readonly amountMinor: bigint },
) {
  const scheme = await store.get(PerformingArtsSubsidyScheme, schemeId);
  if (scheme === null) throw new Error('A file has its scheme.');
  return core.incomes.record({
    ...{ ...order, key: newId(), activityId, currency, kind: 'SUBSIDY' },
    ...{ service: 'performing-arts.subsidy', payer: scheme.funder },
    reference: reference ?? title,
  });
}

const partOf = (subsidy: PerformingArtsSubsidy, tranche: Tranche) =>
  tranche === Tranche.ADVANCE
    ? { came: subsidy.advanceReceivedOn, amountMinor: subsidy.advanceMinor ?? 0n }
    : { came: subsidy.balanceReceivedOn, amountMinor: subsidy.balanceMinor ?? 0n };

function findingsOf(
  subsidy: PerformingArtsSubsidy,
  tranche: Tranche,
  amountMinor: bigint,
): PluginFinding[] {
  const { status, currency, reportedOn } = subsidy;
  if (status !== GRANTED && status !== REPORTED) {
    return [{ code: `performing-arts.subsidy-${status.toLowerCase()}`, path: ['id'] }];
  }
  const part = partOf(subsidy, tranche);
  const found: PluginFinding[] = [];
  const path = ['tranche'];
  const whole = money(part.amountMinor, currency).amount;
  if (part.came !== null) found.push({ code: 'performing-arts.tranche-received', path });
  if (part.amountMinor === 0n) found.push({ code: 'performing-arts.no-such-tranche', path });
  else if (amountMinor > part.amountMinor) {
    const values = { whole, currency };
    found.push({ code: 'performing-arts.tranche-exceeded', path: ['amount'], values });
  } else if (amountMinor < part.amountMinor) {
    const values = { whole, currency };
    const short = { code: 'performing-arts.tranche-short', path: ['amount'], values };
    found.push({ ...short, severity: 'WARNING' });
  }
  if (tranche === Tranche.BALANCE && reportedOn === null) {
    found.push({ code: 'performing-arts.balance-before-report', path, severity: 'WARNING' });
  }
  return found;
}

/** Whether all that there is to come has come. */
export const isPaid = (subsidy: Pick<PerformingArtsSubsidy, Parts>): boolean =>
  (subsidy.advanceMinor === 0n || subsidy.advanceReceivedOn !== null) &&
  (subsidy.balanceMinor === 0n || subsidy.balanceReceivedOn !== null);

type Parts = 'advanceMinor' | 'balanceMinor' | 'advanceReceivedOn' | 'balanceReceivedOn';

/** A part whose income was taken back has not come after all. */
export const unbookTranches = handler({
  name: 'unbook-tranches',
  on: ['income.reversed'],
  handle: async ({ store, now }, { subject: { id: incomeId } }) => {
    for (const property of ['advanceIncomeId', 'balanceIncomeId'] as const) {
      const [found] = await store.find(PerformingArtsSubsidy, { [property]: incomeId });
      const subsidy = found && (await store.lock(PerformingArtsSubsidy, found.id));
      if (subsidy?.[property] !== incomeId) continue;
      const part =
        property === 'advanceIncomeId'
          ? { advanceReceivedOn: null, advanceIncomeId: null }
          : { balanceReceivedOn: null, balanceIncomeId: null };
      const status = subsidy.status === CLOSED ? REPORTED : subsidy.status;
      await store.update(PerformingArtsSubsidy, subsidy.id, { ...part, status, changedAt: now });
    }
  },
});
