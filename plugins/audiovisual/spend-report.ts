import {
  addMonths,
  CivilDate,
  Field,
  Int,
  Money,
  money,
  ObjectType,
  type PluginContext,
  type PluginFinding,
  Violation,
} from 'gezel/sdk';
import { AudiovisualTaxShelterAgreement } from './agreement.entity.js';
import { AudiovisualContract } from './contract.entity.js';
import { contractCosts } from './contract-cost.js';
import type { AudiovisualProduction } from './production.entity.js';
import { AudiovisualSpend, SpendNature } from './spend.entity.js';
import {
  belgianInTime,
  directShare,
  eligibleKinds,
  exceeds,
  highestCertificate,
  type Line,
  ofNature,
  totalsOf,
} from './tax-shelter.js';
import { type Figures, figuresOn, missingOf, needs } from './tax-shelter-figures.js';

@ObjectType({
  simpleResolvers: true,
  description: 'The spend of a production by how it counts for the tax shelter.',
})
export class AudiovisualSpendReport {
  @Field(() => Money, { description: 'What does not count.' })
  notEligible: Money;

  @Field(() => Money, { description: 'Directly linked, in the EEA outside Belgium.' })
  eeaDirect: Money;

  @Field(() => Money, { description: 'Directly linked, in Belgium.' })
  belgianDirect: Money;

  @Field(() => Money, { description: 'In Belgium, not directly linked.' })
  belgianIndirect: Money;

  @Field(() => Money, { description: 'What of all these signed contracts cost up to today.' })
  contractCosts: Money;

  @Field(() => [AudiovisualContract], {
    description: 'The contracts that work for it, by themselves or on some days; at most 100.',
  })
  contracts: AudiovisualContract[];

  @Field(() => Int, {
    nullable: true,
    description: 'Directly linked part of the spend in the EEA, basis points; null: no spend.',
  })
  directShare: number | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Last day on which Belgian spend counts.',
  })
  countsUntil: string | null;

  @Field(() => [AudiovisualTaxShelterAgreement], {
    description: 'The framework agreements, the first signed first; at most 100.',
  })
  agreements: AudiovisualTaxShelterAgreement[];

  @Field(() => Money, { nullable: true, description: 'Fees of producers within the same spend.' })
  producerFees: Money | null;

  @Field(() => Money, { nullable: true, description: 'General costs within the same spend.' })
  generalCosts: Money | null;

  @Field(() => Money, { nullable: true, description: 'Belgian spend that counts in time.' })
  belgianInTime: Money | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'The highest value of the certificate: 10/9 of the Belgian spend in time, and of a work for the ' +
      'stage its ceiling.',
  })
  highestCertificate: Money | null;

  @Field(() => [Violation], { description: 'What is missing for a certificate.' })
  violations: Violation[];
}

/** Everything that a certificate rests on; null where the viewer does not see the activity. */
export async function reportOf(
  ctx: PluginContext,
  { id, activityId, kind }: AudiovisualProduction,
  asked: string | null,
): Promise<AudiovisualSpendReport | null> {
  const activity = await ctx.core.read('Activity', activityId);
  if (activity === null) return null;
  const agreements = await ctx.store.find(
    AudiovisualTaxShelterAgreement,
    { productionId: id },
    { orderBy: { property: 'signedOn', direction: 'asc' } },
  );
  const { currency } = activity;
  const agreedOn = asked ?? agreements[0]?.signedOn ?? ctx.today;
  const { lines, ...ofContracts } = await everyCost(ctx, id);
  const totals = totalsOf(lines);
  const figures = await figuresOn(ctx.store, agreedOn, kind);
  const eligible = eligibleKinds.has(kind);
  const missing = missingOf(figures, needs.report, agreedOn);
  const months = eligible ? figures.TERM_MONTHS : undefined;
  const until = months === undefined ? null : addMonths(agreedOn, Number(months));
  const counted =
    until !== null && missing.length === 0
      ? countedIn(lines, figures, { from: agreedOn, until, currency })
      : null;
  const amount = (minor: bigint) => money(minor, currency);
  const orNull = (minor: bigint | undefined) => (minor === undefined ? null : amount(minor));
  const findings: PluginFinding[] = eligible ? missing : [{ code: 'audiovisual.no-eligible-work' }];
  const share = directShare(totals);
  const least = Number(figures.DIRECT_PERCENT ?? 0n);
  if (share !== null && share < least) {
    const values = { share: share / 100, least: least / 100 };
    findings.push({ code: 'audiovisual.too-little-direct', values });
  }
  return {
    notEligible: amount(totals.NO),
    eeaDirect: amount(totals.EEA_DIRECT),
    belgianDirect: amount(totals.BELGIAN_DIRECT),
    belgianIndirect: amount(totals.BELGIAN_INDIRECT),
    ...{ contractCosts: amount(ofContracts.minor), contracts: [...ofContracts.contracts] },
    ...{ directShare: share, countsUntil: until, agreements },
    producerFees: orNull(counted?.feesMinor),
    generalCosts: orNull(counted?.generalMinor),
    belgianInTime: orNull(counted?.belgianMinor),
    highestCertificate: orNull(counted?.certificateMinor),
    violations: ctx.violations([
      ...findings,
      ...(counted?.findings ?? []),
      ...ofContracts.findings,
    ]),
  };
}

interface Counted {
  readonly from: string;
  readonly until: string;
  readonly currency: string;
}

/** The Belgian spend in time, and what of it the law caps. */
function countedIn(lines: readonly Line[], figures: Figures, { currency, ...period }: Counted) {
  const { SPEND_PERCENT: spendBps = 0n, WORK_CEILING: ceilingMinor } = figures;
  const { PRODUCER_FEE_PERCENT: feeBps = 0n, GENERAL_COST_PERCENT: generalBps = 0n } = figures;
  const belgianMinor = belgianInTime(lines, period.from, period.until);
  const feesMinor = ofNature(lines, SpendNature.PRODUCER_FEE, period);
  const generalMinor = ofNature(lines, SpendNature.GENERAL_COST, period);
  const findings: PluginFinding[] = [];
  const most = (basisPoints: bigint) => ({ most: Number(basisPoints) / 100 });
  if (exceeds(feesMinor, belgianMinor, feeBps)) {
    const values = most(feeBps);
    findings.push({ code: 'audiovisual.producer-fees-too-high', values });
  }
  if (exceeds(generalMinor, belgianMinor, generalBps)) {
    const values = most(generalBps);
    findings.push({ code: 'audiovisual.general-costs-too-high', values });
  }
  const { certificateMinor, cappedAt } = highestCertificate(
    ...([belgianMinor, { spendBps, ceilingMinor }, currency] as const),
  );
  if (cappedAt !== null) {
    const values = { most: money(cappedAt, currency).amount };
    findings.push({ code: 'audiovisual.certificate-capped', values, severity: 'WARNING' });
  }
  return { belgianMinor, feesMinor, generalMinor, certificateMinor, findings };
}

/** What was typed by hand, the lines of expenses, and what the contracts cost by themselves. */
async function everyCost(ctx: PluginContext, productionId: string) {
  const lines = await allLines(ctx, productionId);
  const typed = new Set(lines.flatMap(({ contractId }) => contractId ?? []));
  const { contracts, lines: costs, ...missing } = await contractCosts(ctx, productionId, typed);
  const warned = (code: string, count: number): PluginFinding[] =>
    count === 0 ? [] : [{ code, values: { count }, severity: 'WARNING' }];
  return {
    lines: [...lines, ...costs],
    minor: costs.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    contracts,
    findings: [
      ...warned('audiovisual.contracts-not-seen', missing.unseen),
      ...warned('audiovisual.crew-not-counted', missing.unsaid),
    ],
  };
}

/** Every line of a production, a hundred at a time. */
async function allLines({ store }: PluginContext, productionId: string) {
  const lines: AudiovisualSpend[] = [];
  for (;;) {
    const after = lines.at(-1)?.id;
    const page = await store.find(
      AudiovisualSpend,
      { productionId, ...(after === undefined ? {} : { id: { after } }) },
      { orderBy: { property: 'id', direction: 'asc' } },
    );
    lines.push(...page);
    if (page.length < 100) return lines;
  }
}
