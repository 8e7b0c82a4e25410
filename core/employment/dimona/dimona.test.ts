import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inTransaction } from '../../platform/database/transaction.js';
import { locales } from '../../platform/messages.js';
import { contractCalls, type ReadContract } from '../testing/calls.js';
import { type EmploymentWorld, employmentWorld } from '../testing/world.js';
import { declareDue } from './declare-due.js';
import type { DimonaPort, SentDeclaration, StudentPlaceOfWork } from './dimona.port.js';
import { dimonaClient } from './dimona-client.js';
import { type DimonaSimulator, dimonaSimulator } from './simulator.js';

let w: EmploymentWorld;
let call: ReturnType<typeof contractCalls>;
let simulator: DimonaSimulator;
let port: DimonaPort;
let nowMs = 0;

beforeAll(async () => {
  w = await employmentWorld();
  call = contractCalls(w);
  const decided = await one(
    'admin',
    `mutation ($input: DecideDeclaringInput!) {
    decideDeclaring(input: $input) { from violations { code } } }`,
    {
      input: { from: '2026-11-23', reference: 'Board' },
    },
  );
  expect(decided).toEqual({ from: '2026-11-23', violations: [] });
});
afterAll(() => w.p.close());
beforeEach(async () => {
  simulator = await dimonaSimulator(w.p.platform.clock);
  port = dimonaClient({ ...simulator, clock: w.p.platform.clock });
  await w.p.admin.query('delete from core.dimona_declaration');
  nowMs = 0;
});

/** The platform at a later instant: what is due then. */
const later = () => {
  const { clock } = w.p.platform;
  const now = () => new Date(clock.now().getTime() + nowMs);
  return { ...w.p.platform, clock: { ...clock, now } };
};
const passes = async (seconds: number, through: DimonaPort = port) => {
  nowMs += seconds * 1_000;
  return declareDue(later(), through);
};

async function one<Answer = Record<string, unknown>>(
  as: 'admin' | 'adviser' | 'member-stage' | 'member-film' | 'member-design',
  query: string,
  variables = {},
): Promise<Answer> {
  const { data, errors } = await w.p.graphql<Record<string, Answer>>(query, variables, { as });
  if (errors) throw errors[0];
  return Object.values(data ?? {})[0] as Answer;
}

const knowsNumber = (number: string) =>
  inTransaction(w.p.platform.orm, w.p.cooperativeId, (tx) => {
    const secret = { memberId: w.p.memberIds['member-film'], kind: 'national-number' as const };
    return w.p.platform.vault.keep(tx, secret, number);
  });

let day = 0;
const signed = async (kind = 'task'): Promise<ReadContract> => {
  day += 1;
  const days: [string, string][] = [[`2026-12-${String(day).padStart(2, '0')}`, '3.6']];
  const { contract, violations } = await call.signed({ kind, days });
  expect(violations.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  return contract as ReadContract;
};
const declarations = async (contract: ReadContract) => {
  const answer = await one<{ declarations: Told[]; declaration: Told | null }>(
    'member-film',
    `query ($id: ID!) { contract(id: $id) { declaration { state }
      declarations { id kind state reference periodId attempts lastError version viewerCan
        anomalies { code message } } } }`,
    { id: contract.id },
  );
  return answer.declarations;
};
interface Told {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly [more: string]: unknown;
}
type Said = Readonly<Record<'code' | 'message', string>>;
const states = async (contract: ReadContract) =>
  (await declarations(contract)).map(({ kind, state }) => `${kind} ${state}`);

describe('a signature', () => {
  test('is refused without a national number and without a place for a student, all at once', async () => {
    const { contract, violations } = await call.signed({ kind: 'student' });
    expect(contract).toBeNull();
    expect(violations.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['contract.no-national-number', 'contract.no-place-of-work']),
    );
  });

  test('of interim work is refused by what nobody knows of it', async () => {
    const { contract, violations } = await call.signed({ kind: 'interim' });
    expect(contract).toBeNull();
    expect(violations.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['contract.no-coefficient', 'contract.no-worker-type']),
    );
  });

  test('of it is declared under the worker type that the co-operative decides, from its day on', async () => {
    const set = (over: object = {}) => {
      const input = { kind: 'interim', workerType: 'OTH', from: '2026-11-24', source: 'Board' };
      return one<{ workerTypes: object[] | null; violations: { code: string }[] }>(
        'admin',
        `mutation ($input: SetDimonaWorkerTypeInput!) { setDimonaWorkerType(input: $input) {
          workerTypes { kind workerType from source } violations { code path } } }`,
        { input: { ...input, ...over } },
      );
    };
    const bad = await set({ kind: 'unheard', workerType: 'oth', from: '2026-11-22', source: ' ' });
    expect(bad).toEqual({
      workerTypes: null,
      violations: [
        { code: 'text.blank', path: ['source'] },
        { code: 'worker-type.malformed', path: ['workerType'] },
        { code: 'pay-scheme.past', path: ['from'] },
        { code: 'contract.unknown-kind', path: ['kind'] },
      ],
    });
    expect(await set({ dryRun: true })).toEqual({ workerTypes: null, violations: [] });
    const both = await Promise.all([set(), set()]);
    expect(both.flatMap(({ violations }) => violations)).toMatchObject([
      { code: 'pay-scheme.taken' },
    ]);
    const on = (day: string) =>
      one<{ kind: string }[]>('member-stage', `{ dimonaWorkerTypes(on: "${day}") { kind } }`);
    expect(await on('2026-11-23')).not.toContainEqual({ kind: 'interim' });
    expect(await on('2026-11-24')).toContainEqual({ kind: 'interim' });
    const { violations } = await call.signed({ kind: 'interim' });
    const said = violations.map(({ code }) => code);
    expect(said).toContain('contract.no-coefficient');
    expect(said).not.toContain('contract.no-worker-type');
    const asking = { as: 'adviser' } as const;
    const refused = await w.p.graphql(
      `mutation { setDimonaWorkerType(input: { kind: "interim", workerType: "OTH",
        from: "2026-12-01", source: "Me" }) { violations { code } } }`,
      {},
      asking,
    );
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('queues the beginning, which is accepted before the first day, and work may be marked', async () => {
    await knowsNumber('93051822361');
    const contract = await signed();
    expect(await states(contract)).toEqual(['IN QUEUED']);
    await passes(0);
    expect(await states(contract)).toEqual(['IN SUBMITTED']);
    await passes(2);
    expect(await declarations(contract)).toMatchObject([
      { kind: 'IN', state: 'ACCEPTED', reference: '1000000', attempts: 1, anomalies: [] },
    ]);
    w.p.setToday('2026-12-01');
    expect((await call.work(contract.id)).violations).toEqual([]);
    w.p.setToday('2026-11-23');
  });

  test('of a committee that is sent as XXX, without the number in any row or event', async () => {
    const contract = await signed();
    await passes(0);
    const [row] = await w.p.admin.query<{ content: object }>(
      'select content from core.dimona_declaration where kind = $1',
      ['IN'],
    );
    expect(row?.content).toMatchObject({
      dimonaIn: { features: { jointCommissionNumber: 'XXX', workerType: 'OTH' } },
    });
    const all = await w.p.admin.query<{ t: string }>(
      `select d::text as t from core.dimona_declaration d union all
       select o::text from core.outbox o`,
    );
    for (const { t } of all) expect(t).not.toContain('93051822361');
    const opened = await w.p.admin.query('select from vault.opening where purpose = $1', [
      'dimona.declare',
    ]);
    expect(opened.length).toBeGreaterThan(0);
    expect(contract.number).toMatch(/^C2026/);
  });
});

describe('the service', () => {
  test('that is down is tried again after a second, a minute, an hour, then by a person', async () => {
    simulator.behave('down', 'down', 'down', 'down');
    const contract = await signed();
    for (const wait of [0, 1, 60, 3_600]) await passes(wait);
    expect(await declarations(contract)).toMatchObject([
      { state: 'FAILED', attempts: 4, lastError: 'HTTP 503', viewerCan: [] },
    ]);
    const [declaration] = await declarations(contract);
    const resolve = (input: object) =>
      one<{ violations: { code: string }[] }>(
        'adviser',
        `mutation ($input: ResolveDeclarationInput!) { resolveDeclaration(input: $input) {
          declaration { state } violations { code } } }`,
        { input: { id: declaration?.id, ...input } },
      );
    expect((await resolve({ as: 'HANDLED' })).violations).toEqual([
      { code: 'declaration.no-reference' },
    ]);
    expect(await resolve({ as: 'SEND_AGAIN' })).toMatchObject({ declaration: { state: 'QUEUED' } });
    await passes(0);
    await passes(2);
    expect(await states(contract)).toEqual(['IN ACCEPTED']);
    expect((await resolve({ as: 'SEND_AGAIN' })).violations).toEqual([
      { code: 'declaration.goes-on' },
    ]);
  });

  test('that is late is asked again until it answers', async () => {
    simulator.behave('late');
    const contract = await signed();
    await passes(0);
    for (let i = 0; i < 3; i++) await passes(3_600);
    expect(await states(contract)).toEqual(['IN SUBMITTED']);
    await passes(3_600);
    expect(await states(contract)).toEqual(['IN ACCEPTED']);
  });

  test('may warn, wait for an identification, or refuse, in words', async () => {
    simulator.behave('warn', 'identify', 'refuse');
    const all: ReadContract[] = [];
    for (let i = 0; i < 3; i++) {
      all.push(await signed());
      await passes(0);
    }
    await passes(2);
    expect(await Promise.all(all.map(states))).toEqual([
      ...[['IN ACCEPTED_WITH_WARNING'], ['IN WAITING'], ['IN REFUSED']],
    ]);
    const [refused] = await declarations(all[2] as ReadContract);
    expect(refused?.anomalies).toEqual([
      { code: '90017-510', message: 'The conditions of a flexi-job are not met.' },
    ]);
    await passes(3_600);
    expect(await states(all[1] as ReadContract)).toEqual(['IN ACCEPTED']);
  });

  test('whose answer was cut off is never sent the same twice: a person looks it up', async () => {
    simulator.behave('cut');
    const contract = await signed();
    for (const wait of [0, 1, 60, 3_600, 86_400]) await passes(wait);
    expect(await states(contract)).toEqual(['IN UNKNOWN']);
    expect(simulator.declared).toHaveLength(1);
  });

  test('that was being told when the server was killed is not told again by another', async () => {
    const contract = await signed();
    const dies: DimonaPort = {
      ...port,
      send: async (declaration) => {
        await port.send(declaration);
        return new Promise(() => undefined);
      },
    };
    void declareDue(later(), dies);
    while (simulator.declared.length === 0) await new Promise(setImmediate);
    await passes(60);
    expect(await states(contract)).toEqual(['IN SENDING']);
    await passes(61);
    expect(await states(contract)).toEqual(['IN UNKNOWN']);
    expect(simulator.declared).toHaveLength(1);
  });

  test('is told once by several servers that work side by side', async () => {
    const all = await Promise.all([signed(), signed(), signed()]);
    await Promise.all([passes(0), passes(0), passes(0), passes(0)]);
    expect(simulator.declared).toHaveLength(all.length);
  });
});

describe('a contract', () => {
  test('that is not declared does not start, and may be cancelled after its first day', async () => {
    simulator.behave('refuse');
    const contract = await signed();
    await passes(0);
    await passes(2);
    w.p.setToday('2026-12-31');
    const { violations } = await call.work(contract.id);
    expect(violations).toMatchObject([{ code: 'contract.not-declared' }]);
    expect(violations[0]?.message).toContain('REFUSED');
    expect((await call.cancel(contract.id)).violations).toEqual([]);
    expect(await states(contract)).toEqual(['IN WITHDRAWN']);
    w.p.setToday('2026-11-23');
  });

  test('that is cancelled before it was sent is withdrawn; afterwards it is cancelled there', async () => {
    const [early, late] = [await signed(), await signed()];
    await call.cancel(early.id);
    await passes(0);
    await call.cancel(late.id);
    await passes(2);
    await passes(60);
    await passes(2);
    expect(await states(early)).toEqual(['IN WITHDRAWN']);
    expect(await states(late)).toEqual(['IN ACCEPTED', 'CANCEL ACCEPTED']);
    expect(simulator.declared.map(({ kind, periodId }) => [kind, periodId])).toEqual([
      ...[
        ['IN', '91000000'],
        ['CANCEL', '91000000'],
      ],
    ]);
  });

  test('of a student names hours and place', async () => {
    const set = (input: object) =>
      one<{ violations: { code: string; path: string[] }[] }>(
        'member-stage',
        `mutation ($input: SetPlaceOfWorkInput!) { setPlaceOfWork(input: $input) {
          place { name } violations { code path } } }`,
        { input: { activityId: w.activityId, ...place, ...input } },
      );
    const place = {
      ...{ name: 'Theater', street: 'Kaai', houseNumber: '1', postCode: '9000' },
      ...{ municipalityCode: '44021', municipality: 'Gent' },
    };
    expect((await set({ municipalityCode: 'Gent', name: ' ' })).violations).toMatchObject([
      ...[{ code: 'text.blank' }, { code: 'place.municipality-unreadable' }],
    ]);
    expect((await set({})).violations).toEqual([]);
    const { violations } = await call.signed({ kind: 'student' });
    expect(violations.map(({ code }) => code)).not.toContain('contract.no-place-of-work');
  });
});

test('what the service holds against a declaration is said in the language of who asks', async () => {
  const ssin = '93051822361';
  const tell = (content: SentDeclaration['content']) =>
    port.send({ ...{ employer: { enterpriseNumber: '0403170701' }, content }, worker: { ssin } });
  const words = (contract: ReadContract, code: string) =>
    Promise.all(
      locales.map(async (locale) => {
        const { data } = await w.p.graphql<{ contract: { declarations: { anomalies: Said[] }[] } }>(
          'query ($id: ID!) { contract(id: $id) { declarations { anomalies { code message } } } }',
          { id: contract.id },
          { as: 'member-film', locale },
        );
        const said = data?.contract.declarations.flatMap(({ anomalies }) => anomalies) ?? [];
        return [locale, said.find((one) => one.code === code)?.message];
      }),
    );
  const inAll = (code: string) =>
    locales.map((locale) => [locale, w.p.platform.messages.say(locale, `anomaly.${code}`)]);
  // Another employer has 648 of the 650 hours of the year.
  const features = { jointCommissionNumber: '200', workerType: 'STU' };
  const place = { name: 'Elsewhere' } as StudentPlaceOfWork;
  const elsewhere = { startDate: '2026-03-02', endDate: '2026-06-30', plannedHoursNumber: 648 };
  await tell({ dimonaIn: { features, ...elsewhere, studentPlaceOfWork: place } });
  const student = await signed('student');
  await passes(0);
  await passes(2);
  expect(await states(student)).toEqual(['IN REFUSED']);
  expect(await words(student, '90017-369')).toEqual(inAll('90017-369'));
  const task = await signed();
  await passes(0);
  await passes(2);
  const [told] = await declarations(task);
  await tell({ dimonaCancel: { periodId: told?.periodId as string } });
  await call.cancel(task.id);
  for (const wait of [0, 2, 60]) await passes(wait);
  expect(await states(task)).toEqual(['IN ACCEPTED', 'CANCEL REFUSED']);
  expect(await words(task, '00913-355')).toEqual(inAll('00913-355'));
});

test('declarations are for whom the contract is for, and stuck ones for staff', async () => {
  await signed();
  const list = `{ declarations(first: 10, orderBy: FIRST_DAY) { nodes { id contract { id } } } }`;
  const seen = (as: Parameters<typeof one>[0]) => one<{ nodes: { id: string }[] }>(as, list);
  expect((await seen('member-film')).nodes).toHaveLength(1);
  expect((await seen('member-stage')).nodes).toHaveLength(1);
  expect((await seen('adviser')).nodes).toHaveLength(1);
  expect((await seen('member-design')).nodes).toHaveLength(0);
  const [{ id } = { id: '' }] = (await seen('adviser')).nodes;
  const foreign = await w.p.graphql(
    'query ($id: ID!) { node(id: $id) { id } }',
    { id },
    {
      as: 'adviser',
      foreign: true,
    },
  );
  expect(foreign.data).toEqual({ node: null });
  const mutation = `mutation ($input: ResolveDeclarationInput!) {
    resolveDeclaration(input: $input) { violations { code } } }`;
  const input = { id, as: 'SEND_AGAIN' };
  const refused = await w.p.graphql(mutation, { input }, { as: 'member-film' });
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
