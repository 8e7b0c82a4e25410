import {
  Arg,
  type Attempted,
  badInput,
  CivilDate,
  Ctx,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  Mutation,
  minorOf,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  text,
  Violation,
} from 'gezel/sdk';
import {
  AudiovisualChangeEquipmentInput,
  AudiovisualRemoveFromListInput,
  changeEquipment,
  removeEquipment,
} from './correct-lists.js';
import { activityFindings } from './create-production.js';
import { AudiovisualEquipment, EquipmentOwner } from './equipment.entity.js';
import { AudiovisualProduction } from './production.entity.js';

@InputType({ description: 'Something that is used for a production.' })
export class AudiovisualAddEquipmentInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => String, { description: 'What it is, at most 200 characters.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'The maker’s serial number.' })
  serialNumber?: string | null;

  @Field(() => EquipmentOwner, { description: 'Whose it is.' })
  owner: EquipmentOwner;

  @Field(() => String, { nullable: true, description: 'The rental firm, exactly when rented.' })
  rentalFirm?: string | null;

  @Field(() => Decimal, { description: 'What it would cost to replace, in the activity’s money.' })
  value: string;

  @Field(() => CivilDate, { nullable: true, description: 'First day of its cover; with the last.' })
  coveredFrom?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Last day of its cover, included.' })
  coveredUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'What was listed, or why not.' })
export class AudiovisualAddEquipmentPayload {
  @Field(() => AudiovisualEquipment, { nullable: true, description: 'What was listed.' })
  equipment: AudiovisualEquipment | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

@Resolver()
export class EquipmentResolver {
  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAddEquipmentPayload, {
    nullable: true,
    description: 'Changes what listed equipment is worth or until when it is covered.',
  })
  async audiovisualChangeEquipment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualChangeEquipmentInput, { description: 'What is known anew.' })
    input: AudiovisualChangeEquipmentInput,
  ): Promise<AudiovisualAddEquipmentPayload> {
    const { done, violations } = await changeEquipment(ctx, input);
    return { equipment: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAddEquipmentPayload, {
    nullable: true,
    description: 'Takes equipment from its list; answers it as it was.',
  })
  async audiovisualRemoveEquipment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualRemoveFromListInput, { description: 'Which.' })
    input: AudiovisualRemoveFromListInput,
  ): Promise<AudiovisualAddEquipmentPayload> {
    const { done, violations } = await removeEquipment(ctx, input);
    return { equipment: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAddEquipmentPayload, {
    nullable: true,
    description: 'Lists equipment of a production; warns when it is covered by nothing today.',
  })
  async audiovisualAddEquipment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualAddEquipmentInput, { description: 'The equipment.' })
    input: AudiovisualAddEquipmentInput,
  ): Promise<AudiovisualAddEquipmentPayload> {
    const { done, violations } = await addEquipment(ctx, input);
    return { equipment: done, violations };
  }
}

async function addEquipment(
  ctx: PluginContext,
  input: AudiovisualAddEquipmentInput,
): Promise<Attempted<AudiovisualEquipment>> {
  const { id: productionId, activityId } = await changeable(
    ...([ctx, AudiovisualProduction, input.productionId] as const),
    { permission: 'audiovisual.write', path: 'productionId' },
  );
  const activity = await ctx.core.requireActivity(activityId, 'audiovisual.write');
  const row = { ...rowOf(input, activity.currency), activityId, productionId };
  const { serialNumber } = row;
  const step = { action: 'audiovisual.add-equipment', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const same =
      serialNumber === null
        ? []
        : await inside.store.find(AudiovisualEquipment, { productionId, serialNumber });
    const path = ['serialNumber'];
    const code = 'audiovisual.equipment-twice';
    const twice = same.map(() => ({ code, path, values: { serialNumber } }));
    return {
      findings: [...closed, ...twice, ...coverFindings(row, inside.today)],
      write: () => inside.store.insert(AudiovisualEquipment, row),
    };
  });
}

function rowOf(input: AudiovisualAddEquipmentInput, currency: string) {
  const valueMinor = minorOf(input.value, currency, 'value');
  if (valueMinor <= 0n) throw badInput('The value is more than nothing.', 'value');
  const [coveredFrom, coveredUntil] = [input.coveredFrom ?? null, input.coveredUntil ?? null];
  if ((coveredFrom === null) !== (coveredUntil === null)) {
    throw badInput('A cover has a first and a last day, or neither.', 'coveredUntil');
  }
  const rentalFirm = text(input.rentalFirm ?? null, 'rentalFirm');
  if ((input.owner === EquipmentOwner.RENTAL) !== (rentalFirm !== null)) {
    throw badInput('What is rented has a rental firm, and nothing else has.', 'rentalFirm');
  }
  return {
    title: text(input.title, 'title'),
    serialNumber: text(input.serialNumber ?? null, 'serialNumber', 100),
    owner: input.owner,
    ...{ rentalFirm, valueMinor, currency, coveredFrom, coveredUntil },
    ...{ coverId: null, coverBefore: null },
  };
}

function coverFindings({ coveredFrom, coveredUntil }: ReturnType<typeof rowOf>, today: string) {
  if (coveredFrom !== null && coveredUntil !== null && coveredUntil < coveredFrom) {
    return [{ code: 'audiovisual.cover-ends-first', path: ['coveredUntil'] }];
  }
  if (coveredUntil !== null && coveredUntil >= today) return [];
  const code = 'audiovisual.not-covered';
  return [{ code, path: ['coveredUntil'], severity: 'WARNING' as const }];
}
