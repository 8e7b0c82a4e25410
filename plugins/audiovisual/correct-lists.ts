import {
  type AttemptContext,
  type Attempted,
  badInput,
  CivilDate,
  type ClassType,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  type OfActivity,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { activityFindings } from './create-production.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { AudiovisualEquipment } from './equipment.entity.js';
import { AudiovisualCrewHours } from './production-report.entity.js';

@InputType({ description: 'Somebody or something that a list has no more.' })
export class AudiovisualRemoveFromListInput {
  @Field(() => ID, { description: 'What is taken from its list.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'What is known anew of equipment; what is absent stays as it is.' })
export class AudiovisualChangeEquipmentInput {
  @Field(() => ID, { description: 'The equipment.' })
  id: string;

  @Field(() => Decimal, { nullable: true, description: 'What it would cost to replace.' })
  value?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'First day of its cover; with the last.' })
  coveredFrom?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Last day of its cover, included.' })
  coveredUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Takes somebody from the crew of whom no report has hours; answers the row as it was. */
export const removeCrewMember = (
  ctx: PluginContext,
  input: AudiovisualRemoveFromListInput,
): Promise<Attempted<AudiovisualCrewMember>> =>
  correct(ctx, 'audiovisual.remove-crew-member', AudiovisualCrewMember, input, {
    findings: async ({ store }, { id: crewMemberId }) => {
      const [worked] = await store.find(AudiovisualCrewHours, { crewMemberId }, { limit: 1 });
      return worked ? [{ code: 'audiovisual.crew-has-hours', path: ['id'] }] : [];
    },
    write: async ({ store }, member) => {
      await store.remove(AudiovisualCrewMember, member.id);
      return member;
    },
  });

export const removeEquipment = (
  ctx: PluginContext,
  input: AudiovisualRemoveFromListInput,
): Promise<Attempted<AudiovisualEquipment>> =>
  correct(ctx, 'audiovisual.remove-equipment', AudiovisualEquipment, input, {
    findings: async () => [],
    write: async ({ store }, equipment) => {
      await store.remove(AudiovisualEquipment, equipment.id);
      return equipment;
    },
  });

export async function changeEquipment(
  ctx: PluginContext,
  input: AudiovisualChangeEquipmentInput,
): Promise<Attempted<AudiovisualEquipment>> {
  const [coveredFrom, coveredUntil] = [input.coveredFrom ?? null, input.coveredUntil ?? null];
  if ((coveredFrom === null) !== (coveredUntil === null)) {
    throw badInput('A cover has a first and a last day, or neither.', 'coveredUntil');
  }
  const ends = { code: 'audiovisual.cover-ends-first', path: ['coveredUntil'] };
  const ordered = coveredFrom === null || coveredUntil === null || coveredFrom <= coveredUntil;
  return correct(ctx, 'audiovisual.change-equipment', AudiovisualEquipment, input, {
    findings: async () => (ordered ? [] : [ends]),
    write: async ({ store }, equipment) => {
      const valueMinor = worth(input.value ?? null, equipment);
      const said = { coveredFrom, coveredUntil, coverId: null, coverBefore: null };
      const cover = coveredFrom === null ? {} : said;
      const change = { valueMinor, ...cover };
      return (await store.update(AudiovisualEquipment, equipment.id, change)) ?? equipment;
    },
  });
}

function worth(value: string | null, { valueMinor, currency }: AudiovisualEquipment): bigint {
  if (value === null) return valueMinor;
  const minor = minorOf(value, currency, 'value');
  if (minor > 0n) return minor;
  throw badInput('The value is more than nothing.', 'value');
}

interface Correction<Row> {
  findings(inside: AttemptContext, row: Row): Promise<readonly PluginFinding[]>;
  write(inside: AttemptContext, row: Row): Promise<Row>;
}

/** A correction of one line of a list, which is locked first. */
async function correct<Row extends OfActivity & { readonly id: string }>(
  ctx: PluginContext,
  action: string,
  entity: ClassType<Row>,
  input: { readonly id: string; readonly dryRun?: boolean | null },
  { findings, write }: Correction<Row>,
): Promise<Attempted<Row>> {
  const permission = 'audiovisual.write';
  const { id, activityId } = await changeable(ctx, entity, input.id, { permission });
  const about = { type: entity.name, id };
  return ctx.attempt({ action, about, dryRun: input.dryRun }, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const row = await locked(inside, entity, id);
    return {
      findings: [...closed, ...(await findings(inside, row))],
      write: () => write(inside, row),
    };
  });
}
