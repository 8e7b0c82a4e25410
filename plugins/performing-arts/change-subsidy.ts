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
  type PluginContext,
  type PluginFinding,
  registerEnumType,
  text,
} from 'gezel/sdk';
import { tranchesOf } from './request-subsidy.js';
import {
  PerformingArtsSubsidy,
  PerformingArtsSubsidyScheme,
  SubsidyStatus,
} from './subsidy.entity.js';

const { REQUESTED, GRANTED, REFUSED, REPORTED, CLOSED, WITHDRAWN } = SubsidyStatus;

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

@InputType({ description: 'What a funder decided.' })
export class PerformingArtsDecideSubsidyInput {
  @Field(() => ID, { description: 'The file.' })
  id: string;

  @Field(() => Decimal, { nullable: true, description: 'What is granted; absent: it is refused.' })
  granted?: string | null;

  @Field(() => String, { nullable: true, description: 'The funder’s own number.' })
  reference?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'The report of a project to its funder.' })
export class PerformingArtsReportSubsidyInput {
  @Field(() => ID, { description: 'The file.' })
  id: string;

  @Field(() => CivilDate, { description: 'The day on which it was handed in, today or before.' })
  on: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A part of a subsidy that the funder has paid.' })
export class PerformingArtsReceiveSubsidyInput {
  @Field(() => ID, { description: 'The file.' })
  id: string;

  @Field(() => Tranche, { description: 'Which part.' })
  tranche: Tranche;

  @Field(() => CivilDate, { description: 'The day on which it came, today or before.' })
  on: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A request that is taken back.' })
export class PerformingArtsWithdrawSubsidyInput {
  @Field(() => ID, { description: 'The file.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

type Subsidy = PerformingArtsSubsidy;

/** Keeps the decision: a grant is divided into advance and balance by its scheme. */
export function decideSubsidy(
  ctx: PluginContext,
  input: PerformingArtsDecideSubsidyInput,
): Promise<Attempted<Subsidy>> {
  const reference = text(input.reference ?? null, 'reference');
  const step = { action: 'performing-arts.decide-subsidy', from: [REQUESTED] };
  return change(ctx, step, input, async (inside, { schemeId, currency }) => {
    if (input.granted == null) return { change: { status: REFUSED, reference } };
    const grantedMinor = minorOf(input.granted, currency, 'granted');
    if (grantedMinor <= 0n) throw badInput('A grant is more than nothing.', 'granted');
    const scheme = await locked(inside, PerformingArtsSubsidyScheme, schemeId);
    const parts = tranchesOf(scheme, grantedMinor);
    return { change: { status: GRANTED, reference, grantedMinor, ...parts } };
  });
}

/** Late is late, but better than never: the funder decides what it makes of it. */
export function reportSubsidy(
  ctx: PluginContext,
  input: PerformingArtsReportSubsidyInput,
): Promise<Attempted<Subsidy>> {
  const { on } = input;
  notAhead(ctx, on);
  const step = { action: 'performing-arts.report-subsidy', from: [GRANTED] };
  return change(ctx, step, input, async (_, subsidy) => {
    const values = { due: subsidy.reportDueOn };
    const late: PluginFinding = {
      ...{ code: 'performing-arts.subsidy-report-late', path: ['on'], values },
      severity: 'WARNING',
    };
    const next = { ...subsidy, reportedOn: on };
    return {
      change: { reportedOn: on, status: isPaid(next) ? CLOSED : REPORTED },
      remarks: on > subsidy.reportDueOn ? [late] : [],
    };
  });
}

export function receiveSubsidy(
  ctx: PluginContext,
  input: PerformingArtsReceiveSubsidyInput,
): Promise<Attempted<Subsidy>> {
  const { on, tranche } = input;
  notAhead(ctx, on);
  const step = { action: 'performing-arts.receive-subsidy', from: [GRANTED, REPORTED] };
  return change(ctx, step, input, async (_, subsidy) => {
    const advance = tranche === Tranche.ADVANCE;
    const came = advance ? subsidy.advanceReceivedOn : subsidy.balanceReceivedOn;
    const amount = advance ? subsidy.advanceMinor : subsidy.balanceMinor;
    const path = ['tranche'];
    const received = advance ? { advanceReceivedOn: on } : { balanceReceivedOn: on };
    const done = isPaid({ ...subsidy, ...received }) && subsidy.status === REPORTED;
    return {
      change: { ...received, status: done ? CLOSED : subsidy.status },
      remarks: [
        ...(came === null ? [] : [{ code: 'performing-arts.tranche-received', path }]),
        ...(amount === 0n ? [{ code: 'performing-arts.no-such-tranche', path }] : []),
        ...(advance || subsidy.reportedOn !== null
          ? []
          : [
              { code: 'performing-arts.balance-before-report', path, severity: 'WARNING' as const },
            ]),
      ],
    };
  });
}

export const withdrawSubsidy = (
  ctx: PluginContext,
  input: PerformingArtsWithdrawSubsidyInput,
): Promise<Attempted<Subsidy>> =>
  change(
    ctx,
    { action: 'performing-arts.withdraw-subsidy', from: [REQUESTED] },
    input,
    async () => ({ change: { status: WITHDRAWN } }),
  );

/** Whether all that there is to come has come. */
const isPaid = (subsidy: Pick<Subsidy, Parts>): boolean =>
  (subsidy.advanceMinor === 0n || subsidy.advanceReceivedOn !== null) &&
  (subsidy.balanceMinor === 0n || subsidy.balanceReceivedOn !== null);

type Parts = 'advanceMinor' | 'balanceMinor' | 'advanceReceivedOn' | 'balanceReceivedOn';

function notAhead({ today }: PluginContext, on: string): void {
  if (on > today) throw badInput('That day is still to come.', 'on');
}

interface Step {
  readonly action: string;
  readonly from: readonly SubsidyStatus[];
}

interface Change {
  readonly change: Partial<Subsidy> & { readonly status: SubsidyStatus };
  readonly remarks?: readonly PluginFinding[];
}

/** A step of a file, which is locked first; from another state it is refused. */
async function change(
  ctx: PluginContext,
  { action, from }: Step,
  input: { readonly id: string; readonly dryRun?: boolean | null },
  becomes: (inside: PluginContext, subsidy: Subsidy) => Promise<Change>,
): Promise<Attempted<Subsidy>> {
  const permission = 'performing-arts.write';
  const { id, activityId } = await changeable(ctx, PerformingArtsSubsidy, input.id, { permission });
  return ctx.attempt({ action, dryRun: input.dryRun }, async (inside) => {
    const subsidy = await locked(inside, PerformingArtsSubsidy, id);
    const code = `performing-arts.subsidy-${subsidy.status.toLowerCase()}`;
    if (!from.includes(subsidy.status)) {
      return { findings: [{ code, path: ['id'] }], write: async () => subsidy };
    }
    const next = await becomes(inside, subsidy);
    return {
      findings: next.remarks ?? [],
      write: async () => {
        const subject = { type: 'PerformingArtsSubsidy', id };
        const type = `performing-arts.subsidy-${next.change.status.toLowerCase()}`;
        if (next.change.status !== subsidy.status) inside.emit({ type, subject, activityId });
        const row = { ...next.change, changedAt: inside.now };
        return (await inside.store.update(PerformingArtsSubsidy, id, row)) ?? subsidy;
      },
    };
  });
}
