import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AssignmentCalls, assignmentCalls, codes, probing } from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld, effects } from './testing/world.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeAll(async () => {
  world = await assignmentWorld();
  calls = assignmentCalls(world);
});
afterAll(() => world.p.close());

const quote = {
  tool: 'quote',
  input: {
    lines: [{ description: 'A day', unitPrice: '1000.00', vat: { rate: '21' } }],
    validUntil: '2026-12-31',
  },
};
const invoice = { tool: 'invoice', input: { lines: quote.input.lines } };
const advance = { tool: 'advance', input: {} };
const contractOn = (day: string) => ({
  tool: 'contract',
  input: {
    ...{ workerId: world.workerId, kind: 'task', budget: '182.00' },
    days: [{ day, hours: '8' }],
  },
});

describe('tools', () => {
  test('are those of the core and of the plugins that are on, with what they need', async () => {
    const tools = await calls.tools();
    expect(tools.map(({ name, plugin }) => `${plugin ?? 'core'}: ${name}`)).toEqual([
      ...['core: advance', 'core: contract', 'core: invoice'],
      ...['alpha', 'beta', 'closing', 'gamma', 'last', 'left', 'right'].map(
        (name) => `probe: probe.${name}`,
      ),
      'core: quote',
    ]);
    const contract = tools.find(({ name }) => name === 'contract');
    expect(contract?.input).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['budget']),
    });
  });

  test('are none on an activity that you do not manage or do not see', async () => {
    expect(await calls.tools({ as: 'member-film' })).toEqual([]);
    await expect(calls.tools({ as: 'member-startup' })).rejects.toThrow('There is no Activity');
    expect((await calls.tools({ as: 'member-startup' }, null)).length).toBe(11);
    expect(await calls.tools({ as: 'adviser' })).toHaveLength(11);
  });
});

describe('a plan', () => {
  test('says which tools, in which order, what each costs, and does nothing', async () => {
    const { assignment, violations } = await calls.plan({
      steps: [
        advance,
        probing('beta', { cost: '1250' }),
        contractOn('2026-11-30'),
        invoice,
        probing('alpha'),
        quote,
      ],
    });
    expect(violations).toEqual([]);
    expect(assignment).toMatchObject({
      status: 'PLANNED',
      cost: { amount: '259.50', currency: 'EUR' },
      viewerCan: ['assignment.start', 'assignment.cancel'],
    });
    expect(
      assignment?.steps.map(({ tool, cost, status }) => [tool.name, cost?.amount, status]),
    ).toEqual([
      ['probe.alpha', '0.00', 'PENDING'],
      ['probe.beta', '12.50', 'PENDING'],
      ['quote', '0.00', 'PENDING'],
      // The co-operative's fee: 6.5 % of 1000.00.
      ['invoice', '65.00', 'PENDING'],
      ['advance', '0.00', 'PENDING'],
      ['contract', '182.00', 'PENDING'],
    ]);
    expect(await effects(world)).toEqual({});
    const [row] = await world.p.admin.query<{ n: bigint }>(
      `select (select count(*) from core.invoice) + (select count(*) from core.quote)
         + (select count(*) from core.contract) + (select count(*) from core.document_counter)
         + (select count(*) from ledger.txn where kind <> 'TRANSFER') as n`,
    );
    expect(row?.n).toBe(0n);
  });

  test('is the same plan in whatever order its steps are asked', async () => {
    const steps = [quote, invoice, advance, probing('alpha'), probing('beta')];
    const turns = async (asked: typeof steps) => {
      const { assignment, violations } = await calls.plan({ steps: asked });
      expect(violations).toEqual([]);
      return assignment?.steps.map(({ tool }) => tool.name) ?? [];
    };
    for (const asked of [steps, steps.toReversed(), [advance, ...steps.toSpliced(2, 1)]]) {
      const found = await turns(asked as typeof steps);
      expect(found.toSorted()).toEqual(steps.map(({ tool }) => tool).toSorted());
      expect(found.indexOf('quote')).toBeLessThan(found.indexOf('invoice'));
      expect(found.indexOf('invoice')).toBeLessThan(found.indexOf('advance'));
      expect(found.indexOf('probe.alpha')).toBeLessThan(found.indexOf('probe.beta'));
    }
  });

  test('says everything that stands in the way of any step, at once', async () => {
    const { assignment, violations } = await calls.plan({
      clientId: null,
      steps: [
        { tool: 'helicopter', input: {} },
        { tool: 'quote', input: { lines: [], validUntil: 'soon', colour: 'red' } },
        invoice,
        contractOn('2026-11-23'),
        advance,
        probing('left'),
        probing('right', { cost: 'a lot' }),
        probing('alpha', { refusesIn: 'plan' }),
        probing('beta', { breaksIn: 'plan' }),
        probing('gamma', { babblesIn: 'plan' }),
      ],
    });
    const found = violations.map(({ code, path, plugin }) => [
      code,
      path.join('.'),
      ...(plugin === null ? [] : [plugin]),
    ]);
    expect(found).toEqual([
      ['assignment.cycle', 'steps'],
      ['assignment.input-unknown', 'steps.1.input.colour'],
      ['assignment.input-too-few', 'steps.1.input.lines'],
      ['assignment.input-no-day', 'steps.1.input.validUntil'],
      ['assignment.without-client', 'steps.2'],
      ['assignment.advance-without-amount', 'steps.4.input.amount'],
      ['probe.will-not', 'steps.7.input.cost', 'probe'],
      ['assignment.step-broke', 'steps.8'],
      ['assignment.tool-unavailable', 'steps.9.tool'],
      // These wait for all that leads.
      ['assignment.unknown-tool', 'steps.0.tool'],
      ['contract.begun', 'steps.3.input.days'],
      ['assignment.input-unfit', 'steps.6.input.cost'],
    ]);
    expect(
      violations.every(({ message }) => !message.includes('{{') && !message.includes('secret')),
    ).toBe(true);
    // It is kept all the same, with each step's own findings and the price where it is known.
    expect(assignment?.steps).toHaveLength(10);
    const contract = assignment?.steps.find(({ tool }) => tool.name === 'contract');
    expect(contract).toMatchObject({ cost: { amount: '182.00' }, status: 'PENDING' });
    expect(codes(contract?.violations ?? [])).toEqual(['contract.begun']);
  });

  test('speaks the language of who reads it, not of who planned it', async () => {
    const { assignment } = await calls.plan({ steps: [contractOn('2026-11-23')] });
    const read = await calls.read(assignment?.id as string, { as: 'member-stage', locale: 'fr' });
    expect(read.steps[0]?.violations[0]?.message).toBe(
      'Signé aujourd’hui, il débute au plus tôt le 2026-11-24 ; le premier jour est 2026-11-23.',
    );
    expect(read.steps[0]?.tool.title).toBe('Contrat de travail');
  });

  test('tells of a tool whose plugin is off', async () => {
    const { cooperativeId, platform, admin } = world.p;
    const decide = async (state: string) => {
      await admin.query(
        `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
         values ($1, $2, 'probe', $3, 'test')`,
        [cooperativeId, crypto.randomUUID().replace(/^./, 'f'), state],
      );
      platform.host.forget(cooperativeId);
    };
    await decide('DISABLED');
    const { violations } = await calls.plan();
    expect(codes(violations)).toEqual(['assignment.plugin-off']);
    await admin.query('alter table core.plugin_decision disable trigger all');
    await admin.query(`delete from core.plugin_decision where state = 'DISABLED'`);
    platform.host.forget(cooperativeId);
    expect((await calls.plan()).violations).toEqual([]);
  });

  test.each([
    ['without a step', { steps: [] }, ['assignment.without-steps']],
    ['with a blank title', { title: '   ' }, ['text.blank']],
    ['with a title without end', { title: 'x'.repeat(201) }, ['text.too-long']],
    [
      'with more than 50 steps',
      { steps: Array.from({ length: 51 }, () => probing('alpha')) },
      ['assignment.too-many-steps'],
    ],
    [
      'of a tool whose name is no name',
      { steps: [{ tool: 'drop table;', input: {} }] },
      ['assignment.unknown-tool'],
    ],
    [
      'with an input without end',
      { steps: [{ tool: 'probe.alpha', input: { killsAt: 'x'.repeat(70_000) } }] },
      ['assignment.input-too-large'],
    ],
  ])('%s is refused', async (_, wish, expected) => {
    const { violations } = await calls.plan(wish);
    expect(codes(violations)).toEqual(expected);
  });

  test.each([
    ['a list', []],
    ['a text', 'quote'],
    ['nothing', null],
    ['a character that cannot be kept', { title: 'a\u0000b' }],
    ['half a character', { title: '\ud800' }],
    ['too deep a nest', JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`)],
  ])('with %s as input of a step is bad input', async (_, input) => {
    const { errors } = await calls.tryPlan({ steps: [{ tool: 'quote', input: input as object }] });
    expect(errors?.length).toBe(1);
  });

  test('is for the manager and staff: others are forbidden, or find nothing', async () => {
    const code = async (as: Parameters<typeof calls.tryPlan>[1]) =>
      (await calls.tryPlan({ clientId: null }, as)).errors?.[0]?.extensions?.code;
    expect(await code({ as: 'member-film' })).toBe('FORBIDDEN');
    expect(await code({ as: 'member-startup' })).toBe('NOT_FOUND');
    expect(await code({ as: 'admin', foreign: true })).toBe('NOT_FOUND');
    expect(await code({ as: 'finance' })).toBe('FORBIDDEN');
    expect(await code({ as: 'adviser' })).toBeUndefined();
  });

  test('does not take another activity’s client', async () => {
    const { p, clientId } = world;
    const other = { activityId: `Activity:${p.activityIds['member-film']}`, clientId };
    const hidden = await calls.tryPlan(other, { as: 'member-startup' });
    expect(hidden.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const { assignment, violations } = await calls.plan(other, { as: 'adviser' });
    expect(assignment).toBeNull();
    expect(codes(violations)).toEqual(['assignment.client-elsewhere']);
  });

  test('shows to the manager and staff only, in a fixed number of statements', async () => {
    const { assignment } = await calls.plan({ steps: [probing('alpha'), probing('beta')] });
    const id = assignment?.id as string;
    expect(await calls.read(id, { as: 'member-film' })).toBeNull();
    expect(await calls.read(id, { as: 'admin', foreign: true })).toBeNull();
    expect((await calls.read(id, { as: 'finance' })).viewerCan).toEqual([]);
    const step = assignment?.steps[0]?.id as string;
    const node = (as: 'adviser' | 'member-film') =>
      calls.send<object | null>('query ($id: ID!) { node(id: $id) { id } }', { id: step }, { as });
    expect((await node('adviser')).data?.node).toEqual({ id: step });
    expect((await node('member-film')).data?.node).toBeNull();
    const list = (first: number) => () =>
      calls.send(
        `query ($first: Int) { assignments(first: $first) { nodes {
          id cost { amount } client { id } activity { id } viewerCan
          steps { id cost { amount } tool { name } violations { message } } } } }`,
        { first },
      );
    const one = await world.p.statements(list(1));
    const many = await world.p.statements(list(10));
    expect(many.length).toBe(one.length);
    expect(one.length).toBeGreaterThan(0);
  });
});

const sum = (day: string, amount: string) => ({
  ...{ day, withPrefinancing: { amount }, withoutPrefinancing: { amount } },
});

describe('the price of a plan', () => {
  const decide = (from: string, shares: readonly number[]) =>
    world.p.admin.query(
      `insert into core.charge_rule (cooperative_id, id, service, from_day, user_share,
         client_share, sector_share, community_share, source, decided_by, decided_at)
       values ($1, gen_random_uuid(), 'probe', $2, $3, $4, $5, $6, 'Test', $7, now())`,
      [world.p.cooperativeId, from, ...shares, world.p.memberIds.admin],
    );
  const priced = async () => {
    const { assignment } = await calls.plan({ steps: [probing('alpha', { cost: '1001' })] });
    const { cost, cashFlow, steps } = assignment as NonNullable<typeof assignment>;
    const parts = steps[0]?.cashFlow.map(({ payer, amount }) => [payer, amount.amount]);
    return { cost: cost.amount, parts, sums: cashFlow };
  };

  test('is shared by the rule of its day, and only what the activity pays is counted', async () => {
    await decide('2026-11-24', [0, 0, 0, 1_000]);
    expect(await priced()).toEqual({
      ...{ cost: '10.01', parts: [['ACTIVITY', '-10.01']] },
      sums: [sum('2026-11-23', '-10.01')],
    });
    await decide('2026-11-23', [500, 100, 300, 100]);
    expect(await priced()).toEqual({
      cost: '6.01',
      parts: [
        ['ACTIVITY', '-6.01'],
        ['SECTOR', '-3.00'],
        ['COOPERATIVE', '-1.00'],
      ],
      sums: [sum('2026-11-23', '-6.01')],
    });
  });

  test('that rose since is not paid by who starts the plan without having seen it', async () => {
    const wish = { steps: [probing('alpha', { cost: '1000' })] };
    const { assignment: cheap } = await calls.plan(wish);
    await world.p.admin.query('alter table core.charge_rule disable trigger all');
    await world.p.admin.query(`delete from core.charge_rule where service = 'probe'`);
    const id = cheap?.id as string;
    const tried = await calls.start(id, { dryRun: true });
    expect(codes(tried.violations)).toEqual(['assignment.dearer-now']);
    expect((await calls.read(id)).status).toBe('PLANNED');
    const { assignment: fresh, violations } = await calls.start(id);
    expect(violations).toMatchObject([{ code: 'assignment.dearer-now', path: ['steps', '0'] }]);
    expect(violations[0]?.message).toBe(
      '"probe.alpha" costs 10.00 now and was planned at 6.00: start the fresh plan if that is fine.',
    );
    expect([fresh?.status, fresh?.cost.amount]).toEqual(['PLANNED', '10.00']);
    const again = await calls.start(id);
    expect(codes(again.violations)).toEqual(['assignment.not-planned']);
    expect(codes((await calls.start(fresh?.id as string)).violations)).toEqual([]);
  });
});
