import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PluginContext, StepContext } from 'gezel/sdk';
import { ask, codesOf, conformance, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { GuidanceAppointment } from './appointment.entity.js';
import { appointment as tool } from './appointment.tool.js';
import { calendarOf } from './calendar.js';
import { handOverByDay } from './carry-out-hand-over.js';
import { guidance } from './plugin.js';

const set = `mutation ($input: GuidanceSetAdviserInput!) { guidanceSetAdviser(input: $input) {
  adviser { id legal } violations { code } } }`;
const week = {
  ...{ name: 'An adviser', place: 'Brussel', onlineAt: 'https://meet.example/1' },
  ...{ languages: ['nl'], slotMinutes: 60 },
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '09:00', closesAt: '17:00' })),
};

conformance(guidance, {
  variables: async (test) => {
    const memberId = `Member:${test.memberIds.adviser}`;
    const input = { ...week, memberId, legal: true };
    await ask(test, set, { input }, { as: 'admin' });
    return { adviserId: `GuidanceAdviser:${test.memberIds.adviser}` };
  },
});

type Person = Parameters<TestPlatform['ctx']>[0];
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [guidance] });
  // An administrator who advises too, but gives no legal advice; and somebody of finance.
  await p.admin.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
     select $1, gen_random_uuid(), m, 'ADVISER', '2020-01-01' from unnest($2::uuid[]) m`,
    [p.cooperativeId, [p.memberIds.admin, p.memberIds.finance]],
  );
  const keeps = { as: 'admin' } as const;
  await ask(p, set, { input: { ...week, name: 'admin' } }, keeps);
  const legal = { ...week, name: 'adviser', memberId: memberId('adviser'), legal: true };
  await ask(p, set, { input: legal }, keeps);
});
afterAll(() => p?.close());

const context = (as: Person): PluginContext => p.platform.host.context(p.ctx(as), guidance.name);
const adviserId = (as: Person) => `GuidanceAdviser:${p.memberIds[as]}`;
const memberId = (as: Person) => `Member:${p.memberIds[as]}`;

interface Violations {
  readonly violations: { readonly code: string; readonly path: string[] }[];
}
type Answer<Name extends string> = Violations & {
  readonly [name in Name]: ({ readonly id: string } & Record<string, unknown>) | null;
};

/** A mutation of one input, by its name; what it selects besides violations. */
function does<Name extends string>(field: string, thing: Name, selection: string) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) {
    ${thing} { ${selection} } violations { code path } } }`;
  return (input: object, as: Person = 'member-stage') =>
    ask<Answer<Name>>(p, mutation, { input }, { as });
}

const book = does('guidanceBook', 'appointment', 'id day startsAt status place viewerCan');
const move = does('guidanceReschedule', 'appointment', 'id day startsAt status revision');
const cancel = does('guidanceCancel', 'appointment', 'id status');
const outcome = does('guidanceRecordOutcome', 'appointment', 'id status');
const absent = does('guidanceAddAbsence', 'absence', 'id');
const openFile = does('guidanceOpenFile', 'file', 'id status');
const note = does('guidanceWriteNote', 'note', 'id');
const plan = does('guidancePlanHandOver', 'handOver', 'id status');

const on = (day: string, startsAt: string, over: object = {}) => ({
  ...{
    adviserId: adviserId('adviser'),
    day,
    startsAt,
    mode: 'ONLINE',
    subject: 'A quote',
    ...over,
  },
});

describe('advisers', () => {
  const set = does('guidanceSetAdviser', 'adviser', 'id legal');

  test('set themselves up, where they have the role, and nobody else', async () => {
    expect(codesOf(await set({ ...week, memberId: memberId('member-film') }, 'admin'))).toEqual([
      'guidance.not-an-adviser',
    ]);
    expect(codesOf(await set({ ...week, legal: false }, 'adviser'))).toEqual([
      'guidance.legal-by-others',
    ]);
    const other = set({ ...week, memberId: memberId('admin') }, 'adviser');
    await expect(other).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  test.each([
    [{ slotMinutes: 7 }],
    [{ onlineAt: 'http://plain.example' }],
    [{ hours: [{ weekday: 8, opensAt: '09:00', closesAt: '10:00' }] }],
    [{ hours: [{ weekday: 1, opensAt: '09:10', closesAt: '10:00' }] }],
    [{ name: ' ' }],
  ])('are not set up with %p', async (over) => {
    const bad = set({ ...week, ...over }, 'adviser');
    await expect(bad).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('look after sectors from a day on, and are found by them', async () => {
    const sectors = does('guidanceSetSectors', 'adviser', 'id portfolios { sector }');
    await sectors({ sectors: ['sector-one', 'sector-two'] }, 'adviser');
    const { adviser } = await sectors({ sectors: ['sector-one'] }, 'adviser');
    expect(adviser).toMatchObject({ portfolios: [{ sector: 'sector-one' }] });
    const query = `query ($sector: String!) { guidancePortfolios(sector: $sector, first: 9) {
      nodes { adviser { id } } } }`;
    const found = (sector: string) => ask<{ nodes: object[] }>(p, query, { sector });
    expect(await found('sector-one')).toEqual({
      nodes: [{ adviser: { id: adviserId('adviser') } }],
    });
    expect(await found('sector-two')).toEqual({ nodes: [] });
  });
});

describe('an appointment', () => {
  test('takes a time once, though a hundred want it at once', async () => {
    const people = ['member-stage', 'member-film', 'member-design', 'member-startup'] as const;
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) => book(on('2026-12-01', '09:00'), people[i % 4])),
    );
    expect(all.filter(({ appointment }) => appointment !== null)).toHaveLength(1);
    expect(new Set(all.flatMap(codesOf))).toEqual(new Set(['guidance.taken']));
    const query = `query ($id: ID!) { guidanceFreeTimes(adviserId: $id, from: "2026-12-01", days: 1) {
      startsAt } }`;
    const free = await ask<{ startsAt: string }[]>(p, query, { id: adviserId('adviser') });
    expect(free.map(({ startsAt }) => startsAt)[0]).toBe('10:00');
  });

  test('of one member with two advisers at once is one', async () => {
    const wish = on('2026-12-02', '09:00');
    const other = { ...wish, adviserId: adviserId('admin') };
    const both = await Promise.all([book(wish), book(other)]);
    expect(both.flatMap(codesOf)).toEqual(['guidance.member-busy']);
  });

  test('is refused for all reasons at once', async () => {
    const off = on('2026-11-22', '09:00', { adviserId: adviserId('admin') });
    expect(codesOf(await book(off))).toEqual(['guidance.time-has-passed', 'guidance.not-open']);
    // It is noon in Brussels on the 23rd.
    expect(codesOf(await book(on('2026-11-23', '12:00')))).toEqual(['guidance.time-has-passed']);
    expect(codesOf(await book(on('2026-12-03', '09:30')))).toEqual(['guidance.not-open']);
    expect(codesOf(await book(on('2027-11-03', '09:00')))).toEqual(['guidance.too-far-ahead']);
    const self = on('2026-12-03', '09:00', { memberId: memberId('adviser') });
    expect(codesOf(await book(self, 'adviser'))).toEqual(['guidance.advises-oneself']);
    const { adviserId: _, ...own } = on('2026-12-03', '09:00');
    expect(codesOf(await book(own))).toEqual(['guidance.no-adviser']);
    expect((await book({ ...on('2026-12-03', '09:00'), dryRun: true })).appointment).toBeNull();
  });

  test('moves, frees its old time, and is called off once and before it begins', async () => {
    const { appointment } = await book(on('2026-12-04', '09:00'));
    const id = appointment?.id as string;
    await book(on('2026-12-04', '10:00'), 'member-film');
    const to = (startsAt: string) => move({ id, day: '2026-12-04', startsAt });
    expect(codesOf(await to('10:00'))).toEqual(['guidance.taken']);
    expect((await to('11:00')).appointment).toMatchObject({ startsAt: '11:00', revision: 1 });
    expect(codesOf(await book(on('2026-12-04', '09:00'), 'member-design'))).toEqual([]);
    const foreign = cancel({ id }, 'member-film');
    await expect(foreign).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    p.setToday('2026-12-04');
    expect(codesOf(await cancel({ id }))).toEqual(['guidance.time-has-passed']);
    p.setToday('2026-11-23');
    expect((await cancel({ id })).appointment?.status).toBe('CANCELLED');
    expect(codesOf(await cancel({ id }))).toEqual(['guidance.appointment-is-cancelled']);
    expect(codesOf(await to('13:00'))).toEqual(['guidance.appointment-is-cancelled']);
  });

  test('ends held or missed, by its adviser and not before it begins', async () => {
    const { appointment } = await book(on('2026-12-07', '09:00'));
    const id = appointment?.id as string;
    const came = (yes: boolean, as: Person = 'adviser') => outcome({ id, came: yes }, as);
    expect(codesOf(await came(true))).toEqual(['guidance.not-begun-yet']);
    await expect(came(true, 'member-film')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    p.setToday('2026-12-07');
    expect((await came(false)).appointment?.status).toBe('NO_SHOW');
    expect(codesOf(await cancel({ id }))).toContain('guidance.appointment-is-missed');
    expect((await came(true)).appointment?.status).toBe('HELD');
    expect(codesOf(await cancel({ id }))).toContain('guidance.appointment-is-held');
    p.setToday('2026-11-23');
  });

  test('is not made on days of absence; what is booked then is warned of', async () => {
    await book(on('2026-12-09', '09:00'));
    const days = { from: '2026-12-09', until: '2026-12-10' };
    expect(codesOf(await absent(days, 'adviser'))).toEqual(['guidance.booked-meanwhile']);
    expect(codesOf(await book(on('2026-12-10', '09:00')))).toEqual(['guidance.adviser-absent']);
  });

  test('is a file for calendars that replaces itself', () => {
    const row = Object.assign(new GuidanceAppointment(), {
      ...{ id: 'x', day: '2026-12-04', starts: 660, ends: 1_440, revision: 2, status: 'BOOKED' },
      ...{ subject: `Prijs, ${'é'.repeat(80)}; en\nmeer`, place: 'Brussel', mode: 'ONLINE' },
      changedAt: new Date('2026-11-23T11:00:00.000Z'),
    });
    const lines = calendarOf(row, 'Ann', 'nl').split('\r\n');
    expect(lines).toEqual(expect.arrayContaining(['SEQUENCE:2', 'SUMMARY:Afspraak met Ann']));
    expect(lines).toContain('DTSTART;TZID=Europe/Brussels:20261204T110000');
    expect(lines).toContain('DTEND;TZID=Europe/Brussels:20261204T235959');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const whole = lines.join('\r\n').replaceAll('\r\n ', '');
    expect(whole).toContain(`DESCRIPTION:Prijs\\, ${'é'.repeat(80)}\\; en\\nmeer`);
    const off = Object.assign(row, { status: 'CANCELLED' });
    expect(calendarOf(off, 'Ann', 'nl')).toContain('METHOD:CANCEL');
  });
});

describe('a hand-over', () => {
  const advises = async (who: Person, as: Person) => {
    await p.admin.query(
      `insert into core.advice (cooperative_id, id, member_id, adviser_id, from_day)
       values ($1, gen_random_uuid(), $2, $3, '2026-01-01')`,
      [p.cooperativeId, p.memberIds[who], p.memberIds[as]],
    );
  };
  const members = `query ($id: ID!) { guidanceHandOver(id: $id) { status members(first: 9) { nodes {
    status refusal appointments clashes files questions briefing member { id } } } } }`;
  interface Told {
    readonly status: string;
    readonly members: { nodes: Record<string, unknown>[] };
  }
  const told = (id: string, as: Person = 'adviser') => ask<Told>(p, members, { id }, { as });

  test('moves the member with appointments, files and notes, and marks what clashes', async () => {
    await advises('member-design', 'adviser');
    await advises('member-startup', 'adviser');
    const who = 'member-design';
    const wish = (startsAt: string) => on('2026-12-14', startsAt);
    const free = await book(wish('09:00'), who);
    const clash = await book(wish('10:00'), who);
    await book({ ...wish('10:00'), adviserId: adviserId('admin') }, 'member-film');
    const { file } = await openFile({ memberId: memberId(who), title: 'A grant' }, 'adviser');
    await note({ fileId: file?.id, body: 'Careful with the deadline.' }, 'adviser');
    const { handOver, violations } = await plan(
      {
        ...{ toAdviserId: adviserId('admin'), onDay: '2026-11-23', briefing: 'Both are new.' },
        members: [
          { memberId: memberId(who), briefing: 'Phones, never mails.' },
          { memberId: memberId('member-startup') },
        ],
      },
      'adviser',
    );
    expect(violations).toEqual([]);
    await p.platform.settle();
    const { status, members: moved } = await told(handOver?.id as string, 'admin');
    expect(status).toBe('DONE');
    expect(await told(handOver?.id as string, 'member-design')).toBeNull();
    expect(moved.nodes).toContainEqual({
      ...{ status: 'MOVED', refusal: null, appointments: 3, clashes: 1, files: 1, questions: 0 },
      ...{ briefing: 'Phones, never mails.', member: { id: memberId(who) } },
    });
    const query = `query ($id: ID!) { guidanceAppointment(id: $id) { status adviser { id } } }`;
    const of = (id: unknown) => ask(p, query, { id }, { as: who });
    const adviser = { id: adviserId('admin') };
    expect(await of(free.appointment?.id)).toEqual({ status: 'BOOKED', adviser });
    expect(await of(clash.appointment?.id)).toEqual({ status: 'NEEDS_TIME', adviser });
    const met = await outcome({ id: clash.appointment?.id, came: true }, 'admin');
    expect(codesOf(met)).toContain('guidance.appointment-is-without-time');
    const later = { id: clash.appointment?.id, day: '2026-12-14', startsAt: '11:00' };
    expect((await move(later, who)).appointment).toMatchObject({ status: 'BOOKED' });
    // The next adviser writes in the file now, the one before no longer.
    expect(codesOf(await note({ fileId: file?.id, body: 'Mine.' }, 'admin'))).toEqual([]);
    await expect(note({ fileId: file?.id, body: 'No.' }, 'adviser')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await does('guidanceCloseFile', 'file', 'id')({ id: file?.id }, 'admin');
    expect(codesOf(await note({ fileId: file?.id, body: 'Late.' }, 'admin'))).toEqual([
      'guidance.file-is-closed',
    ]);
    const advised = `{ guidanceAdvised { member { id } sectors } }`;
    const theirs = await ask<object[]>(p, advised, {}, { as: 'admin' });
    expect(theirs).toContainEqual({ member: { id: memberId(who) }, sectors: ['sector-three'] });
  });

  test('waits for its day, leaves who went elsewhere, and can be called off before', async () => {
    await advises('member-film', 'adviser');
    await advises('member-stage', 'adviser');
    const order = { toAdviserId: adviserId('admin'), onDay: '2026-12-20' };
    const call = does('guidanceCancelHandOver', 'handOver', 'id status');
    const first = await plan(order, 'adviser');
    expect((await call({ id: first.handOver?.id }, 'adviser')).handOver?.status).toBe('CANCELLED');
    const { handOver } = await plan(order, 'adviser');
    const id = handOver?.id as string;
    await context('admin').core.memberships.assignAdviser({
      ...{ memberId: p.memberIds['member-film'], adviserId: p.memberIds.finance },
      expectedId: p.memberIds.adviser,
    });
    await handOverByDay.run(context('admin'));
    await p.platform.settle();
    expect((await told(id)).status).toBe('PLANNED');
    p.setToday('2026-12-20');
    for (const _ of [1, 2]) await handOverByDay.run(context('admin'));
    await p.platform.settle();
    p.setToday('2026-11-23');
    const { status, members: rows } = await told(id);
    expect(status).toBe('DONE');
    expect(rows.nodes.map((one) => [one.status, one.refusal])).toEqual(
      expect.arrayContaining([
        ['MOVED', null],
        ['REFUSED', 'guidance.not-advised'],
      ]),
    );
    expect(codesOf(await call({ id }, 'adviser'))).toEqual(['guidance.hand-over-begun']);
  });

  test('is refused for all reasons at once, and is no business of others', async () => {
    const order = { onDay: '2026-11-22', members: [{ memberId: memberId('member-design') }] };
    const to = (as: Person) => plan({ ...order, toAdviserId: adviserId(as) }, 'adviser');
    expect(codesOf(await to('adviser'))).toEqual([
      ...['guidance.same-adviser', 'guidance.not-advised', 'guidance.day-has-passed'],
    ]);
    expect(codesOf(await to('finance'))[0]).toBe('guidance.adviser-inactive');
    const none = { onDay: '2026-11-23', members: [], toAdviserId: adviserId('admin') };
    expect(codesOf(await plan(none, 'adviser'))).toEqual(['guidance.nobody-to-hand-over']);
    const members = plan({ ...order, toAdviserId: adviserId('admin') });
    await expect(members).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('the tool', () => {
  const inStep = <T>(stepId: string, work: (ctx: StepContext) => Promise<T>, as: Person) =>
    context(as).transaction((inside) => {
      const activityId = p.activityIds[as as 'member-stage'];
      const assignment = { activityId, clientId: null, title: 'Start' };
      const emit = async () => undefined;
      return work({ ...inside, emit, stepId, assignment, done: {} });
    });
  const facts = {
    ...{ allInclusive: true, days: ['2026-12-20'], places: [], people: [], needs: [] },
    ...{ amountMinor: null, currency: 'EUR' },
  };

  test('offers itself to who is new or stuck on what an adviser settles', async () => {
    const offer = (over: object, as: Person = 'member-stage') =>
      inStep(context(as).newId(), async (ctx) => tool.propose?.(ctx, { ...facts, ...over }), as);
    for (const over of [{}, { obstacles: ['assignment.input-unfit'] }]) {
      expect(await offer(over)).toHaveProperty('declined.code', 'assignment.only-for-need');
    }
    const found = { mode: 'ONLINE', day: expect.stringMatching(/^2026-1/) };
    expect(await offer({ obstacles: ['autonomy.approval-pending'] })).toMatchObject(found);
    expect(await offer({ needs: ['guidance'] })).toMatchObject(found);
    await p.admin.query(
      `update core.member set joined_on = '2026-11-01' where cooperative_id = $1 and id = $2`,
      [p.cooperativeId, p.memberIds['member-startup']],
    );
    // Of the hundred who wanted one time at once it may be who got it.
    await p.admin.query('delete from guidance.appointment where member_id = $1', [
      p.memberIds['member-startup'],
    ]);
    expect(await offer({}, 'member-startup')).toMatchObject(found);
  });

  test('books the first time that is free once a step, and calls it off', async () => {
    const [stepId, as] = [context('admin').newId(), 'member-startup'] as const;
    const planned = await inStep(stepId, (ctx) => tool.plan(ctx, {}), as);
    expect(planned).toMatchObject({ costMinor: 0n, findings: [] });
    const start = (id: string) => inStep(id, (ctx) => tool.start(ctx, {}, planned.plan), as);
    const { reference } = await start(stepId);
    expect(reference).toBe(`GuidanceAppointment:${stepId}`);
    // Another step finds the time gone, and takes the next.
    const next = await start(context('admin').newId());
    expect(next.reference).not.toBe(reference);
    for (const _ of [1, 2]) await inStep(stepId, (ctx) => tool.cancel(ctx, {}, reference), as);
    const query = `query ($id: ID!) { guidanceAppointment(id: $id) { status } }`;
    expect(await ask(p, query, { id: reference }, { as })).toEqual({ status: 'CANCELLED' });
  });
});
