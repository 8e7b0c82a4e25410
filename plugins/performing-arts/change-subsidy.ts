import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  code,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  money,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { isPaid } from './receive-subsidy.js';
import { tranchesOf } from './request-subsidy.js';
import {
  PerformingArtsSubsidy,
  PerformingArtsSubsidyScheme,
  SubsidyStatus,
} from './subsidy.entity.js';
import { PerformingArtsSubsidyCost } from './subsidy-cost.entity.js';

const { REQUESTED, GRANTED, REFUSED, REPORTED, CLOSED, WITHDRAWN } = SubsidyStatus;

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

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of what was handed in, of those that the scheme asks for: at most 20.',
  })
  pieces?: string[] | null;

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
  return change(ctx, step, input, async (inside, { schemeId, currency, abroad }) => {
    if (input.granted == null) return { change: { status: REFUSED, reference } };
    const grantedMinor = minorOf(input.granted, currency, 'granted');
    if (grantedMinor <= 0n) throw badInput('A grant is more than nothing.', 'granted');
    const scheme = await locked(inside, PerformingArtsSubsidyScheme, schemeId);
    const parts = tranchesOf(scheme, grantedMinor, abroad);
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
  const pieces = (input.pieces ?? []).map((piece, i) => code(piece, `pieces.${i}`));
  return change(ctx, step, input, async (inside, subsidy) => ({
    change: { reportedOn: on, status: isPaid(subsidy) ? CLOSED : REPORTED },
    remarks: [
      ...(on > subsidy.reportDueOn ? [late(subsidy)] : []),
      ...(await missingPieces(inside, subsidy, pieces)),
      ...(await underspent(inside, subsidy)),
    ],
  }));
}

const late = ({ reportDueOn: due }: Subsidy): PluginFinding => ({
  ...{ code: 'performing-arts.subsidy-report-late', path: ['on'], values: { due } },
  severity: 'WARNING',
});

/** A report without what the scheme asks for is none. */
async function missingPieces(
  { store }: PluginContext,
  { schemeId }: Subsidy,
  given: readonly string[],
): Promise<PluginFinding[]> {
  const scheme = await store.get(PerformingArtsSubsidyScheme, schemeId);
  const missing = (scheme?.reportPieces ?? []).filter((piece) => !given.includes(piece));
  return missing.map((piece) => ({
    ...{ code: 'performing-arts.subsidy-piece-missing', path: ['pieces'], values: { piece } },
  }));
}

/** What was not spent on the days of the project may be asked back. */
async function underspent(
  { store }: PluginContext,
  { id: subsidyId, grantedMinor, currency }: Subsidy,
): Promise<PluginFinding[]> {
  const where = { subsidyId };
  const [all] = await store.totals(PerformingArtsSubsidyCost, { where, sum: ['amountMinor'] });
  const spentMinor = all?.sum.amountMinor ?? 0n;
  if (grantedMinor === null || spentMinor >= grantedMinor) return [];
  const text = (minor: bigint) => money(minor, currency).amount;
  const values = { spent: text(spentMinor), granted: text(grantedMinor), currency };
  const code = 'performing-arts.subsidy-underspent';
  return [{ code, path: ['id'], values, severity: 'WARNING' }];
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
