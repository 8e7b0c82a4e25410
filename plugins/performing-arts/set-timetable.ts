import {
  type Attempted,
  badInput,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsTimetableEntryInput } from './timetable.js';

@InputType({ description: 'How a date goes, in place of what was known of it.' })
export class PerformingArtsSetTimetableInput {
  @Field(() => ID, { description: 'The date.' })
  id: string;

  @Field(() => [PerformingArtsTimetableEntryInput], {
    description: 'The hours in their order, past midnight too; at most 50.',
  })
  timetable: PerformingArtsTimetableEntryInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Parking, beds, whom to call: what everybody must know; at most 4000 characters.',
  })
  practical?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Says how the hours of a date go; the day sheet is printed from it. */
export async function setTimetable(
  ctx: PluginContext,
  input: PerformingArtsSetTimetableInput,
): Promise<Attempted<PerformingArtsPerformance>> {
  const timetable = entriesOf(input.timetable);
  const practical = text(input.practical ?? null, 'practical', 4_000);
  const permission = 'performing-arts.write';
  const { id } = await changeable(ctx, PerformingArtsPerformance, input.id, { permission });
  const step = { action: 'performing-arts.set-timetable', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const date = await locked(inside, PerformingArtsPerformance, id);
    const change = { timetable, practical, changedAt: inside.now };
    return {
      findings: goneFindings(date),
      write: async () => (await inside.store.update(PerformingArtsPerformance, id, change)) ?? date,
    };
  });
}

/** Nobody is told how a date goes that does not take place. */
const goneFindings = ({ day, status }: PerformingArtsPerformance): PluginFinding[] =>
  status === PerformanceStatus.CANCELLED
    ? [{ code: 'performing-arts.date-already-cancelled', path: ['id'], values: { day } }]
    : [];

function entriesOf(entries: readonly PerformingArtsTimetableEntryInput[]) {
  if (entries.length > mostEntries) {
    throw badInput(`A timetable has at most ${mostEntries} entries.`, 'timetable');
  }
  return entries.map(({ at, what }, i) => {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) {
      throw badInput('A time such as "14:00" is expected.', `timetable.${i}.at`);
    }
    return { at, what: text(what, `timetable.${i}.what`) };
  });
}

/** A named limit: one sheet, one page. */
const mostEntries = 50;
