import {
  type Attempted,
  badInput,
  CivilDate,
  code,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  openingsOf,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { GuidanceAbsence, GuidanceAdviser, GuidancePortfolio } from './adviser.entity.js';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { adviserFor, memberOf, requireFor } from './whose.js';

@InputType({ description: 'Hours of a weekday.' })
export class GuidanceHoursInput {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => String, {
    description: 'From when, on a quarter, in the zone of Brussels: "09:00".',
  })
  opensAt: string;

  @Field(() => String, { description: 'Until when: "12:30".' })
  closesAt: string;
}

@InputType({ description: 'Who gives advice, and when.' })
export class GuidanceSetAdviserInput {
  @Field(() => ID, { nullable: true, description: 'The member; the caller when absent.' })
  memberId?: string | null;

  @Field(() => String, { description: 'The name under which members meet them.' })
  name: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they answer legal questions; only who keeps all advisers says so.',
  })
  legal?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they can be booked; yes if absent.',
  })
  active?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Where they meet people; null: nowhere.' })
  place?: string | null;

  @Field(() => String, { nullable: true, description: 'Where they meet online: an https address.' })
  onlineAt?: string | null;

  @Field(() => [String], { description: 'Codes of their languages, at most 10: "nl".' })
  languages: string[];

  @Field(() => [GuidanceHoursInput], { description: 'Their week: at most 28 openings.' })
  hours: GuidanceHoursInput[];

  @Field(() => Int, { description: 'Minutes of an appointment: 15, 30, 45, 60, 90 or 120.' })
  slotMinutes: number;
}

/** Says who advises and when; what is booked already stays. */
export async function setAdviser(
  ctx: PluginContext,
  input: GuidanceSetAdviserInput,
): Promise<Attempted<GuidanceAdviser>> {
  const id = await memberOf(ctx, input.memberId);
  requireFor(ctx, 'guidance.advise', id);
  const card = cardOf(input);
  const keepsAll = ctx.require('guidance.advise') === 'all';
  return ctx.attempt({ action: 'guidance.set-adviser' }, async (inside) => {
    const { store, core, now, today } = inside;
    const before = await store.lock(GuidanceAdviser, id);
    const legal = input.legal ?? before?.legal ?? false;
    const findings: PluginFinding[] = [];
    if ((await core.memberships.standing(id, today))?.isAdviser !== true) {
      findings.push({ code: 'guidance.not-an-adviser', path: ['memberId'] });
    }
    if (legal !== (before?.legal ?? false) && !keepsAll) {
      findings.push({ code: 'guidance.legal-by-others', path: ['legal'] });
    }
    return {
      findings,
      write: async () =>
        (before && (await store.update(GuidanceAdviser, id, { ...card, legal }))) ??
        (await store.insert(GuidanceAdviser, { id, ...card, legal, namedAt: now })),
    };
  });
}

function cardOf(input: GuidanceSetAdviserInput) {
  const { languages, slotMinutes } = input;
  if (languages.length > 10) throw badInput('At most 10 languages.', 'languages');
  if (!slots.has(slotMinutes)) throw badInput('15, 30, 45, 60, 90 or 120.', 'slotMinutes');
  const onlineAt = input.onlineAt ?? null;
  if (onlineAt !== null && !/^https:\/\/\S{1,480}$/.test(onlineAt)) {
    throw badInput('An https address is expected.', 'onlineAt');
  }
  return {
    ...{ onlineAt, slotMinutes, active: input.active ?? true },
    name: text(input.name, 'name'),
    place: text(input.place ?? null, 'place'),
    languages: languages.map((one, i) => code(one, `languages.${i}`)),
    openings: openingsOf(input.hours, 'hours'),
  };
}

const slots: ReadonlySet<number> = new Set([15, 30, 45, 60, 90, 120]);

@InputType({ description: 'The sectors that an adviser looks after from today.' })
export class GuidanceSetSectorsInput {
  @Field(() => ID, { nullable: true, description: 'The adviser; the caller when absent.' })
  adviserId?: string | null;

  @Field(() => [String], { description: 'Codes, at most 50; what is not named ends today.' })
  sectors: string[];
}

export async function setSectors(
  ctx: PluginContext,
  input: GuidanceSetSectorsInput,
): Promise<Attempted<GuidanceAdviser>> {
  const adviserId = adviserFor(ctx, input.adviserId);
  if (input.sectors.length > 50) throw badInput('At most 50 sectors.', 'sectors');
  const sectors = new Set(input.sectors.map((one, i) => code(one, `sectors.${i}`)));
  return ctx.attempt({ action: 'guidance.set-sectors' }, async (inside) => {
    const { store, today } = inside;
    const adviser = await locked(inside, GuidanceAdviser, adviserId);
    const held = await store.find(GuidancePortfolio, { adviserId, untilDay: null });
    const kept = new Set(held.map(({ sector }) => sector));
    return {
      findings: [],
      write: async () => {
        for (const { id, sector } of held) {
          if (!sectors.has(sector)) await store.update(GuidancePortfolio, id, { untilDay: today });
        }
        for (const sector of sectors) {
          if (kept.has(sector)) continue;
          await store.insert(GuidancePortfolio, { adviserId, sector, fromDay: today });
        }
        return adviser;
      },
    };
  });
}

@InputType({ description: 'Days on which an adviser has no time.' })
export class GuidanceAddAbsenceInput {
  @Field(() => ID, { nullable: true, description: 'The adviser; the caller when absent.' })
  adviserId?: string | null;

  @Field(() => CivilDate, { description: 'The first day.' })
  from: string;

  @Field(() => CivilDate, { description: 'The last day.' })
  until: string;
}

/** What is booked on these days stays until somebody moves it: a warning says how much there is. */
export async function addAbsence(
  ctx: PluginContext,
  input: GuidanceAddAbsenceInput,
): Promise<Attempted<GuidanceAbsence>> {
  const adviserId = adviserFor(ctx, input.adviserId);
  const { from: fromDay, until: untilDay } = input;
  if (untilDay < fromDay) throw badInput('It ends on the day it begins, or later.', 'until');
  return ctx.attempt({ action: 'guidance.add-absence' }, async (inside) => {
    await locked(inside, GuidanceAdviser, adviserId);
    const findings = await bookedFindings(inside.store, adviserId, {
      from: fromDay,
      upTo: untilDay,
    });
    if (untilDay < inside.today) {
      findings.push({ code: 'guidance.day-has-passed', path: ['until'] });
    }
    const row = { adviserId, fromDay, untilDay };
    return { findings, write: () => inside.store.insert(GuidanceAbsence, row) };
  });
}

async function bookedFindings(
  store: PluginStore,
  adviserId: string,
  day: { readonly from: string; readonly upTo: string },
): Promise<PluginFinding[]> {
  const where = { adviserId, day, status: AppointmentStatus.BOOKED };
  const booked = await store.find(GuidanceAppointment, where);
  if (booked.length === 0) return [];
  const values = { count: booked.length };
  const severity = 'WARNING';
  return [{ code: 'guidance.booked-meanwhile', path: ['from'], values, severity }];
}

@InputType({ description: 'An absence that is not one after all.' })
export class GuidanceRemoveAbsenceInput {
  @Field(() => ID, { description: 'The absence.' })
  id: string;
}

export async function removeAbsence(
  ctx: PluginContext,
  { id: globalId }: GuidanceRemoveAbsenceInput,
): Promise<Attempted<GuidanceAbsence>> {
  ctx.require('guidance.advise');
  const id = localId('GuidanceAbsence', globalId, 'id');
  return ctx.attempt({ action: 'guidance.remove-absence' }, async (inside) => {
    const absence = await locked(inside, GuidanceAbsence, id);
    requireFor(inside, 'guidance.advise', absence.adviserId);
    return {
      findings: [],
      write: async () => {
        await inside.store.remove(GuidanceAbsence, id);
        return absence;
      },
    };
  });
}
