import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, runAssignments, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { marketplace } from './plugin.js';
import { seeds } from './seeds.js';
import { idempotencyKey, marketOf, type Person, type Thing, type Violations } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [marketplace] });
  await seeds.demo?.(context('adviser'), []);
});
afterAll(() => p?.close());

const context = (as: Person) => p.platform.host.context(p.ctx(as), marketplace.name);
const { act, activity, answer, look, matching, offer, requestId, statusOf } = marketOf(
  (query, variables, as) => ask(p, query, variables, { as }),
  () => p.activityIds['member-stage'],
);

describe('the tool', () => {
  const planned = (id: string) => {
    const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code } } }`;
    const steps = [{ tool: 'marketplace.team', input: { requestId: id } }];
    const input = { activityId: activity(), title: 'Team', steps };
    return ask<{ assignment: Thing | null } & Violations>(...([p, plan, { input }] as const));
  };
  const begin = async (id: string | undefined) => {
    const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`;
    await ask(p, start, { input: { id, idempotencyKey: idempotencyKey() } });
    await runAssignments(p.platform);
  };
  const assign = async (id: string) => {
    const { assignment, violations } = await planned(id);
    if (assignment === null || violations.length > 0) return { id: '', violations };
    await begin(assignment.id);
    return { id: assignment.id, violations };
  };
  const statusOfStep = async (id: string) => {
    await p.platform.settle();
    await runAssignments(p.platform);
    const query = `query ($id: ID!) { assignment(id: $id) { status steps { status } } }`;
    const { status, steps } = await ask<{ status: string; steps: Thing[] }>(p, query, { id });
    return [status, steps[0]?.status];
  };
  const proposals = async (id: string) => {
    const query = `query ($id: ID!) { marketplaceRequest(id: $id) { proposals(first: 20) {
      nodes { id status offeredAs } } } }`;
    const { proposals: page } = await ask<{
      proposals: { nodes: (Thing & { offeredAs: Person })[] };
    }>(p, query, { id });
    return page.nodes;
  };

  test('asks the best, the next best when one declines, and is done when all accept', async () => {
    const days = ['2027-09-01'];
    for (const as of ['member-film', 'member-design', 'member-startup'] as const) {
      await offer({ skills: ['sound'], free: [{ from: '2027-09-01', until: '2027-09-01' }] }, as);
    }
    const id = await requestId({ skills: ['sound'], days, seats: 2 });
    const { id: assignmentId } = await assign(id);
    const asked = await proposals(id);
    expect(asked).toHaveLength(2);
    const [first, second] = asked as [(typeof asked)[0], (typeof asked)[0]];
    await answer(first.id, false, first.offeredAs);
    expect((await statusOfStep(assignmentId))[1]).toBe('WAITING');
    const next = (await proposals(id)).find((one) => !asked.some((old) => old.id === one.id));
    await answer(second.id, true, second.offeredAs);
    await answer(next?.id, true, next?.offeredAs);
    expect((await statusOfStep(assignmentId))[1]).toBe('DONE');
    expect(await statusOf(id)).toBe('FILLED');
  });

  test('is looked for by one step at a time, in an open activity, for what is still sought', async () => {
    const days = ['2027-11-02'];
    const skills = ['camera'];
    const free = [{ from: '2027-11-02', until: '2027-11-02' }];
    await offer({ skills, free }, 'member-film');
    const offerIds = [await offer({ skills, free }, 'member-design')];
    const id = await requestId({ skills, days });
    const first = (await planned(id)).assignment?.id;
    const second = (await planned(id)).assignment?.id;
    await begin(first);
    await begin(second);
    const query = `query ($id: ID!) { assignment(id: $id) { steps { violations { code } } } }`;
    const { steps } = await ask<{ steps: Violations[] }>(p, query, { id: second });
    expect(steps.map(codesOf)).toEqual([['marketplace.sought-already']]);
    await act('WithdrawRequest', 'request { id }', { requestId: id });
    const late = await act('Propose', 'request { id }', { requestId: id, offerIds });
    expect(codesOf(late)).toEqual(['marketplace.request-not-open']);
    const many: string[] = [];
    for (let i = 0; i < 21; i++) {
      const made = offer({ skills: ['sound'] }, 'member-startup').catch((error) => String(error));
      many.push(await made);
    }
    expect(many.at(-1)).toContain('marketplace.too-many-offers');
    const skill = { code: 'sound', sector: 'x', nl: 'a', fr: 'a', en: 'a', de: 'a' };
    expect(codesOf(await act('AddSkill', 'skill { id }', skill, 'adviser'))).toEqual([
      'marketplace.listed-already',
    ]);
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01' where id = $1`,
      [p.activityIds['member-design']],
    );
    const activityId = `Activity:${p.activityIds['member-design']}`;
    expect(codesOf(await look({ activityId }, 'member-design'))).toEqual([
      'marketplace.activity-closed',
    ]);
  });

  test('fails with its reason when nobody is left, and leaves the request open', async () => {
    const days = ['2029-01-02'];
    const free = [{ from: '2029-01-02', until: '2029-01-02' }];
    await offer({ skills: ['rigging'], free });
    const id = await requestId({ skills: ['rigging'], days });
    const { id: assignmentId } = await assign(id);
    const [only] = await proposals(id);
    await answer(only?.id, false, only?.offeredAs);
    expect((await statusOfStep(assignmentId))[1]).toBe('FAILED');
    expect(await statusOf(id)).toBe('OPEN');
    const none = await assign(await requestId({ skills: ['rigging'], days: ['2029-05-01'] }));
    expect(codesOf(none)).toEqual(['marketplace.nobody-has', 'marketplace.too-few']);
  });

  test('proposes itself for an open request on a day of the plan', async () => {
    const [tool] = marketplace.tools;
    const days = ['2027-10-07'];
    const id = await requestId({ days });
    const offered = (needs: string[], on: string[]) =>
      context('member-stage').transaction(async (inside) => {
        const assignment = {
          ...{ activityId: p.activityIds['member-stage'], clientId: null, title: 'T' },
        };
        const facts = {
          ...{ allInclusive: false, days: on, places: [], people: [], needs },
          ...{ amountMinor: null, currency: 'EUR' },
        };
        return tool?.propose?.({ ...inside, stepId: null, assignment, done: {} }, facts);
      });
    expect(await offered(['people'], days)).toEqual({ requestId: id });
    expect(await offered([], days)).toHaveProperty('declined.code', 'assignment.only-for-need');
    const none = await offered(['team'], ['2027-10-08']);
    expect(none).toHaveProperty('declined.code', 'marketplace.no-open-request');
  });
});

test('a search says how far from its place is near', async () => {
  const skills = ['illustration'];
  const look2 = (over: object) => look({ skills, days: ['2027-12-01'], place: 'gent', ...over });
  const aalst = { code: 'aalst', name: 'Aalst', region: 'flanders' };
  await act('AddPlace', 'place { id }', aalst, 'adviser');
  const unlocated = await look2({ place: 'aalst', radiusKm: 60 });
  expect(codesOf(unlocated)).toEqual(['marketplace.place-not-located']);
  const locate = (code: string, latitude: string, longitude: string) => {
    const input = { code, latitude, longitude, source: 'A map' };
    return act('LocatePlace', 'place { latitude locatedBy }', input, 'adviser');
  };
  await expect(locate('gent', '91', '3')).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
  });
  await expect(locate('nowhere', '1', '3')).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND' },
  });
  await locate('gent', '51.0543', '3.7174');
  await locate('antwerpen', '51.2194', '4.4025');
  await locate('liege', '50.6326', '5.5797');
  for (const place of ['gent', 'antwerpen', 'liege']) {
    await offer({ skills, places: [place] });
  }
  const reasons = async (over: object) => {
    const id = (await look2(over)).request?.id as string;
    const { matches } = await matching(id);
    return matches.map(({ score, parts }) => [score, parts.at(-1)?.reason]);
  };
  const near = await reasons({ radiusKm: 60 });
  expect(near.map(([, reason]) => reason)).toEqual([
    ...['Works in “gent”.', 'Works 51 km from “gent”.', 'Offers nothing so near to “gent”.'],
  ]);
  const because = context('adviser').violations([
    { code: 'marketplace.because-within', values: { place: 'gent', km: 51 } },
    { code: 'marketplace.because-too-far', values: { place: 'gent' } },
  ]);
  expect(because.map(({ message }) => message)).toEqual(near.slice(1).map(([, said]) => said));
  expect((await reasons({ radiusKm: 200 })).map(([, reason]) => reason)).toContain(
    'Works 139 km from “gent”.',
  );
});
