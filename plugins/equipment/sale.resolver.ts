import { Arg, Ctx, Mutation, type PluginContext, Requires, Resolver } from 'gezel/sdk';
import { EquipmentItemPayload } from './item.resolver.js';
import { EquipmentSellInput, sell } from './sell.js';

@Resolver()
export class SaleResolver {
  @Requires('equipment.write')
  @Mutation(() => EquipmentItemPayload, {
    nullable: true,
    description: 'Offers a thing for sale to a client; it leaves when the offer is accepted.',
  })
  async equipmentSell(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => EquipmentSellInput, { description: 'What is sold to whom.' })
    input: EquipmentSellInput,
  ): Promise<EquipmentItemPayload> {
    const { done, violations } = await sell(ctx, input);
    return { item: done, violations };
  }
}
