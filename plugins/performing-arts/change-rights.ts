import {
  type Attempted,
  badInput,
  changeable,
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
import { PerformingArtsRightsDeclaration, RightsStatus } from './rights.entity.js';

const { DRAFT, DECLARED, BILLED, WITHDRAWN } = RightsStatus;

@InputType({ description: 'A declaration that the society has received.' })
export class PerformingArtsDeclareRightsInput {
  @Field(() => ID, { description: 'The declaration.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'The society’s own number, if it gave one.' })
  reference?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'What a society asks for a declared date.' })
export class PerformingArtsBillRightsInput {
  @Field(() => ID, { description: 'The declaration.' })
  id: string;

  @Field(() => Decimal, { description: 'What it asks, without VAT.' })
  amount: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A declaration that is taken back.' })
export class PerformingArtsWithdrawRightsInput {
  @Field(() => ID, { description: 'The declaration.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export function sendRights(
  ctx: PluginContext,
  input: PerformingArtsDeclareRightsInput,
): Promise<Attempted<PerformingArtsRightsDeclaration>> {
  const reference = text(input.reference ?? null, 'reference');
  return change(ctx, { action: 'performing-arts.declare-rights', from: [DRAFT] }, input, () => ({
    change: { status: DECLARED, reference, declaredOn: ctx.today },
  }));
}

/** Keeps what the society asks; more or less than its tariff makes is worth a look. */
export function billRights(
  ctx: PluginContext,
  input: PerformingArtsBillRightsInput,
): Promise<Attempted<PerformingArtsRightsDeclaration>> {
  const step = { action: 'performing-arts.bill-rights', from: [DECLARED] };
  return change(ctx, step, input, ({ currency, expectedMinor }) => {
    const billedMinor = minorOf(input.amount, currency, 'amount');
    if (billedMinor < 0n) throw badInput('What is asked is not below nothing.', 'amount');
    const values = { expected: money(expectedMinor, currency).amount, currency };
    const other: PluginFinding = {
      ...{ code: 'performing-arts.rights-billed-otherwise', path: ['amount'], values },
      severity: 'WARNING',
    };
    return {
      change: { status: BILLED, billedMinor },
      remarks: billedMinor === expectedMinor ? [] : [other],
    };
  });
}

export const withdrawRights = (
  ctx: PluginContext,
  input: PerformingArtsWithdrawRightsInput,
): Promise<Attempted<PerformingArtsRightsDeclaration>> =>
  change(
    ctx,
    { action: 'performing-arts.withdraw-rights', from: [DRAFT, DECLARED] },
    input,
    () => ({ change: { status: WITHDRAWN } }),
  );

interface Step {
  readonly action: string;
  readonly from: readonly RightsStatus[];
}

interface Change {
  readonly change: Partial<PerformingArtsRightsDeclaration>;
  readonly remarks?: readonly PluginFinding[];
}

async function change(
  ctx: PluginContext,
  { action, from }: Step,
  input: { readonly id: string; readonly dryRun?: boolean | null },
  becomes: (declaration: PerformingArtsRightsDeclaration) => Change,
): Promise<Attempted<PerformingArtsRightsDeclaration>> {
  const permission = 'performing-arts.write';
  const { id } = await changeable(ctx, PerformingArtsRightsDeclaration, input.id, { permission });
  return ctx.attempt({ action, dryRun: input.dryRun }, async (inside) => {
    const declaration = await locked(inside, PerformingArtsRightsDeclaration, id);
    const { status } = declaration;
    const next = becomes(declaration);
    const code = `performing-arts.rights-${status.toLowerCase()}`;
    return {
      findings: from.includes(status) ? (next.remarks ?? []) : [{ code, path: ['id'] }],
      write: async () => {
        const row = { ...next.change, changedAt: inside.now };
        return (await inside.store.update(PerformingArtsRightsDeclaration, id, row)) ?? declaration;
      },
    };
  });
}
