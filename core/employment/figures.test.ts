import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Asking } from '../platform/testing/platform.js';
import { addFigures, checkFigures, figuresOn } from './figure-file.js';
import type { TestPlatform } from './testing/calls.js';
import { type ContractCalls, contractCalls } from './testing/calls.js';
import { withFictional } from './testing/fictional-country.js';
import { type EmploymentWorld, employmentWorld } from './testing/world.js';

let p: TestPlatform;
let calls: ContractCalls;
let world: EmploymentWorld;
beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterAll(() => p.close());

const file = (over: object = {}) => ({
  ...{ country: 'BE', code: 'withholding.artist', value: 12_000, from: '2026-12-01' },
  ...{ source: 'A royal decree of the test', grade: 'C', ...over },
});
const text = (...figures: object[]) => JSON.stringify(figures);

describe('a file of figures', () => {
  test('is refused with everything that is wrong with it', () => {
    const { figures, problems } = checkFigures(
      text(
        file({ from: '2026-02-30', grade: 'U' }),
        file({ source: ' ' }),
        file({ until: '2026-12-01' }),
        file({ code: 'unheard.of' }),
        file({ country: 'FR' }),
        file({ value: -1 }),
        file({ code: 'work-bonus', value: { mostMinor: 1 } }),
        file({ rate: 1 }),
        file({ code: 'student.hours', value: 1.5, workerClass: 'student' }),
        file({ code: 'minimum-pay.month', value: 2_150_0000, jointCommittee: '304' }),
      ),
    );
    expect(figures).toEqual([]);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      ...['figure 1', 'figure 1', 'figure 2', 'figure 3', 'figure 4', 'figure 5', 'figure 6'],
      ...['figure 7', 'figure 7', 'figure 7', 'figure 8', 'figure 9', 'figure 9', 'figure 10'],
    ]);
    expect(problems[5]).toBe('figure 5: there are no rules of employment for "FR"');
  });

  test.each(['{', '{}', '"figures"'])('%s is none', (wrong) => {
    expect(checkFigures(wrong).problems).toHaveLength(1);
  });

  test('counts from its day on, before the older figure, and never rewrites one', async () => {
    const { figures } = checkFigures(text(file()));
    expect(await addFigures(p.admin, figures)).toEqual({ added: 1, differing: [] });
    const net = async (on: string) => {
      const { pay } = await calls.simulate({ kind: 'task', gross: '100.00', on });
      return (pay as { net?: { amount: string } } | null)?.net?.amount;
    };
    expect(await net('2026-11-30')).toBe('76.34');
    expect(await net('2026-12-01')).toBe('75.57');
    expect(await addFigures(p.admin, figures)).toEqual({ added: 0, differing: [] });
    const other = checkFigures(text(file({ value: 13_000 }))).figures;
    const again = await addFigures(p.admin, other);
    expect(again.added).toBe(0);
    expect(again.differing).toMatchObject([{ code: 'withholding.artist', from: '2026-12-01' }]);
    expect(await net('2026-12-01')).toBe('75.57');
  });

  test('may be of contracts and of minimum pay, which hold from their day on', async () => {
    const read = checkFigures(
      text(
        file({ code: 'minimum-pay.hour', value: 14_0000 }),
        file({ code: 'working-time.no-sunday', value: 0, jointCommittee: '227' }),
      ),
    );
    expect(read.problems).toEqual([]);
    expect(await addFigures(p.admin, read.figures)).toEqual({ added: 2, differing: [] });
    const codes = async (day: string, jointCommittee?: string) => {
      // 182.00 of budget is 107.69 gross: 13.46 an hour.
      const { violations } = await calls.create({ days: [[day, '8']], jointCommittee });
      return violations.map(({ code }) => code);
    };
    expect(await codes('2026-11-29')).toEqual(['day.sunday', 'supplement.unknown']);
    expect(await codes('2026-12-06', '227')).toEqual([
      ...['supplement.unknown', 'minimum-pay.below'],
    ]);
    const other = checkFigures(text(file({ code: 'minimum-pay.hour', value: 13_0000 }))).figures;
    expect(await addFigures(p.admin, other)).toMatchObject({
      ...{ added: 0, differing: [{ code: 'minimum-pay.hour', from: '2026-12-01' }] },
    });
  });
});

test('what is listed of a day can be written in a file, and is known already', async () => {
  const listed = await figuresOn(p.admin, '2026-11-25');
  const codesOf = new Set(listed.map(({ code, jointCommittee }) => `${code} ${jointCommittee}`));
  for (const one of ['base.share *', 'student.hours *', 'minimum-pay.month *', 'youth 304']) {
    expect(codesOf).toContain(one);
  }
  const again = checkFigures(
    JSON.stringify(listed.map((one) => ({ ...one, value: JSON.parse(one.value), grade: 'C' }))),
  );
  expect(again.problems).toEqual([]);
  expect(await addFigures(p.admin, again.figures)).toEqual({ added: 0, differing: [] });
  const steps = [{ at: 0, value: 50_000 }];
  const sunday = file({ code: 'supplement.sunday', jointCommittee: '330', value: steps });
  const read = checkFigures(text(sunday, file({ code: 'notice.worker', value: [] })));
  expect(read.problems.map((problem) => problem.split(':')[0])).toEqual(['figure 2']);
  const { figures } = checkFigures(text(sunday));
  expect(await addFigures(p.admin, figures)).toEqual({ added: 1, differing: [] });
  const other = checkFigures(text({ ...sunday, value: [{ at: 0, value: 60_000 }] })).figures;
  expect(await addFigures(p.admin, other)).toMatchObject({
    added: 0,
    differing: [{ code: 'supplement.sunday' }],
  });
});

describe('what an agreement gives beyond minimum pay', () => {
  const set = async (over: object = {}, as: Asking['as'] = 'adviser') => {
    const { data, errors } = await p.graphql<{ setAgreedFigure: Agreed }>(
      `mutation ($input: SetAgreedFigureInput!) { setAgreedFigure(input: $input) {
        agreed { figure jointCommittee steps { at value } from source }
        violations { code path message } } }`,
      {
        input: {
          ...{ figure: 'SUPPLEMENT_SUNDAY', jointCommittee: '329', from: '2026-11-01' },
          ...{ steps: [{ at: 0, value: '1' }], source: 'Agreement of the test', ...over },
        },
      },
      { as, locale: 'nl' },
    );
    return { ...data?.setAgreedFigure, error: errors?.[0]?.extensions?.code };
  };
  interface Agreed {
    readonly agreed: readonly { readonly figure: string }[] | null;
    readonly violations: readonly { readonly code: string; readonly path: readonly string[] }[];
  }
  const sunday = (over: object = {}) =>
    calls.create({ days: [['2026-11-29', '8']], jointCommittee: '329', ...over });

  test('is set by the co-operative’s people, all that is wrong with it said at once', async () => {
    expect((await set({}, 'member-stage')).error).toBe('FORBIDDEN');
    const steps = [
      { at: 5, value: '10.1' },
      { at: 5, value: '-1' },
      { at: 24, value: '0.123456' },
    ];
    const night = { figure: 'SUPPLEMENT_NIGHT', jointCommittee: 'x y', source: ' ', steps };
    const wrong = await set(night);
    expect(wrong.violations?.map(({ path }) => path.join('.'))).toEqual([
      ...['source', 'jointCommittee', 'steps.0.value', 'steps.1.at', 'steps.1.value'],
      ...['steps.2.at', 'steps.2.value'],
    ]);
    for (const [figure, value] of [
      ['YOUTH', '1.01'],
      ['NOTICE_BY_WORKER', '1.5'],
      ['NOTICE_BY_EMPLOYER', '201'],
    ]) {
      const { violations } = await set({ figure, steps: [{ at: 0, value }] });
      expect(violations).toMatchObject([{ code: 'agreed.value' }]);
    }
    const twice = [steps[0], { at: 6, value: '0' }];
    expect((await set({ steps: twice })).violations?.[0]).toMatchObject({ code: 'agreed.steps' });
    expect((await set({ steps: [] })).violations).toMatchObject([{ code: 'agreed.steps' }]);
    expect(await set({ dryRun: true })).toMatchObject({ agreed: null, violations: [] });
  });

  test('raises what is the least from its day on, and is named where nobody knows it', async () => {
    // 182.00 of budget is 107.69 gross; eight hours are 102.61, on a Sunday with the supplement twice that.
    const before = await sunday();
    expect(before.violations.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      ...['WARNING day.sunday', 'WARNING supplement.unknown'],
    ]);
    expect((await set()).agreed).toMatchObject([
      { figure: 'SUPPLEMENT_SUNDAY', jointCommittee: '329', steps: [{ at: 0, value: '1' }] },
      ...[{ figure: 'YOUTH' }, { figure: 'YOUTH_STUDENT' }],
    ]);
    expect(codes(await sunday())).toEqual(['day.sunday', 'minimum-pay.below']);
    // 205.21 gross at the least.
    expect(codes(await sunday({ budget: '346.81' }))).toEqual(['day.sunday']);
    expect(codes(await sunday({ budget: '346.79' }))).toContain('minimum-pay.below');
    expect(codes(await calls.create({ days: [['2026-11-29', '8']] }))).toContain(
      'supplement.unknown',
    );
    await set({ from: '2026-11-29', steps: [{ at: 0, value: '0' }] });
    expect(codes(await sunday())).toEqual(['day.sunday']);
  });

  test('is of the young where a contract states their age', async () => {
    const less = {
      kind: 'task',
      budget: '145.00',
      days: [['2026-11-30', '8']] as [string, string][],
    };
    expect(codes(await calls.create(less))).toEqual(['minimum-pay.below']);
    expect(codes(await calls.create({ ...less, age: 17 }))).toEqual([]);
    expect(codes(await calls.create({ ...less, age: 18 }))).toEqual(['minimum-pay.below']);
    const refused = await calls.create({ ...less, age: 21 });
    expect(refused).toMatchObject({
      contract: null,
      violations: [{ code: 'contract.age-out-of-range', path: ['age'] }],
    });
    const { contract } = await calls.create({ ...less, age: 17 });
    const unsaid = await calls.update({ id: contract?.id, age: null });
    expect(codes(unsaid)).toEqual(['minimum-pay.below']);
  });
});

describe('another country', () => {
  const monday: [string, string] = ['2026-11-30', '8'];
  const bread = (code: string, value: number) =>
    file({ country: 'LU', code: `bread.${code}`, value, from: '2026-11-01' });
  let forget: () => void;
  beforeAll(async () => {
    forget = withFictional();
    await p.admin.query(`update core.cooperative set country = 'LU' where id = $1`, [
      p.cooperativeId,
    ]);
  });
  afterAll(async () => {
    forget();
    await p.admin.query(`update core.cooperative set country = 'BE' where id = $1`, [
      p.cooperativeId,
    ]);
  });

  test('is another folder: its pay, its law, its calendar, and its figures by its names', async () => {
    expect(codes(await calls.signed({ days: [monday] }))).toEqual([
      ...['pay.figure-missing', 'pay.figure-missing'],
    ]);
    const { figures, problems } = checkFigures(
      text(bread('worker', 10_000), bread('employer', 20_000)),
    );
    expect(problems).toEqual([]);
    await addFigures(p.admin, figures);
    expect(checkFigures(text(bread('butter', 1), file({ country: 'LU' }))).problems).toHaveLength(
      1,
    );
    const { pay } = await calls.simulate({ kind: 'task', gross: '100.00', on: '2026-11-30' });
    expect(pay).toMatchObject({ net: { amount: '90.00' }, employerCost: { amount: '120.00' } });
    expect(codes(await calls.signed({ days: [monday, ['2026-12-01', '8']] }))).toEqual([
      ...['contract.more-than-one-month', 'day.sunday'],
    ]);
    const { contract, violations } = await calls.signed({ days: [monday] });
    expect(violations).toEqual([]);
    // Seven working days where Tuesdays are none and 4 December is a holiday: Saturday and Sunday are.
    expect(contract).toMatchObject({ status: 'SIGNED', dueOn: '2026-12-10' });
  });

  test('without an allowance of amateurs or a class of artists knows none', async () => {
    const scheme = { kind: 'task', coefficient: '2', withholding: 'NONE', source: 'Board' };
    const said = await p.graphql<{ setPayScheme: { violations: { code: string }[] } }>(
      'mutation ($input: SetPaySchemeInput!) { setPayScheme(input: $input) { violations { code } } }',
      { input: { ...scheme, workerClass: 'artist', from: '2026-11-24' } },
      { as: 'admin' },
    );
    expect(said.data?.setPayScheme.violations).toEqual([{ code: 'pay-scheme.unknown-name' }]);
    const registered = await p.graphql<{
      registerAmateurAllowance: { violations: { code: string }[] };
    }>(
      `mutation ($input: RegisterAmateurAllowanceInput!) { registerAmateurAllowance(input: $input) {
        violations { code } } }`,
      {
        input: {
          ...{ activityId: world.activityId, artistId: world.workerId, days: ['2026-12-10'] },
          ...{ amount: '10.00', description: 'x', reference: 'LU-1', idempotencyKey: 'lu-1-test' },
        },
      },
      { as: 'member-stage' },
    );
    expect(registered.data?.registerAmateurAllowance.violations).toContainEqual({
      code: 'contract.no-country-rules',
    });
  });
});

const codes = ({ violations }: { readonly violations: readonly { readonly code: string }[] }) =>
  violations.map(({ code }) => code);
