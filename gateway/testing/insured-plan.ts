/** A plan that insures what it brings itself, from its price to what becomes of its covers. */
import { expect } from '@jest/globals';
import { runAssignments } from '../../core/assignment/runner.js';
import {
  type AssignmentCalls,
  coreSteps,
  type ReadAssignment,
} from '../../core/assignment/testing/calls.js';
import { type AssignmentWorld, proveLedger } from '../../core/assignment/testing/world.js';

/** Each cover after the step whose thing it is for, each thing once, called off with it. */
export async function insuresItself(calls: AssignmentCalls, world: AssignmentWorld): Promise<void> {
  const { id, steps } = await insuringItself(calls, world);
  expect(steps.map(({ tool }) => tool.name).slice(-4)).toEqual(Array(4).fill('insurance.cover'));
  expect(steps.every(({ cost }) => Number(cost?.amount) > 0)).toBe(true);
  expect((await calls.start(id)).violations).toEqual([]);
  await runAssignments(world.p.platform);
  // The needs are answered before anybody has heard of what happened, and stay so.
  for (const _ of [1, 2]) {
    expect(await coversBy(world, id)).toEqual(insured('COVERED', 'REQUESTED'));
    await world.p.platform.settle();
  }
  expect(await needsRaisedBy(world, id)).toEqual(Array(4).fill('COVERED'));
  await calls.cancel(id);
  await runAssignments(world.p.platform);
  for (const _ of [1, 2]) await world.p.platform.settle();
  expect(await coversBy(world, id)).toEqual(insured('GONE', 'CANCELLED'));
  await proveLedger(world);
}

/** A contract for work with a risk, a van, lights from the pool; no cover is asked for by name. */
async function insuringItself(
  calls: AssignmentCalls,
  world: AssignmentWorld,
): Promise<ReadAssignment> {
  const { assignment, violations } = await calls.plan({
    ...{ steps: [], needs: ['contract', 'transport', 'equipment', 'insurance'] },
    ...{ days: ['2027-03-04'], people: [coreSteps(world).contract.input.workerId] },
    work: { kind: 'task', hoursPerDay: '8', budget: '182.00', atRisk: true },
  });
  if (assignment === null || violations.length > 0) throw new Error(JSON.stringify(violations));
  return assignment;
}

/** Covers that the steps of an assignment have bought, each with the need that it answers. */
const coversBy = ({ p }: AssignmentWorld, assignmentId: string) =>
  p.admin.query(
    `select n.source_type as source, n.risk, n.status as need, c.status as cover
     from core.assignment_step s
     join insurance.cover c on c.step_id = s.id
     join insurance.need n on n.cooperative_id = c.cooperative_id and n.id = c.need_id
     where s.assignment_id = $1 order by 1, 2`,
    [assignmentId.split(':')[1]],
  );

const insured = (need: string, cover: string) => [
  { source: 'Contract', risk: 'ACCIDENT', need, cover },
  { source: 'Contract', risk: 'CANCELLATION', need, cover },
  { source: 'EquipmentRental', risk: 'EQUIPMENT', need, cover },
  { source: 'MobilityRental', risk: 'VEHICLE', need, cover },
];

/** How the needs stand that were raised for what the steps of an assignment made. */
async function needsRaisedBy({ p }: AssignmentWorld, assignmentId: string): Promise<string[]> {
  const rows = await p.admin.query<{ status: string }>(
    `select n.status from insurance.need n join core.assignment_step s
       on s.assignment_id = $1 and split_part(s.reference, ':', 2) = n.source_id::text`,
    [assignmentId.split(':')[1]],
  );
  return rows.map(({ status }) => status);
}
