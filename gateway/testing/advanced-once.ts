import { expect } from '@jest/globals';
import { runAssignments } from '../../core/assignment/runner.js';
import {
  type AssignmentCalls,
  codes,
  coreSteps,
  type Wish,
} from '../../core/assignment/testing/calls.js';
import type { AssignmentWorld } from '../../core/assignment/testing/world.js';
import { newClient } from '../../core/money/testing.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';

interface Lending {
  readonly world: AssignmentWorld;
  readonly calls: AssignmentCalls;
  does(
    name: string,
    input: object,
    fields: string,
    as?: TestPerson,
    type?: string,
  ): Promise<unknown>;
  /** What is lent in all. */
  lent(): Promise<bigint>;
}

/** One invoice of 1000.00, which the guarantee fund and financing want to advance. */
export async function advancedOnce({ world, calls, does, lent }: Lending): Promise<void> {
  const { p } = world;
  const film = { as: 'member-film' } as const;
  const [activityId, clientId] = [p.activityIds['member-film'], await newClient(p, film.as)];
  const of = { activityId: `Activity:${activityId}`, clientId: `Client:${clientId}` };
  const { invoice } = coreSteps(world);
  const tool = 'financing.prefinance';
  const rest = { tool, input: { product: 'INVOICE', expectedOn: '2027-01-31' } };
  const fund = (amount?: string) => ({ tool: 'advance', input: { amount } });
  const planned = (wish: Wish) => calls.plan({ ...of, ...wish }, film);
  const found = async (wish: Wish) => codes((await planned(wish)).violations);

  // All that the invoice of 1000.00 brings is the fund's: nothing is left to lend.
  const [all, some] = [fund(), fund('300.00')];
  for (const steps of [
    [rest, all, invoice],
    [invoice, all, rest],
  ]) {
    expect(await found({ steps })).toEqual(['financing.nothing-left']);
  }
  // What was asked for goes before what offers itself, which says why it has no part.
  const wanted = { ...rest, input: { ...rest.input, amount: '500.00' } };
  const offer = await planned({
    steps: [wanted],
    needs: ['invoice', 'advance'],
    amount: '1000.00',
  });
  expect(offer.assignment?.steps.map((step) => step.tool.name)).toEqual(['invoice', tool]);
  const declined = offer.declined.find((one) => one.tool.name === 'advance');
  expect(codes(declined?.reasons ?? [])).toEqual(['assignment.proposal-hinders']);
  // 300.00 of 935.00 is the fund's: 635.00 is left, and no more money is shown on any day.
  for (const steps of [
    [rest, some, invoice],
    [invoice, some, rest],
  ]) {
    const { assignment } = await planned({ steps });
    const before = assignment?.steps.flatMap(({ cashFlow }) =>
      cashFlow.flatMap(({ prefinancing, amount }) => (prefinancing ? [amount.amount] : [])),
    );
    expect(before?.sort()).toEqual(['-300.00', '-635.00', '300.00', '635.00']);
  }

  const { assignment } = await planned({ steps: [rest, some, invoice] });
  await calls.tryStart(assignment?.id as string, {}, film);
  await runAssignments(p.platform);
  const [loan] = await p.admin.query<{ id: string; amount_minor: bigint }>(
    'select id, amount_minor from financing.loan where activity_id = $1',
    [activityId],
  );
  expect(loan?.amount_minor).toBe(635_00n);
  const id = `FinancingLoan:${loan?.id}`;
  const opinion = { id, favourable: true, reasons: 'A client that pays.' };
  const owed = await lent();
  const judged = ['loan { status }', 'FinancingOpinionInput'] as const;
  await does('financingAdvise', opinion, judged[0], 'adviser', judged[1]);
  await does('financingDecide', opinion, judged[0], 'finance', judged[1]);
  for (const _ of [1, 2]) await p.platform.settle();
  await runAssignments(p.platform);
  expect((await lent()) - owed).toBe(635_00n);
  const { steps } = await calls.read(assignment?.id as string, film);
  expect(steps.map(({ status }) => status)).toEqual(['DONE', 'DONE', 'DONE']);
  expect(await found({ steps: [fund('0.01')] })).toEqual(['fund.more-than-expected']);
}
