import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  EnterpriseNumber,
  Field,
  ID,
  InputType,
  minorOf,
  money,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { AudiovisualTaxShelterAgreement } from './agreement.entity.js';
import { activityFindings } from './create-production.js';
import { AudiovisualProduction } from './production.entity.js';
import { eligibleKinds, mostInvested } from './tax-shelter.js';
import { type Figures, figuresOn, missingOf, needs } from './tax-shelter-figures.js';

@InputType({ description: 'A framework agreement that was signed.' })
export class AudiovisualSignTaxShelterAgreementInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => String, { description: 'The company that invests, at most 200 characters.' })
  investor: string;

  @Field(() => String, { description: 'The recognised producer, at most 200 characters.' })
  producer: string;

  @Field(() => EnterpriseNumber, { description: 'The producer’s enterprise number.' })
  producerNumber: string;

  @Field(() => CivilDate, { description: 'Since when the State recognises the producer.' })
  recognisedOn: string;

  @Field(() => Decimal, {
    description: 'The part of the producer’s income that comes from production, in percent.',
  })
  productionIncomePercent: string;

  @Field(() => CivilDate, { description: 'The day of the signature, today or before.' })
  signedOn: string;

  @Field(() => Decimal, { description: 'What is invested.' })
  amount: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Keeps an agreement that was signed; what the law asks of its producer and its work is judged. */
export async function signAgreement(
  ctx: PluginContext,
  input: AudiovisualSignTaxShelterAgreementInput,
): Promise<Attempted<AudiovisualTaxShelterAgreement>> {
  const production = await changeable(ctx, AudiovisualProduction, input.productionId, {
    ...{ permission: 'audiovisual.write', path: 'productionId' },
  });
  const { id: productionId, activityId } = production;
  const { currency } = await ctx.core.requireActivity(activityId, 'audiovisual.write');
  const amountMinor = minorOf(input.amount, currency, 'amount');
  if (amountMinor <= 0n) throw badInput('The amount is more than nothing.', 'amount');
  const { recognisedOn, signedOn, producerNumber } = input;
  if (signedOn > ctx.today) throw badInput('That day is still to come.', 'signedOn');
  const row = {
    ...{ activityId, productionId, amountMinor, currency, recognisedOn, signedOn, producerNumber },
    ...{ investor: text(input.investor, 'investor'), producer: text(input.producer, 'producer') },
    productionIncomeBps: percentOf(input.productionIncomePercent),
  };
  const step = { action: 'audiovisual.sign-agreement', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const figures = await figuresOn(inside.store, signedOn, production.kind);
    return {
      findings: [
        ...(await activityFindings(inside, activityId)),
        ...agreementFindings(production, row, figures),
        ...(await investorFindings(inside, row, figures)),
      ],
      write: () => inside.store.insert(AudiovisualTaxShelterAgreement, row),
    };
  });
}

/**
 * What is exempt of an investor's profit of a year has a ceiling. A warning, over what this activity has
 * agreed: the agreement holds, and what the investor agreed with others is not known here.
 */
async function investorFindings(
  { store }: PluginContext,
  { activityId, investor, signedOn, amountMinor, currency }: Signed,
  figures: Figures,
): Promise<PluginFinding[]> {
  if (currency !== 'EUR') return [];
  const { INVESTOR_CEILING: ceilingMinor, EXEMPT_PERCENT: exemptBps } = figures;
  if (ceilingMinor === undefined || exemptBps === undefined) {
    const missing = missingOf(figures, needs.investor, signedOn);
    return missing.map((one) => ({ ...one, path: ['signedOn'], severity: 'WARNING' }));
  }
  const year = signedOn.slice(0, 4);
  const [before] = await store.totals(AudiovisualTaxShelterAgreement, {
    where: { activityId, investor, signedOn: { from: `${year}-01-01`, upTo: `${year}-12-31` } },
    sum: ['amountMinor'],
  });
  const most = mostInvested(ceilingMinor, exemptBps);
  if ((before?.sum.amountMinor ?? 0n) + amountMinor <= most) return [];
  const values = { year, most: money(most, currency).amount };
  const code = 'audiovisual.investor-above-ceiling';
  return [{ code, path: ['amount'], values, severity: 'WARNING' }];
}

type Signed = Pick<
  AudiovisualTaxShelterAgreement,
  'activityId' | 'investor' | 'signedOn' | 'amountMinor' | 'currency'
>;

/** Percent with two decimals as basis points. */
function percentOf(percent: string): number {
  const bps = Number(minorOf(percent, 'EUR', 'productionIncomePercent'));
  if (bps >= 0 && bps <= 10_000) return bps;
  throw badInput('A part of 0 to 100 percent is expected.', 'productionIncomePercent');
}

type Agreed = Pick<
  AudiovisualTaxShelterAgreement,
  'recognisedOn' | 'signedOn' | 'productionIncomeBps'
>;

/** What the law asks on the day of the signature. Pure. */
export function agreementFindings(
  { kind }: Pick<AudiovisualProduction, 'kind'>,
  { recognisedOn, signedOn, productionIncomeBps }: Agreed,
  figures: Figures,
): PluginFinding[] {
  const path = ['signedOn'];
  const missing = missingOf(figures, needs.producer, signedOn);
  const found: PluginFinding[] = missing.map((one) => ({ ...one, path }));
  if (!eligibleKinds.has(kind)) {
    found.push({ code: 'audiovisual.no-eligible-work', path: ['productionId'] });
  }
  if (recognisedOn > signedOn) {
    found.push({ code: 'audiovisual.producer-not-recognised', path: ['recognisedOn'] });
  }
  const least = Number(figures.PRODUCTION_INCOME_PERCENT ?? 0n);
  if (productionIncomeBps < least) {
    const values = { least: least / 100 };
    const path = ['productionIncomePercent'];
    found.push({ code: 'audiovisual.not-mainly-production', path, values });
  }
  return found;
}
