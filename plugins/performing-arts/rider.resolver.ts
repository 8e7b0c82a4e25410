import {
  Arg,
  Ctx,
  Field,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsRider } from './rider.entity.js';
import { PerformingArtsWriteRiderInput, writeRider } from './write-rider.js';

@ObjectType({ simpleResolvers: true, description: 'The new version, or why there is none.' })
export class PerformingArtsWriteRiderPayload {
  @Field(() => PerformingArtsRider, { nullable: true, description: 'The rider.' })
  rider: PerformingArtsRider | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

@Resolver()
export class RiderResolver {
  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsWriteRiderPayload, {
    nullable: true,
    description:
      'Writes the next version of a production’s technical rider; warns of dates on a stage that ' +
      'is too small for it.',
  })
  async performingArtsWriteRider(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsWriteRiderInput, { description: 'What it needs.' })
    input: PerformingArtsWriteRiderInput,
  ): Promise<PerformingArtsWriteRiderPayload> {
    const { done, violations } = await writeRider(ctx, input);
    return { rider: done, violations };
  }
}
