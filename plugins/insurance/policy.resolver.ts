import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  Currency,
  connectionType,
  Decimal,
  Field,
  Money,
  Mutation,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { Risk } from './codes.js';
import { InsurancePolicy } from './policy.entity.js';
import { quotesFor } from './premium.js';
import { InsuranceSetPolicyInput, setPolicy } from './set-policy.js';
import { wantedOf } from './wanted-cover.js';

@ObjectType({ simpleResolvers: true, description: 'The policy as it now holds, or why not.' })
export class InsurancePolicyPayload {
  @Field(() => InsurancePolicy, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  policy: InsurancePolicy | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'What an insurer asks for a cover.' })
export class InsuranceQuote {
  @Field(() => InsurancePolicy, { description: 'Under which policy.' })
  policy: InsurancePolicy;

  @Field(() => Money, { description: 'For all the days.' })
  premium: Money;
}

const PolicyConnection = connectionType(InsurancePolicy);

@Resolver()
export class PolicyResolver {
  @Requires('insurance.read')
  @Query(() => PolicyConnection, {
    nullable: true,
    description: 'The policies that hold on a day, the newest first.',
  })
  insurancePolicies(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<InsurancePolicy> {
    const day = on ?? today;
    const where = { fromDay: { upTo: day }, untilDay: { after: day, orNull: true } };
    return store.page(InsurancePolicy, args, { where });
  }

  @Requires('insurance.read')
  @Query(() => [InsuranceQuote], {
    nullable: true,
    description:
      'What insurers ask for a cover, the cheapest first; none covers it: an empty list.',
  })
  async insuranceQuotes(
    @Ctx() { store }: PluginContext,
    @Arg('risk', () => Risk, { description: 'Against what.' }) risk: Risk,
    @Arg('from', () => CivilDate, { description: 'First day.' }) from: string,
    @Arg('until', () => CivilDate, { description: 'Last day, included.' }) until: string,
    @Arg('value', () => Decimal, {
      nullable: true,
      description: 'What it is worth; absent: of those only whose price does not depend on it.',
    })
    value: string | null,
    @Arg('currency', () => Currency, { description: 'Of the value and the premiums.' })
    currency: string,
  ): Promise<InsuranceQuote[]> {
    if (until < from) return [];
    const quotes = await quotesFor(store, wantedOf({ risk, from, until, value }, currency));
    return quotes.map(({ policy, premiumMinor }) => ({
      ...{ policy, premium: money(premiumMinor, currency) },
    }));
  }

  @Requires('insurance.reference')
  @Mutation(() => InsurancePolicyPayload, {
    nullable: true,
    description: 'Records what an insurer covers and asks from a day on.',
  })
  async insuranceSetPolicy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceSetPolicyInput, { description: 'What is asked.' })
    input: InsuranceSetPolicyInput,
  ): Promise<InsurancePolicyPayload> {
    const { done, violations } = await setPolicy(ctx, input);
    return { policy: done, violations };
  }
}
