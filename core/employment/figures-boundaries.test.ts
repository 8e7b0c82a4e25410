import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTransaction } from '../platform/database/transaction.js';
import { addDays } from '../sdk/civil-days.js';
import type { ContractState } from './contract/contract-state.js';
import { lawfulOf } from './contract/law-facts.js';
import type { TestPlatform } from './testing/calls.js';
import { type ContractCalls, contractCalls } from './testing/calls.js';
import { employmentWorld } from './testing/world.js';

/** The day before and the day of: every period of every figure of the law, as the rules read it. */
let p: TestPlatform;
let calls: ContractCalls;
beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterAll(() => p.close());

interface Row {
  readonly code: string;
  readonly committee: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly source: string;
}

const holds = ({ from, until }: Pick<Row, 'from' | 'until'>, day: string) =>
  from <= day && (until === null || day < until);

/** The first and last day of each period, and the ones beside them. */
function boundaries(rows: readonly Pick<Row, 'from' | 'until'>[]): string[] {
  const days = rows.flatMap(({ from, until }) => [from, ...(until === null ? [] : [until])]);
  return [...new Set(days.flatMap((day) => [addDays(day, -1), day]))].sort();
}

/** The row that counts on a day: the joint committee's own before the general one, then the newest. */
function counted(rows: readonly Row[], code: string, committee: string, day: string) {
  const known = rows.filter((one) => one.code === code && holds(one, day));
  const newest = (own: readonly Row[]) => own.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  return (
    newest(known.filter((one) => one.committee === committee)) ??
    newest(known.filter((one) => one.committee === null))
  );
}

test('of contracts: each is read from its first day until the day before its end', async () => {
  const rules = await p.admin.query<Row & Record<string, unknown>>(
    `select code, joint_committee as committee, from_day as "from", until_day as until, source
     from core.employment_rule where country = 'BE'`,
  );
  const days = boundaries(rules);
  expect(days.length).toBeGreaterThan(10);
  for (const committee of ['304', '227']) {
    for (const day of days) {
      const { figures } = await lawOn(day, committee);
      const expected = [...new Set(rules.map(({ code }) => code))].flatMap((code) => {
        const row = counted(rules, code, committee, day);
        return row === undefined ? [] : [[code, row.from, row.source]];
      });
      const read = [...figures].map(([code, { from, source }]) => [code, from, source]);
      expect([day, committee, read.sort()]).toEqual([day, committee, expected.sort()]);
    }
  }
});

test('of minimum pay and of agreements: none a day early, none a day late', async () => {
  const minimums = await p.admin.query<Row & Record<string, unknown>>(
    `select per as code, null as committee, from_day as "from", until_day as until, source
     from core.minimum_pay where country = 'BE' and cooperative_id is null`,
  );
  const agreed = await p.admin.query<Row & Record<string, unknown>>(
    `select code, joint_committee as committee, from_day as "from", until_day as until, source
     from core.agreed_figure where country = 'BE' and cooperative_id is null`,
  );
  for (const day of boundaries([...minimums, ...agreed])) {
    const facts = await lawOn(day, '304');
    const sorted = (list: readonly string[]) => list.toSorted();
    expect([day, sorted(facts.minimums.map(({ per, from }) => `${per} ${from}`))]).toEqual([
      day,
      sorted(minimums.filter((one) => holds(one, day)).map(({ code, from }) => `${code} ${from}`)),
    ]);
    expect([day, sorted(facts.agreed.map(({ code, source }) => `${code} ${source}`))]).toEqual([
      day,
      sorted(
        agreed.filter((one) => holds(one, day)).map(({ code, source }) => `${code} ${source}`),
      ),
    ]);
  }
});

test('of pay: every line of an answer holds on the day that was asked for', async () => {
  const figures = await p.admin.query<Row & Record<string, unknown>>(
    `select code, from_day as "from", until_day as until from core.pay_figure where country = 'BE'
     union all
     select contract_kind, from_day, until_day from core.pay_coefficient where cooperative_id = $1`,
    [p.cooperativeId],
  );
  let answers = 0;
  for (const on of boundaries(figures)) {
    for (const kind of ['task', 'student'] as const) {
      const { pay, violations } = await calls.simulate({ kind, gross: '100.00', on });
      // What is missing is missing: no figure of its name holds on that day for everybody.
      const named = violations.map(({ message }) => /"([a-z.-]+) \(/.exec(message)?.[1]);
      const unknown = named.filter((code) => code !== undefined);
      expect([on, figures.filter((one) => unknown.includes(one.code) && general(one, on))]).toEqual(
        [on, []],
      );
      const lines = pay?.lines ?? [];
      for (const { from, until } of lines) {
        if (from === null) continue;
        answers++;
        expect([on, holds({ from, until }, on)]).toEqual([on, true]);
      }
    }
  }
  expect(answers).toBeGreaterThan(50);

  function general(one: Row, day: string) {
    return holds(one, day) && !one.code.startsWith('employer.') && one.code !== 'base.share';
  }
});

const lawOn = (day: string, jointCommittee: string) =>
  inTransaction(p.platform.orm, p.cooperativeId, async (tx) => {
    const contract = {
      ...{ id: p.cooperativeId, kind: 'duration', jointCommittee, functionCode: null },
      ...{ workerId: p.memberIds['member-film'], engagementId: null, workerAge: null },
      ...{ atRisk: false, workCountry: 'BE', days: [{ day, minutes: 480, startsAt: null }] },
    };
    const { facts } = await lawfulOf(tx, contract as unknown as ContractState, 100n, day);
    return facts;
  });
