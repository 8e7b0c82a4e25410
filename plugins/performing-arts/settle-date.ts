import {
  type Attempted,
  badInput,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minorOf,
  money,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { statusFindings } from './change-deal.js';
import { closeWhenAllAgreed } from './close-deal.js';
import { DealStatus, SettlementStatus } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { audienceOf, playedFindings } from './declare-rights.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { rightsOf } from './rights-owed.js';
import { PerformingArtsSettlement } from './settlement.entity.js';
import { settle, type Takings } from './settlement.js';

@InputType({ description: 'What a date of a signed deal brought in.' })
export class PerformingArtsProposeSettlementInput {
  @Field(() => ID, { description: 'The deal.' })
  dealId: string;

  @Field(() => ID, { description: 'The date: one of the deal, played or being played today.' })
  dateId: string;

  @Field(() => Int, { description: 'How many came: 0 to 1000000.' })
  audience: number;

  @Field(() => Decimal, { description: 'What the tickets brought in, without VAT.' })
  receipts: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What goes to others first beside the rights that are declared for the date, which are taken ' +
      'off by themselves; nothing when absent.',
  })
  deductions?: string | null;

  @Field(() => String, { description: 'Where the figures come from, at most 500 characters.' })
  evidence: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A settlement to which both sides agree.' })
export class PerformingArtsAgreeSettlementInput {
  @Field(() => ID, { description: 'The settlement.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Works out how the money of a date is shared, or works it out anew while it is not agreed. */
export async function proposeSettlement(
  ctx: PluginContext,
  input: PerformingArtsProposeSettlementInput,
): Promise<Attempted<PerformingArtsSettlement>> {
  const deal = await changeable(ctx, PerformingArtsDeal, input.dealId, {
    ...{ permission: 'performing-arts.write', path: 'dealId' },
  });
  const { id: dealId, activityId, currency } = deal;
  const performanceId = localId('PerformingArtsPerformance', input.dateId, 'dateId');
  const [ofDeal] = await ctx.store.find(PerformingArtsDealDate, { dealId, performanceId });
  if (ofDeal === undefined) throw notFound('PerformingArtsPerformance', input.dateId);
  const said = takingsOf(input, currency);
  const step = { action: 'performing-arts.propose-settlement', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const held = await locked(inside, PerformingArtsDeal, dealId);
    const date = await locked(inside, PerformingArtsPerformance, performanceId);
    const where = { dealId, performanceId };
    const declared = await rightsOf(inside.store, performanceId);
    const takings = withRights(said, declared ?? 0n);
    const [there] = await inside.store.find(PerformingArtsSettlement, where);
    const findings = [
      ...statusFindings(held, [DealStatus.SIGNED], 'dealId'),
      ...playedFindings(date, inside.today),
      ...(there === undefined ? [] : agreedFindings(there, 'dateId')),
      ...takingsFindings(takings),
    ];
    return {
      findings: declared === null && findings.length === 0 ? [undeclared] : findings,
      write: () => {
        const row = { ...where, activityId, currency, ...takings, ...settle(held, takings) };
        const fresh = { ...row, status: SettlementStatus.PROPOSED, changedAt: inside.now };
        return write(inside, there, fresh);
      },
    };
  });
}

async function write(
  { store }: PluginContext,
  there: PerformingArtsSettlement | undefined,
  row: Partial<PerformingArtsSettlement>,
): Promise<PerformingArtsSettlement> {
  if (there === undefined) return store.insert(PerformingArtsSettlement, row);
  return (await store.update(PerformingArtsSettlement, there.id, row)) ?? there;
}

/** From here on it never changes; with the last of its dates the whole deal is settled. */
export async function agreeSettlement(
  ctx: PluginContext,
  input: PerformingArtsAgreeSettlementInput,
): Promise<Attempted<PerformingArtsSettlement>> {
  const permission = 'performing-arts.write';
  const found = await changeable(ctx, PerformingArtsSettlement, input.id, { permission });
  const { id, dealId, activityId } = found;
  const step = { action: 'performing-arts.agree-settlement', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const deal = await locked(inside, PerformingArtsDeal, dealId);
    const settlement = await locked(inside, PerformingArtsSettlement, id);
    return {
      findings: [
        ...agreedFindings(settlement, 'id'),
        ...statusFindings(deal, [DealStatus.SIGNED]),
        ...(await rightsFindings(inside, settlement)),
      ],
      write: async () => {
        const subject = { type: 'PerformingArtsSettlement', id };
        inside.emit({ type: 'performing-arts.settlement-agreed', subject, activityId });
        const agreed = { status: SettlementStatus.AGREED, agreedOn: inside.today };
        const change = { ...agreed, changedAt: inside.now };
        const row = await inside.store.update(PerformingArtsSettlement, id, change);
        await closeWhenAllAgreed(inside, deal);
        return row ?? settlement;
      },
    };
  });
}

function takingsOf(input: PerformingArtsProposeSettlementInput, currency: string) {
  const audience = audienceOf(input.audience);
  const receiptsMinor = minorOf(input.receipts, currency, 'receipts');
  const deductionsMinor = minorOf(input.deductions ?? '0', currency, 'deductions');
  if (receiptsMinor < 0n) throw badInput('Receipts are not below nothing.', 'receipts');
  if (deductionsMinor < 0n) throw badInput('Deductions are not below nothing.', 'deductions');
  const evidence = text(input.evidence, 'evidence', 500);
  return { audience, receiptsMinor, deductionsMinor, evidence };
}

/** Authors come before both sides: what is declared for them is a part of the deductions. */
const withRights = (said: ReturnType<typeof takingsOf>, rightsMinor: bigint) => ({
  ...{ ...said, rightsMinor, deductionsMinor: said.deductionsMinor + rightsMinor },
});

const undeclared: PluginFinding = {
  ...{ code: 'performing-arts.settlement-without-rights', path: ['dateId'], severity: 'WARNING' },
};

/** What was declared, billed or taken back since it was worked out is not in it. */
async function rightsFindings(
  { store }: PluginContext,
  { performanceId, rightsMinor, currency }: PerformingArtsSettlement,
): Promise<PluginFinding[]> {
  const nowMinor = (await rightsOf(store, performanceId)) ?? 0n;
  if (nowMinor === rightsMinor) return [];
  const values = { rights: money(nowMinor, currency).amount, currency };
  return [{ code: 'performing-arts.settlement-rights-changed', path: ['id'], values }];
}

const agreedFindings = ({ status }: PerformingArtsSettlement, path: string): PluginFinding[] =>
  status === SettlementStatus.AGREED
    ? [{ code: 'performing-arts.settlement-is-agreed', path: [path] }]
    : [];

const takingsFindings = (takings: Takings): PluginFinding[] =>
  takings.deductionsMinor > takings.receiptsMinor
    ? [{ code: 'performing-arts.deductions-too-high', path: ['deductions'] }]
    : [];
