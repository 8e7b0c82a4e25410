import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, as, ask, errorCodes, newMember } from '../../member/testing.js';
import { newId } from '../ids.js';
import { type TestPlatform, testPlatform } from '../testing/platform.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

describe('viewer', () => {
  test('is who asks, with roles and permissions', async () => {
    const query = `{ viewer { roles permissions { name reach } member { displayName }
      members { displayName } cooperative { slug } cooperatives { slug } } }`;
    const viewer = await answer(ask(p, p.ctx('member-film'), query));
    expect(viewer).toMatchObject({
      roles: ['MEMBER'],
      member: { displayName: 'Test member-film' },
      members: [{ displayName: 'Test member-film' }, { displayName: 'Test member-film' }],
      cooperative: { slug: 'test' },
      cooperatives: [{ slug: 'test' }, { slug: 'other' }],
    });
    expect(viewer.permissions).toContainEqual({ name: 'activity.open', reach: 'OWN' });
    const names = viewer.permissions.map(({ name }: { name: string }) => name);
    expect(names).toEqual([...names].sort());
  });

  test('of a token is the member in its one co-operative, with its scopes only', async () => {
    const someone = { id: p.memberIds['member-film'], subject: 'demo|member-film' };
    const grants = new Map([
      ['member.read', 'own' as const],
      ['cooperative.read', 'all' as const],
    ]);
    const token = { id: newId(), name: 'app' };
    const ctx = as(p, someone, ['MEMBER'], { grants, token });
    const query = `{ viewer { permissions { name } members { cooperative { slug } }
      cooperatives { slug } apiTokens { id } invitations { activityId } } }`;
    expect(await answer(ask(p, ctx, query))).toEqual({
      permissions: [{ name: 'cooperative.read' }, { name: 'member.read' }],
      members: [{ cooperative: { slug: 'test' } }],
      cooperatives: [{ slug: 'test' }],
      apiTokens: [],
      invitations: [],
    });
  });

  test('of a membership elsewhere shows oneself and nothing of the others there', async () => {
    const query = `{ viewer { members { email status viewerCan cooperative { slug }
      activities { totalCount nodes { name } } adviser { id } } } }`;
    const { members } = await answer(ask(p, p.ctx('member-film'), query));
    expect(members[1]).toEqual({
      email: 'member-film@example.org',
      status: 'ACTIVE',
      viewerCan: [],
      cooperative: { slug: 'other' },
      activities: { totalCount: 0, nodes: [] },
      adviser: null,
    });
  });

  test('of nobody needs a token', async () => {
    const answered = await p.graphql('{ viewer { roles } }');
    expect(answered.data).toEqual({ viewer: null });
  });
});

describe('node', () => {
  const ids = () => ({
    member: `Member:${p.memberIds['member-stage']}`,
    activity: `Activity:${p.activityIds['member-stage']}`,
    cooperative: `Cooperative:${p.cooperativeId}`,
    hostEntity: `HostEntity:${p.hostEntityId}`,
  });
  const node = (id: string, ctx = p.ctx('member-stage')) =>
    ask(p, ctx, `query ($id: ID!) { node(id: $id) { __typename id } }`, { id });

  test('finds whatever the viewer may see, by its id', async () => {
    for (const id of Object.values(ids())) {
      const [typename] = id.split(':');
      expect(await answer(node(id))).toEqual({ __typename: typename, id });
    }
  });

  test('answers nothing for what is hidden, absent, or of a type that nobody has', async () => {
    const hidden = [
      `Activity:${p.activityIds['member-film']}`,
      `Member:${p.other.memberIds['member-stage']}`,
      `Cooperative:${p.other.cooperativeId}`,
      `Member:${newId()}`,
      `Invention:${newId()}`,
      // The id of a member is not the id of an activity.
      `Activity:${p.memberIds['member-stage']}`,
    ];
    for (const id of hidden) expect(await answer(node(id))).toBeNull();
  });

  test.each(['', ':', 'Member', 'Member:', 'Member:1', "Member:' or true --", 'x'.repeat(10_000)])(
    '"%.30s" is not an id',
    async (id) => {
      expect(errorCodes(await node(id))).toEqual(['BAD_USER_INPUT']);
    },
  );

  test('several come in the order that was asked, in one statement a type', async () => {
    const { member, activity, cooperative } = ids();
    const asked = [activity, `Member:${newId()}`, member, activity, cooperative];
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    let found: unknown;
    const sent = await p.statements(async () => {
      found = await answer(ask(p, p.ctx('member-stage'), query, { ids: asked }));
    });
    expect(found).toEqual([
      { id: activity },
      null,
      { id: member },
      { id: activity },
      { id: cooperative },
    ]);
    expect(sent).toHaveLength(3);
  });

  test('a hundred ids are allowed, one more is not, none are none', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const some = (n: number) => ({ ids: Array.from({ length: n }, () => `Member:${newId()}`) });
    expect(await answer(ask(p, p.ctx('admin'), query, some(0)))).toEqual([]);
    expect(await answer(ask(p, p.ctx('admin'), query, some(100)))).toHaveLength(100);
    expect(errorCodes(await ask(p, p.ctx('admin'), query, some(101)))).toEqual(['BAD_USER_INPUT']);
  });

  test('needs a token', async () => {
    expect(errorCodes(await p.graphql(`{ node(id: "${ids().member}") { id } }`))).toEqual([
      'UNAUTHENTICATED',
    ]);
  });
});

test('platform says to anybody what runs here', async () => {
  const query = `{ platform { version plugins { name } limits { pageSize depth cost aliases tokens
    directives costPerMinute requestsPerMinute requestTimeoutMs } } }`;
  const { data, errors } = await p.graphql<{ platform: object }>(query);
  expect(errors).toBeUndefined();
  expect(data?.platform).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    plugins: [],
    limits: { pageSize: 100, depth: 12 },
  });
});

test('somebody without any permission sees nothing anywhere', async () => {
  const nobody = as(p, await newMember(p), [], { grants: new Map() });
  const query = `{ viewer { permissions { name } member { id } members { id } cooperative { id }
    cooperatives { id } apiTokens { id } invitations { activityId } } }`;
  expect(await answer(ask(p, nobody, query))).toEqual({
    ...{ permissions: [], member: null, members: [], cooperative: null },
    ...{ cooperatives: [], apiTokens: [], invitations: [] },
  });
});
