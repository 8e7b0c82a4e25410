import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PluginContext } from 'gezel/sdk';
import { ask, codesOf, type TestPlatform, testPlatform, upload } from 'gezel/sdk/testing';
import { attachmentFile } from './confidential.js';
import { guidance } from './plugin.js';
import { remind } from './remind.js';

type Person = Parameters<TestPlatform['ctx']>[0];

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [guidance] });
  await p.admin.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
     values ($1, gen_random_uuid(), $2, 'ADVISER', '2020-01-01')`,
    [p.cooperativeId, p.memberIds.admin],
  );
  // "adviser" gives legal advice; the administrator advises too, but not on law.
  const card = { languages: ['nl'], hours: [], slotMinutes: 60, place: 'Brussel' };
  const set = does('guidanceSetAdviser', 'adviser', 'id');
  for (const [as, legal] of [
    ['adviser', true],
    ['admin', false],
  ] as const) {
    const memberId = `Member:${p.memberIds[as]}`;
    // Only the legal adviser has hours.
    const hours = legal ? [{ weekday: 4, opensAt: '09:00', closesAt: '17:00' }] : [];
    const asked = { ...card, hours, name: as, memberId, legal };
    expect(codesOf(await set(asked, 'admin'))).toEqual([]);
  }
});
afterAll(() => p?.close());

const context = (as: Person): PluginContext => p.platform.host.context(p.ctx(as), guidance.name);
const adviserId = (as: Person) => `GuidanceAdviser:${p.memberIds[as]}`;

interface Answer {
  readonly violations: { readonly code: string }[];
  readonly question: { readonly id: string; readonly status: string } | null;
}

/** A mutation of one input, by its name; what it selects besides violations. */
function does(field: string, thing: string, selection: string) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) {
    ${thing} { ${selection} } violations { code } } }`;
  return (input: object, as: Person = 'member-stage') =>
    ask<Answer>(p, mutation, { input }, { as });
}

const askLegal = does('guidanceAskLegal', 'question', 'id status');
const write = does('guidanceWriteMessage', 'question', 'id status');
const name = does('guidanceNameLegalAdviser', 'question', 'id');
const close = does('guidanceCloseQuestion', 'question', 'id status');

describe('a legal question', () => {
  const opened = `query ($id: ID!) { guidanceConfidentialFile(questionId: $id) {
    question { status } viewerCan
    messages(first: 9) { nodes { body attachments { id filename } } }
    readings(first: 9) { nodes { reader { name } attachment { filename } } } } }`;
  interface Opened {
    readonly viewerCan: string[];
    readonly messages: { nodes: { body: string; attachments: { id: string }[] }[] };
    readonly readings: { nodes: object[] };
  }
  const open = (id: string, as: Person) => ask<Opened>(p, opened, { id }, { as });
  const asked = async (over: object = {}) => {
    const input = { subject: 'A clause', body: 'May they?', ...over };
    return (await askLegal(input)).question?.id as string;
  };

  test('is read by the member and who is named, and by nobody else whatever they are', async () => {
    const id = await asked();
    for (const as of ['admin', 'finance', 'member-film'] as const) {
      expect(await open(id, as)).toBeNull();
      await expect(write({ questionId: id, body: 'Me too' }, as)).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
    expect((await open(id, 'adviser')).messages.nodes).toMatchObject([{ body: 'May they?' }]);
  });

  test('goes from open over answered to closed, and is opened again by asking on', async () => {
    const id = await asked();
    expect(codesOf(await close({ id }, 'adviser'))).toEqual(['guidance.not-answered-yet']);
    const says = async (as: Person) =>
      (await write({ questionId: id, body: 'Well' }, as)).question?.status;
    expect(await says('adviser')).toBe('ANSWERED');
    expect(await says('member-stage')).toBe('OPEN');
    expect(await says('adviser')).toBe('ANSWERED');
    expect((await close({ id }, 'adviser')).question?.status).toBe('CLOSED');
    expect(codesOf(await write({ questionId: id, body: 'And?' }))).toEqual([
      'guidance.question-is-closed',
    ]);
    expect((await open(id, 'member-stage')).viewerCan).toEqual([]);
  });

  test('keeps its files to those who may read it, and writes down who did', async () => {
    const text = 'The whole contract.';
    const uploadId = await upload(p, 'guidance.attachment', text);
    const id = await asked({ uploadIds: [uploadId] });
    const again = { subject: 'Again', body: 'The same file', uploadIds: [uploadId] };
    expect((await askLegal(again)).violations).toHaveLength(1);
    const file = (await open(id, 'member-stage')).messages.nodes[0]?.attachments[0];
    const params = { attachmentId: String(file?.id.split(':')[1]) };
    const fetched = async (as: Person) => {
      const found = await attachmentFile.open(context(as), params);
      if (found === null) return null;
      const parts: Uint8Array[] = [];
      for await (const part of found.body as AsyncIterable<Uint8Array>) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    expect(await Promise.all((['admin', 'member-film'] as const).map(fetched))).toEqual([
      null,
      null,
    ]);
    expect(await fetched('adviser')).toBe(text);
    expect(await fetched('member-stage')).toBe(text);
    const { readings } = await open(id, 'adviser');
    expect(readings.nodes).toEqual([
      { reader: { name: 'adviser' }, attachment: null },
      { reader: { name: 'adviser' }, attachment: { filename: 'note.txt' } },
    ]);
  });

  test('names only legal advisers, each once', async () => {
    const id = await asked();
    const naming = async (as: Person, by: Person = 'member-stage') =>
      codesOf(await name({ questionId: id, adviserId: adviserId(as) }, by));
    expect(await naming('admin')).toEqual(['guidance.no-legal-adviser']);
    expect(await naming('adviser')).toEqual(['guidance.named-already']);
    const none = await askLegal({ subject: 'S', body: 'B', adviserId: adviserId('admin') });
    expect(codesOf(none)).toEqual(['guidance.no-legal-adviser']);
  });
});

test('a question goes to the next adviser by a hand-over of who reads it, not of an administrator', async () => {
  const card = { languages: ['nl'], hours: [], slotMinutes: 60, place: 'Brussel' };
  const both = { ...card, name: 'admin', memberId: `Member:${p.memberIds.admin}`, legal: true };
  await does('guidanceSetAdviser', 'adviser', 'id')(both, 'admin');
  const plan = does('guidancePlanHandOver', 'handOver', 'movesQuestions');
  const opened = `query ($id: ID!) { guidanceConfidentialFile(questionId: $id) { viewerCan } }`;
  for (const [who, by] of [
    ['member-film', 'admin'],
    ['member-design', 'adviser'],
  ] as const) {
    await p.admin.query(
      `insert into core.advice (cooperative_id, id, member_id, adviser_id, from_day)
       values ($1, gen_random_uuid(), $2, $3, '2026-01-01')`,
      [p.cooperativeId, p.memberIds[who], p.memberIds.adviser],
    );
    const wish = { subject: 'A clause', body: 'May they?', adviserId: adviserId('adviser') };
    const id = (await askLegal(wish, who)).question?.id;
    const order = {
      ...{ adviserId: adviserId('adviser'), toAdviserId: adviserId('admin') },
      ...{ onDay: '2026-11-23', members: [{ memberId: `Member:${p.memberIds[who]}` }] },
    };
    const moves = by === 'adviser';
    expect(await plan(order, by)).toMatchObject({ handOver: { movesQuestions: moves } });
    await p.platform.settle();
    const reads = (as: Person) => ask<object | null>(p, opened, { id }, { as });
    expect([await reads('admin'), await reads('adviser')].map((one) => one !== null)).toEqual([
      moves,
      !moves,
    ]);
  }
});

test('a member who is erased leaves no question or answer behind', async () => {
  const id = p.memberIds['member-stage'];
  const of = (table: string) =>
    p.admin.query(`select 1 from guidance.${table} where member_id = $1`, [id]);
  expect((await of('question')).length).toBeGreaterThan(0);
  await p.admin.query(
    `update core.member set status = 'LEFT', left_on = '2026-11-20' where id = $1`,
    [id],
  );
  const erase = `mutation ($input: ErasePersonalDataInput!) { erasePersonalData(input: $input) {
    done violations { code } } }`;
  const input = { memberId: `Member:${id}`, idempotencyKey: 'erase-somebody' };
  const erased = await ask<{ done: boolean }>(p, erase, { input }, { as: 'admin' });
  expect(erased).toMatchObject({ done: true });
  for (const table of ['question', 'message']) {
    expect({ table, left: await of(table) }).toEqual({ table, left: [] });
  }
});

test('an adviser without hours has no time, and meets nobody in a way not offered', async () => {
  const mutation = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
    violations { code } } }`;
  const plan = (over: object) => {
    const step = {
      tool: 'guidance.appointment',
      input: { adviserId: adviserId('admin'), ...over },
    };
    const activityId = `Activity:${p.activityIds['member-stage']}`;
    return ask<Answer>(p, mutation, { input: { activityId, title: 'Talk', steps: [step] } });
  };
  expect(codesOf(await plan({}))).toEqual(['guidance.nothing-free']);
  expect(codesOf(await plan({ mode: 'ONLINE' }))).toEqual(['guidance.mode-not-offered']);
});

test('an appointment is told of the day before, once, and again when it was moved since', async () => {
  const does = (name: string, type: string, input: object, as: Person = 'member-stage') =>
    ask<{ appointment: { id: string } | null }>(
      p,
      `mutation ($input: Guidance${type}Input!) { guidance${name}(input: $input) {
        appointment { id } violations { code } } }`,
      { input },
      { as },
    );
  const wish = (startsAt: string) => ({
    ...{ adviserId: adviserId('adviser'), day: '2026-12-17', startsAt, mode: 'IN_PERSON' },
    subject: 'A quote',
  });
  const { appointment } = await does('Book', 'Book', wish('09:00'));
  const off = await does('Book', 'Book', wish('10:00'), 'member-film');
  await does('Cancel', 'Cancel', { id: off.appointment?.id }, 'member-film');
  const near = async (today: string) => {
    p.setToday(today);
    for (const _ of [1, 2]) await remind.run(context('admin'));
    p.setToday('2026-11-23');
    const rows = await p.admin.query<{ day: string }>(
      `select payload ->> 'day' as day from core.outbox where type = 'guidance.appointment-near'
         and subject_id = any($1) order by id`,
      [[appointment, off.appointment].map((one) => one?.id.split(':')[1])],
    );
    return rows.map(({ day }) => day);
  };
  expect(await near('2026-12-15')).toEqual([]);
  expect(await near('2026-12-16')).toEqual(['2026-12-17']);
  const later = { id: appointment?.id, day: '2026-12-24', startsAt: '09:00' };
  await does('Reschedule', 'Reschedule', later);
  expect(await near('2026-12-23')).toEqual(['2026-12-17', '2026-12-24']);
});
