import {
  Args,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  Money,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Resolver,
  Root,
} from 'gezel/sdk';
import { StartUpCallOff, StartUpPurchaseAgreement } from './purchase.entity.js';

@ObjectType({ simpleResolvers: true, description: 'A price from so many in all on.' })
export class StartUpTier {
  @Field(() => String, { description: 'From how many in all on.' })
  from: string;

  @Field(() => Money, { description: 'The price of one, without VAT.' })
  price: Money;
}

const CallOffConnection = connectionType(StartUpCallOff);

@Resolver(() => StartUpPurchaseAgreement)
export class AgreementResolver {
  @FieldResolver(() => [StartUpTier], { description: 'Its prices, in order.' })
  tiers(@Root() { tiers, currency }: StartUpPurchaseAgreement): StartUpTier[] {
    return tiers.map(({ from, price }) => ({ from, price: money(BigInt(price), currency) }));
  }

  @FieldResolver(() => String, { description: 'How many were called off so far.' })
  async calledOff(
    @Root() { id }: StartUpPurchaseAgreement,
    @Ctx() { store }: PluginContext,
  ): Promise<string> {
    const by = { property: 'agreementId', id } as const;
    const [all] = await store.totals(StartUpCallOff, { by, sum: ['quantity'] });
    return String(all?.sum.quantity ?? 0n);
  }

  @FieldResolver(() => CallOffConnection, { description: 'What was called off, newest first.' })
  callOffs(
    @Root() { id }: StartUpPurchaseAgreement,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<StartUpCallOff> {
    return store.page(StartUpCallOff, args, { by: { property: 'agreementId', id } });
  }
}
