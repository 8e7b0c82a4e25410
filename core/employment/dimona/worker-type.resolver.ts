import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { setWorkerType } from './set-worker-type.js';
import { DimonaWorkerType, workerTypesOn } from './worker-type.js';

@InputType({ description: 'How the workers of a kind of contract are declared, from a day on.' })
export class SetDimonaWorkerTypeInput {
  @Field(() => String, { description: 'Code of the kind of contract, from "contractKinds".' })
  kind: string;

  @Field(() => String, {
    description: 'Worker type of Dimona: three capitals or digits, e.g. "OTH".',
  })
  workerType: string;

  @Field(() => CivilDate, {
    description: 'It holds for contracts that begin on this day or later; not in the past.',
  })
  from: string;

  @Field(() => String, { description: 'Where it was read, at most 500 characters.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({
  description: 'The worker types after a decision, or why not.',
  simpleResolvers: true,
})
export class SetDimonaWorkerTypePayload {
  @Field(() => [DimonaWorkerType], {
    nullable: true,
    description: 'All that hold on the first day of what was decided.',
  })
  workerTypes: DimonaWorkerType[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class WorkerTypeResolver {
  @Requires('contract.read')
  @Query(() => [DimonaWorkerType], {
    description: 'Under which worker type each kind of contract is declared on a day.',
  })
  dimonaWorkerTypes(
    @Ctx() ctx: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<DimonaWorkerType[]> {
    return workerTypesOn(known(ctx), on ?? ctx.platform.clock.today());
  }

  @Requires('declaration.decide')
  @Mutation(() => SetDimonaWorkerTypePayload, {
    description: 'Decides under which worker type of Dimona a kind of contract is declared.',
  })
  async setDimonaWorkerType(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetDimonaWorkerTypeInput, { description: 'What is decided.' })
    input: SetDimonaWorkerTypeInput,
  ): Promise<SetDimonaWorkerTypePayload> {
    const { decided, violations } = await setWorkerType(known(ctx), { ...input });
    return { workerTypes: decided && (await workerTypesOn(known(ctx), decided.from)), violations };
  }
}
