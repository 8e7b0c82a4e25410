import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { AudiovisualJointCommittee } from './joint-committee.entity.js';
import { AudiovisualSetJointCommitteeInput, setJointCommittee } from './set-joint-committee.js';

@ObjectType({ simpleResolvers: true, description: 'The committee as it now is, or why not.' })
export class AudiovisualSetJointCommitteePayload {
  @Field(() => AudiovisualJointCommittee, { nullable: true, description: 'The committee.' })
  jointCommittee: AudiovisualJointCommittee | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => AudiovisualJointCommittee)
export class JointCommitteeResolver {
  @FieldResolver(() => String, { description: 'What it is called, in the caller’s language.' })
  title(@Root() { titles }: AudiovisualJointCommittee, @Ctx() { locale }: PluginContext): string {
    return titles[locale];
  }

  @Requires('audiovisual.read')
  @Query(() => [AudiovisualJointCommittee], {
    nullable: true,
    description: 'The joint committees that this co-operative hires crews under; at most 100.',
  })
  audiovisualJointCommittees(
    @Ctx() { store }: PluginContext,
  ): Promise<AudiovisualJointCommittee[]> {
    return store.find(AudiovisualJointCommittee, {});
  }

  @Requires('audiovisual.reference')
  @Mutation(() => AudiovisualSetJointCommitteePayload, {
    nullable: true,
    description: 'Adds a joint committee to the list, or says its number and names anew.',
  })
  async audiovisualSetJointCommittee(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualSetJointCommitteeInput, { description: 'The committee.' })
    input: AudiovisualSetJointCommitteeInput,
  ): Promise<AudiovisualSetJointCommitteePayload> {
    const { done, violations } = await setJointCommittee(ctx, input);
    return { jointCommittee: done, violations };
  }
}
