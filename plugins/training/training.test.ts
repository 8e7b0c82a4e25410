import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StepContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  giveMoney,
  moneyLeft,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { earnsCertificate } from './attendance.js';
import { certificate } from './certificate.js';
import { moveUpNightly } from './move-up.js';
import { training } from './plugin.js';
import { registration as tool } from './registration.tool.js';

conformance(training);

type Person = 'member-stage' | 'member-film' | 'member-design' | 'member-startup' | 'adviser';
const manager = { as: 'adviser' } as const;
let p: TestPlatform;
let courseId: string;
beforeAll(async () => {
  p = await testPlatform({ plugins: [training] });
  await giveMoney(p, training, 10_000_00n);
  const course = await drafted();
  courseId = course.id;
  await onCourse('Publish', { id: courseId, vatExemption: 'PROFESSIONAL' });
});
afterAll(() => p?.close());

const context = (as: Person = 'member-stage') => p.platform.host.context(p.ctx(as), training.name);
const left = async () => Number(await moneyLeft(p));
let keys = 0;
const idempotencyKey = () => `training-${++keys}`;

interface Violations {
  readonly violations: { readonly code: string; readonly path: string[] }[];
}
interface Registered extends Violations {
  readonly registration: { readonly id: string; readonly status: string } | null;
}

async function drafted(over: object = {}): Promise<{ id: string }> {
  const mutation = `mutation ($input: TrainingDraftCourseInput!) { trainingDraftCourse(input: $input) {
    course { id } violations { code } } }`;
  const input = {
    ...{ title: 'Budgets', goal: 'Make one.', givenBy: 'A school', topic: 'bookkeeping' },
    ...{ certificatePercent: 80, ...over },
  };
  const { course } = await ask<{ course: { id: string } }>(p, mutation, { input }, manager);
  return course;
}

function onCourse(step: 'Publish' | 'Cancel', input: object): Promise<Violations> {
  const mutation = `mutation ($input: TrainingCourseStepInput!) { training${step}Course(
    input: $input) { course { status } violations { code path } } }`;
  return ask(p, mutation, { input }, manager);
}

const day = (on: string, minutes = 360) => ({ day: on, startsAt: '09:30', minutes });

const adding = (course: string) => {
  const mutation = `mutation ($input: TrainingAddSessionInput!) { trainingAddSession(input: $input) {
    violations { code path } } }`;
  const input = {
    ...{ courseId: course, place: 'Gent', seats: 1, price: '60.00', currency: 'EUR' },
    days: [day('2027-01-12')],
  };
  return ask<Violations>(p, mutation, { input }, manager);
};

async function session(over: object = {}): Promise<string> {
  const mutation = `mutation ($input: TrainingAddSessionInput!) { trainingAddSession(input: $input) {
    session { id } violations { code path } } }`;
  const input = {
    ...{ courseId, place: 'Gent', seats: 1, price: '60.00', currency: 'EUR' },
    ...{ days: [day('2027-01-12'), day('2027-01-11')], ...over },
  };
  const made = await ask<{ session: { id: string } | null } & Violations>(
    ...([p, mutation, { input }, manager] as const),
  );
  expect(made.violations).toEqual([]);
  return made.session?.id as string;
}

const register = (sessionId: string, over: object = {}, as: Person = 'member-stage') =>
  ask<Registered>(
    p,
    `mutation ($input: TrainingRegisterInput!) { trainingRegister(input: $input) {
      registration { id status } violations { code path } } }`,
    {
      input: {
        activityId: `Activity:${p.activityIds[as === 'adviser' ? 'member-stage' : as]}`,
        ...{ sessionId, idempotencyKey: idempotencyKey(), ...over },
      },
    },
    { as },
  );
const cancel = (id: string | undefined, as: Person = 'member-stage') =>
  ask<Registered>(
    p,
    `mutation ($input: TrainingCancelRegistrationInput!) { trainingCancelRegistration(
      input: $input) { registration { status } violations { code } } }`,
    { input: { id } },
    { as },
  );
const statusOf = async (id: string | undefined, as: Person = 'member-stage') => {
  const query = `query ($id: ID!) { trainingRegistration(id: $id) { status } }`;
  return (await ask<{ status: string } | null>(p, query, { id }, { as }))?.status;
};
const attend = (registrationId: string | undefined, days: string[]) =>
  ask<Violations>(
    p,
    `mutation ($input: TrainingRecordAttendanceInput!) { trainingRecordAttendance(input: $input) {
      registration { attendedDays } violations { code path } } }`,
    { input: { registrationId, days } },
    manager,
  );

describe('the catalogue', () => {
  test('takes a course once its VAT is decided, and keeps one with sessions to come', async () => {
    const { id } = await drafted({ title: 'Dutch' });
    expect(codesOf(await onCourse('Publish', { id }))).toEqual(['training.vat-undecided']);
    expect(codesOf(await adding(id))).toEqual(['training.course-is-draft']);
    const language = { id, vatExemption: 'LANGUAGE_COURSE' };
    expect(codesOf(await onCourse('Publish', { ...language, dryRun: true }))).toEqual([]);
    expect(codesOf(await onCourse('Publish', language))).toEqual([]);
    expect(codesOf(await onCourse('Publish', language))).toEqual(['training.course-is-published']);
    expect(codesOf(await onCourse('Cancel', { id }))).toEqual([]);
    expect(codesOf(await onCourse('Cancel', { id }))).toEqual(['training.course-is-cancelled']);
    await session({ seats: 2 });
    expect(codesOf(await onCourse('Cancel', { id: courseId }))).toEqual([
      'training.sessions-to-come',
    ]);
  });

  test('shows drafts to nobody who does not keep it', async () => {
    const query = `{ trainingCourses(status: DRAFT, first: 5) { nodes { id } } }`;
    expect(await errorCode(p, query)).toBe('FORBIDDEN');
    expect(await errorCode(p, query, {}, manager)).toBeUndefined();
  });

  test.each([
    [{ days: [] }],
    [{ days: [day('2027-01-11'), day('2027-01-11')] }],
    [{ days: [{ ...day('2027-01-11'), startsAt: '24:00' }] }],
    [{ days: [day('2027-01-11', 0)] }],
    [{ price: '-1' }],
    [{ seats: 101 }],
  ])('takes no session with %p', async (over) => {
    await expect(session(over)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('registering', () => {
  test('pays a seat, and gives it back until the day before', async () => {
    const before = await left();
    const sessionId = await session();
    const { registration } = await register(sessionId);
    expect(registration?.status).toBe('REGISTERED');
    expect(await left()).toBe(before - 60);
    expect(codesOf(await register(sessionId))).toEqual(['training.registered-already']);
    p.setToday('2027-01-11');
    expect(codesOf(await cancel(registration?.id))).toEqual(['training.too-late-to-cancel']);
    p.setToday('2026-11-23');
    expect((await cancel(registration?.id)).registration?.status).toBe('CANCELLED');
    expect(codesOf(await cancel(registration?.id))).toEqual(['training.registration-cancelled']);
    expect(await left()).toBe(before);
  });

  test('never gives a seat twice, whoever comes at once, and once a person', async () => {
    const sessionId = await session({ seats: 2, price: '0' });
    const people = ['member-stage', 'member-film', 'member-design', 'member-startup'] as const;
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) => register(sessionId, {}, people[i % 4])),
    );
    const statuses = all.flatMap(({ registration }) => registration?.status ?? []).sort();
    expect(statuses).toEqual(['REGISTERED', 'REGISTERED', 'WAITING', 'WAITING']);
    expect(new Set(all.flatMap(codesOf))).toEqual(new Set(['training.registered-already']));
  });

  test('with one key is done once, at the same moment too', async () => {
    const sessionId = await session();
    const once = { idempotencyKey: 'the-same-key' };
    const all = await Promise.all([1, 2, 3].map(() => register(sessionId, once)));
    expect(new Set(all.map(({ registration }) => registration?.id)).size).toBe(1);
  });

  test('without the money, for what has begun or for another’s activity leaves nothing', async () => {
    const sessionId = await session();
    expect(codesOf(await register(sessionId, {}, 'member-film'))).toEqual([
      'money.insufficient-funds',
    ]);
    const activityId = `Activity:${p.activityIds['member-film']}`;
    await expect(register(sessionId, { activityId })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    p.setToday('2027-01-12');
    expect(codesOf(await register(sessionId))).toEqual(['training.day-has-passed']);
    p.setToday('2026-11-23');
    expect(codesOf(await register(sessionId))).toEqual([]);
  });
});

describe('the waiting list', () => {
  test('moves up by itself to who waits longest and can pay, and again at night', async () => {
    const sessionId = await session();
    const first = await register(
      sessionId,
      { memberId: `Member:${p.memberIds.adviser}` },
      'adviser',
    );
    const poor = await register(sessionId, {}, 'member-film');
    const before = await left();
    const rich = await register(sessionId);
    expect([poor, rich].map(({ registration }) => registration?.status)).toEqual([
      ...['WAITING', 'WAITING'],
    ]);
    expect(await left()).toBe(before);
    await cancel(first.registration?.id, 'adviser');
    await p.platform.settle();
    expect(await statusOf(rich.registration?.id)).toBe('REGISTERED');
    expect(await statusOf(poor.registration?.id, 'member-film')).toBe('WAITING');
    // The price of the first, whose activity is the same, came back; that of the next was paid.
    expect(await left()).toBe(before);
    await cancel(rich.registration?.id);
    await p.platform.settle();
    expect(await statusOf(poor.registration?.id, 'member-film')).toBe('WAITING');
    const film = p.platform.host.context(p.ctx('member-film'), training.name);
    const activityId = p.activityIds['member-film'];
    await film.core.loans.draw({
      ...{ key: film.newId(), loanId: film.newId(), amountMinor: 60_00n, currency: 'EUR' },
      ...{ activityId, service: 'training.test', borrower: { type: 'Activity', id: activityId } },
    });
    for (const _ of [1, 2]) await moveUpNightly.run(context('adviser'));
    expect(await statusOf(poor.registration?.id, 'member-film')).toBe('REGISTERED');
  });

  test('ends with the session, which gives everybody back what was paid', async () => {
    const before = await left();
    const sessionId = await session();
    const { registration } = await register(sessionId);
    const waiting = await register(sessionId, {}, 'member-design');
    const mutation = `mutation ($input: TrainingCancelSessionInput!) { trainingCancelSession(
      input: $input) { session { status } violations { code } } }`;
    const off = () => ask<Violations>(p, mutation, { input: { id: sessionId } }, manager);
    expect(codesOf(await off())).toEqual([]);
    expect(codesOf(await off())).toEqual(['training.session-cancelled']);
    await p.platform.settle();
    expect(await statusOf(registration?.id)).toBe('CANCELLED');
    expect(await statusOf(waiting.registration?.id, 'member-design')).toBe('CANCELLED');
    expect(await left()).toBe(before);
    expect(codesOf(await register(sessionId))).toEqual(['training.session-cancelled']);
  });
});

describe('attendance', () => {
  test('earns a certificate on the last day, for who was there long enough', async () => {
    const sessionId = await session({ seats: 2 });
    const id = (await register(sessionId)).registration?.id;
    const link = () => {
      const query = `query ($id: ID!) { trainingCertificate(registrationId: $id) { filename } }`;
      return ask<object | null>(p, query, { id });
    };
    const params = { registrationId: String(id?.split(':')[1]) };
    expect(codesOf(await attend(id, ['2027-01-11', '2027-01-13']))).toEqual([
      ...['training.not-a-day-of-the-session', 'training.not-a-day-of-the-session'],
    ]);
    p.setToday('2027-01-12');
    expect(codesOf(await attend(id, ['2027-01-11']))).toEqual([]);
    expect(await link()).toBeNull();
    expect(await certificate.open(context(), params)).toBeNull();
    expect(codesOf(await attend(id, ['2027-01-12', '2027-01-11']))).toEqual([]);
    const filename = expect.stringMatching(/^certificate-[0-9A-F]{12}\.pdf$/);
    expect(await link()).toEqual({ filename });
    const [one, two] = [1, 2].map(() => certificate.open(context(), params));
    const body = (await one)?.body as Uint8Array;
    expect(Buffer.from(body.subarray(0, 5)).toString()).toBe('%PDF-');
    expect((await two)?.body).toEqual(body);
    expect(await certificate.open(context('member-film'), params)).toBeNull();
    p.setToday('2026-11-23');
  });

  test.each([
    [80, [100, 400], [400], true],
    [81, [100, 400], [400], false],
    [1, [100, 400], [], false],
    [100, [100, 400], [100, 400], true],
  ])('of %p percent over %p minutes with %p: %p', (certificatePercent, all, there, expected) => {
    const dayOf = (minutes: number) =>
      `2027-01-${String(all.indexOf(minutes) + 1).padStart(2, '0')}`;
    const days = all.map((minutes) => day(dayOf(minutes), minutes));
    const held = { days, lastDay: '2027-01-02' };
    const taken = { status: 'REGISTERED', attendedDays: there.map(dayOf) };
    const earned = (today: string) =>
      earnsCertificate({ certificatePercent }, held as never, taken as never, today);
    expect(earned('2027-01-02')).toBe(expected);
    expect(earned('2027-01-01')).toBe(false);
  });

  test('is not for those without a seat, nor recorded by members', async () => {
    const sessionId = await session({ price: '0' });
    await register(sessionId, {}, 'member-design');
    const { registration } = await register(sessionId, {}, 'member-startup');
    expect(codesOf(await attend(registration?.id, []))).toEqual(['training.has-no-seat']);
    const mutation = `mutation ($input: TrainingRecordAttendanceInput!) {
      trainingRecordAttendance(input: $input) { violations { code } } }`;
    const input = { registrationId: registration?.id, days: [] };
    expect(await errorCode(p, mutation, { input })).toBe('FORBIDDEN');
  });
});

describe('the tool', () => {
  const inStep = <T>(stepId: string, work: (ctx: StepContext) => Promise<T>) =>
    context().transaction((inside) => {
      const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
      const emit = async () => undefined;
      return work({ ...inside, stepId, assignment, done: {}, emit });
    });

  test('plans, registers once a step, and undoes it; a full session is a warning', async () => {
    const input = { sessionId: await session() };
    const [stepId, before] = [context().newId(), await left()];
    const plan = () => inStep(stepId, (ctx) => tool.plan(ctx, input));
    expect(await plan()).toMatchObject({ costMinor: 60_00n, findings: [] });
    const { reference } = await inStep(stepId, (ctx) => tool.start(ctx, input, null));
    expect(reference).toBe(`TrainingRegistration:${stepId}`);
    const again = inStep(context().newId(), (ctx) => tool.start(ctx, input, null));
    await expect(again).rejects.toMatchObject({
      findings: [{ code: 'training.registered-already' }],
    });
    for (const _ of [1, 2]) await inStep(stepId, (ctx) => tool.cancel(ctx, input, reference));
    expect(await left()).toBe(before);
    await register(input.sessionId, { memberId: `Member:${p.memberIds.adviser}` }, 'adviser');
    expect((await plan()).findings).toMatchObject([
      { code: 'training.session-full', severity: 'WARNING' },
    ]);
  });

  test('proposes the first session with a seat before the work begins, where one is asked', async () => {
    const sessionId = await session({ days: [day('2026-11-24')] });
    const facts = {
      ...{ allInclusive: true, days: ['2026-11-25'], places: [], people: [] },
      ...{ amountMinor: null, currency: 'EUR' },
    };
    const offer = (needs: string[], days = facts.days) =>
      inStep(context().newId(), async (ctx) => tool.propose?.(ctx, { ...facts, needs, days }));
    expect(await offer(['training'])).toEqual({ sessionId });
    expect(await offer([])).toHaveProperty('declined.code', 'assignment.only-for-need');
    const none = await offer(['training'], ['2026-11-23']);
    expect(none).toHaveProperty('declined.code', 'training.no-session');
  });

  test('is refused in another currency, and for an activity that is closed', async () => {
    const plan = async (sessionId: string) =>
      (await inStep(context().newId(), (ctx) => tool.plan(ctx, { sessionId }))).findings;
    const dear = await session({ currency: 'CHF' });
    expect(await plan(dear)).toMatchObject([{ code: 'training.other-currency' }]);
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01' where id = $1`,
      [p.activityIds['member-stage']],
    );
    expect(await plan(await session())).toMatchObject([{ code: 'training.activity-closed' }]);
  });
});
