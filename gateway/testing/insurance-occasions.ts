/** What makes the platform think of insurance, seen from what happens to the cover that the button buys. */
import { runAssignments } from '../../core/assignment/runner.js';
import {
  type AssignmentCalls,
  coreSteps,
  type WishedStep,
} from '../../core/assignment/testing/calls.js';
import type { AssignmentWorld } from '../../core/assignment/testing/world.js';
import { newId } from '../../core/platform/ids.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';

export interface Stage {
  readonly world: AssignmentWorld;
  readonly calls: AssignmentCalls;
  /** A mutation of one input; what its payload's thing selects. */
  does<Thing>(
    field: string,
    input: object,
    selected: string,
    as?: TestPerson,
    type?: string,
  ): Promise<Thing>;
}

export interface InsuranceOccasion {
  readonly title: string;
  /** What the need comes from, and against what. */
  readonly source: string;
  readonly risk: string;
  /** What it is insured for: its value, or as far as the policy by the day goes. */
  readonly insured: string;
  happens(stage: Stage): Promise<unknown>;
}

const day = '2026-12-14';

export const insuranceOccasions: readonly InsuranceOccasion[] = [
  {
    ...{ title: 'a contract', source: 'Contract', risk: 'ACCIDENT', insured: '100000.00' },
    happens: (stage) => {
      const { tool, input } = coreSteps(stage.world).contract;
      return started(stage, { tool, input: { ...input, days: [{ day, hours: '8' }] } });
    },
  },
  {
    ...{ title: 'a contract for work with a risk', source: 'Contract', risk: 'CANCELLATION' },
    ...{ insured: '5000.00', happens: (stage) => riskyContract(stage) },
  },
  {
    ...{ title: 'equipment', source: 'EquipmentItem', risk: 'EQUIPMENT', insured: '333.33' },
    happens: (stage) => {
      const thing = { title: 'A saw', serialNumber: 'S-3', value: '333.33' };
      return started(stage, { tool: 'equipment.buy', input: { ...thing, depreciationMonths: 36 } });
    },
  },
  {
    ...{ title: 'a van', source: 'MobilityRental', risk: 'VEHICLE', insured: '40000.00' },
    happens: (stage) => {
      const input = { category: 'van-small', from: day, until: day };
      return started(stage, { tool: 'mobility.van', input });
    },
  },
  {
    ...{ title: 'a risk that somebody flags', source: 'Flag', risk: 'ACCIDENT' },
    insured: '100000.00',
    happens: ({ world: { activityId }, does }) => {
      const flag = { risk: 'ACCIDENT', from: day, until: day, reason: 'Work on a roof' };
      return does('insuranceFlagRisk', { ...flag, activityId }, 'need { id }');
    },
  },
];

/** No tool asks for such a contract: it is made and signed by hand. */
async function riskyContract({ world, does }: Stage): Promise<void> {
  const policy = { insurer: 'A', title: 'Risky work', risk: 'CANCELLATION', source: 'Test' };
  const tariff = { currency: 'EUR', coverUpTo: '5000', fixedPerDay: '2', from: '2026-11-23' };
  const set = { ...policy, ...tariff, suggestedFor: 'RISK' };
  await does('insuranceSetPolicy', set, 'policy { title }', 'finance');
  const { activityId, workerId } = world;
  const terms = { ...coreSteps(world).contract.input, days: [{ day: '2026-12-15', hours: '8' }] };
  const draft = { ...terms, activityId, workerId, atRisk: true, idempotencyKey: newId() };
  const { id } = await does<{ id: string }>('createContract', draft, 'contract { id }');
  const sign = { id, idempotencyKey: newId() };
  await does('signContract', sign, 'contract { status }', 'member-stage', 'ContractStepInput');
}

async function started({ world, calls }: Stage, step: WishedStep): Promise<void> {
  await calls.started({ steps: [step] });
  await runAssignments(world.p.platform);
}

/** How the last need of an occasion stands, and for what it was insured. */
export async function needOf(
  { p }: AssignmentWorld,
  { source, risk }: Pick<InsuranceOccasion, 'source' | 'risk'>,
): Promise<{ day: string; status: string; insured: string | null } | undefined> {
  const [need] = await p.admin.query<{ day: string; status: string; insured: string | null }>(
    `select greatest(n.from_day, '2026-12-01')::text as day, n.status,
       (c.value_minor / 100.0)::numeric(12, 2)::text as insured
     from insurance.need n
     left join insurance.cover c on c.cooperative_id = n.cooperative_id and c.need_id = n.id
     where n.source_type = $1 and n.risk = $2 order by n.changed_at desc, n.id desc limit 1`,
    [source, risk],
  );
  return need;
}
