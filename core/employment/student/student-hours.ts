import { Field, Int, ObjectType } from 'type-graphql';
import { isOneself, members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { requireVisible } from '../../platform/read/read.js';
import { Decimal } from '../../platform/scalars.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { hoursOf } from '../day/hours.js';

@ObjectType({
  description: 'The hours of a student in a calendar year.',
  simpleResolvers: true,
})
export class StudentYear {
  @Field(() => Int, { description: 'The calendar year.' })
  year: number;

  @Field(() => Decimal, { description: 'Hours worked or to be worked elsewhere, as stated.' })
  hoursElsewhere: string;
}

/** What a member states about a year, as a transition sees it. */
export interface StatedHours extends Snapshot {
  readonly year: number;
  readonly minutesElsewhere: number;
}

export const studentStateHours: Transition<StatedHours> = {
  ...{ name: 'student.state-hours', subject: 'Member', tags: ['legal'] },
};

export interface HoursStatement {
  /** The global id; the viewer when absent. */
  readonly memberId?: string | null;
  readonly year: number;
  /** An exact decimal. */
  readonly hoursElsewhere: string;
  readonly dryRun?: boolean | null;
}

export interface StatementOutcome {
  readonly studentYear: StudentYear | null;
  readonly violations: Violation[];
}

/** Keeps what a student says to work elsewhere in a year; the newest statement counts. */
export async function stateStudentHours(
  ctx: Context,
  input: HoursStatement,
): Promise<StatementOutcome> {
  const memberId = await memberOf(ctx, input);
  const year = Number(ctx.platform.clock.today().slice(0, 4));
  const minutesElsewhere = wholeMinutes(input.hoursElsewhere);
  const stated = { id: memberId, year: input.year, minutesElsewhere: minutesElsewhere ?? -1 };
  const { after, violations } = await runTransition<StatedHours>(ctx, studentStateHours, {
    id: memberId,
    dryRun: input.dryRun,
    load: async () => stated,
    next: (before) => before,
    check: () => statementFindings(input, minutesElsewhere, year),
    write: async (tx) => {
      await write(tx, ctx, stated);
      const subject = { type: 'Member', id: memberId };
      return [{ type: 'student.hours-stated', subject, payload: { year: input.year } }];
    },
  });
  const shown = after && {
    ...{ year: after.year, hoursElsewhere: hoursOf(after.minutesElsewhere) },
  };
  return { studentYear: shown && Object.assign(new StudentYear(), shown), violations };
}

async function memberOf(ctx: Context, { memberId }: HoursStatement): Promise<string> {
  const permission = 'contract.write';
  const reach = requireReach(ctx.viewer, permission);
  if (memberId == null) return ctx.viewer.memberId;
  const member = await requireVisible(ctx, members, memberId, 'memberId');
  if (reach === 'own' && !isOneself(ctx.viewer, member)) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  return member.id;
}

/** At most all the hours of a year. */
const hoursLimit = 8_784;

function statementFindings(
  { hoursElsewhere, year }: HoursStatement,
  minutes: number | null,
  thisYear: number,
): Finding[] {
  const found: Finding[] = [];
  if (minutes === null) {
    const values = { hours: hoursElsewhere, limit: hoursLimit };
    found.push({ code: 'student.hours-out-of-range', path: ['hoursElsewhere'], values });
  }
  if (year < thisYear - 1 || year > thisYear + 1) {
    found.push({ code: 'student.other-year', path: ['year'], values: { year, thisYear } });
  }
  return found;
}

/** Null when it is not a whole number of minutes within a year. */
function wholeMinutes(hours: string): number | null {
  const match = /^(\d{1,4})(?:\.(\d{1,6}))?$/.exec(hours);
  if (match === null || Number(match[1]) > hoursLimit) return null;
  const millionths =
    BigInt(match[1] as string) * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
  const scaled = millionths * 60n;
  return scaled % 1_000_000n === 0n ? Number(scaled / 1_000_000n) : null;
}

async function write(tx: Tx, ctx: Context, stated: StatedHours): Promise<void> {
  await tx.query(
    `insert into core.student_hours
       (cooperative_id, member_id, year, minutes_elsewhere, stated_on, stated_by)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (cooperative_id, member_id, year) do update
       set minutes_elsewhere = excluded.minutes_elsewhere, stated_on = excluded.stated_on,
         stated_by = excluded.stated_by`,
    [
      ...[tx.cooperativeId, stated.id, stated.year, stated.minutesElsewhere],
      ...[ctx.platform.clock.today(), ctx.viewer.memberId],
    ],
  );
}
