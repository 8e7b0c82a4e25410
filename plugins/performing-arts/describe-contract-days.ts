import {
  type Attempted,
  areTimesOf,
  badInput,
  CivilDate,
  type ContractFacts,
  count,
  DateTime,
  Field,
  ID,
  InputType,
  Int,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
  visible,
} from 'gezel/sdk';
import { PerformingArtsContract, PerformingArtsContractDay } from './contract.entity.js';
import { knownKinds } from './day-kinds.js';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsPerformance } from './performance.entity.js';

@InputType({ description: 'What one day of a contract is for.' })
export class PerformingArtsContractDayInput {
  @Field(() => CivilDate, { description: 'A day of the contract.' })
  day: string;

  @Field(() => String, { description: 'Code of the kind of day, e.g. "rehearsal".' })
  kind: string;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many services a musician is hired, 1 to 6; absent: by the hour.',
  })
  services?: number | null;

  @Field(() => ID, { nullable: true, description: 'The date of a production that is worked on.' })
  dateId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it begins; with `endsAt` or not.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends.' })
  endsAt?: Date | null;
}

@InputType({ description: 'What days of a draft contract are for.' })
export class PerformingArtsDescribeContractDaysInput {
  @Field(() => ID, { description: 'The contract, while it is a draft.' })
  contractId: string;

  @Field(() => [PerformingArtsContractDayInput], {
    description: 'The days, 1 to 100; the others stay as they are.',
  })
  days: PerformingArtsContractDayInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Says what days of a draft contract are for; the signature is judged by it. */
export async function describeContractDays(
  ctx: PluginContext,
  input: PerformingArtsDescribeContractDaysInput,
): Promise<Attempted<PerformingArtsContract>> {
  const { days } = input;
  if (days.length < 1 || days.length > mostDays) {
    throw badInput(`Describe 1 to ${mostDays} days at once.`, 'days');
  }
  const id = localId('Contract', input.contractId, 'contractId');
  const { activityId } = await ctx.core.require('Contract', id, 'performing-arts.write');
  for (const [i, { services }] of days.entries()) count(services, `days.${i}.services`, 6);
  const performanceIds = await performancesOf(ctx, days, activityId);
  const step = { action: 'performing-arts.describe-contract-days', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Held, so that it is not signed between being seen as a draft and being described.
    const contract = await inside.core.lock('Contract', id);
    if (contract === null) throw notFound('Contract', input.contractId);
    return {
      findings: await dayFindings(inside, contract, days),
      write: async () => {
        const described = await contractRow(inside, contract);
        await writeDays(inside, contract, days, performanceIds);
        return described;
      },
    };
  });
}

/** A named limit: one mutation, one list. */
const mostDays = 100;

/** The date of each day; one of another activity is NOT_FOUND. */
function performancesOf(
  ctx: PluginContext,
  days: readonly PerformingArtsContractDayInput[],
  activityId: string,
): Promise<(string | null)[]> {
  return Promise.all(
    days.map(async ({ dateId }, i) => {
      if (dateId == null) return null;
      const date = await visible(ctx, PerformingArtsPerformance, dateId, `days.${i}.dateId`);
      if (date?.activityId !== activityId) throw notFound('PerformingArtsPerformance', dateId);
      return date.id;
    }),
  );
}

async function dayFindings(
  inside: PluginContext,
  contract: ContractFacts,
  days: readonly PerformingArtsContractDayInput[],
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [...(await activityFindings(inside, contract.activityId))];
  if (contract.status !== 'DRAFT') found.push({ code: 'performing-arts.contract-not-draft' });
  const known = await knownKinds(inside, [...new Set(days.map(({ kind }) => kind))]);
  const left = new Set(contract.days.map(({ day }) => day));
  for (const [i, { day, kind, startsAt, endsAt }] of days.entries()) {
    const path = ['days', String(i)];
    // A day that was named before has been taken out, so a day said twice is found too.
    if (!left.delete(day)) {
      found.push({ code: 'performing-arts.day-not-in-contract', path, values: { day } });
    }
    if (!known.has(kind)) {
      found.push({ code: 'performing-arts.unknown-day-kind', path, values: { kind } });
    }
    if (!areTimesOf(day, startsAt, endsAt)) {
      found.push({ code: 'performing-arts.times-unclear', path, values: { day } });
    }
  }
  return found;
}

/** The plugin's own row of the contract; made when the contract is first described. */
async function contractRow(
  { store, now }: PluginContext,
  { id, activityId }: ContractFacts,
): Promise<PerformingArtsContract> {
  const changed = await store.update(PerformingArtsContract, id, { changedAt: now });
  const row = { contractId: id, activityId, changedAt: now };
  return changed ?? store.insert(PerformingArtsContract, row);
}

async function writeDays(
  { store }: PluginContext,
  { id: contractId, workerId, days: agreed }: ContractFacts,
  days: readonly PerformingArtsContractDayInput[],
  performanceIds: readonly (string | null)[],
): Promise<void> {
  for (const [i, { day, kind, startsAt = null, endsAt = null, ...more }] of days.entries()) {
    const services = more.services ?? null;
    const minutes = agreed.find((one) => one.day === day)?.minutes;
    const known = {
      ...{ workerId, minutes, services, kindCode: kind, startsAt, endsAt },
      performanceId: performanceIds[i] ?? null,
    };
    const [there] = await store.find(PerformingArtsContractDay, { contractId, day });
    if (there !== undefined) await store.update(PerformingArtsContractDay, there.id, known);
    else {
      const row = { contractId, day, ...known, inForce: false };
      await store.insert(PerformingArtsContractDay, row);
    }
  }
}
