import { type ContractFacts, type PluginContext } from 'gezel/sdk';
import { AudiovisualContract, AudiovisualContractDay } from './contract.entity.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import type { SpendNature, TaxShelterEligibility } from './spend.entity.js';

/** What a contract costs on one of its days, and for what. */
export interface ContractCost {
  readonly day: string;
  readonly amountMinor: bigint;
  readonly productionId: string;
  readonly eligibility: TaxShelterEligibility;
  readonly nature: SpendNature;
}

/** What the contracts of a production cost it, each by its own figures. */
export interface ContractCosts {
  /** At most a hundred of them: what the client is shown. */
  readonly contracts: readonly AudiovisualContract[];
  readonly lines: readonly ContractCost[];
  /** Contracts of which the viewer may not see the cost. */
  readonly unseen: number;
  /** Signed contracts of the crew of which nobody said how they count. */
  readonly unsaid: number;
}

type Costed = Pick<ContractFacts, 'days' | 'budgetMinor'>;
type Said = Pick<AudiovisualContract, 'productionId' | 'eligibility' | 'nature'>;

/**
 * The cost of a contract over its days by their hours, evenly where it has none. The parts are the
 * differences of what has run up, rounded down, so that they always sum to the whole.
 */
export function costByDay({ days, budgetMinor }: Costed): { day: string; amountMinor: bigint }[] {
  const timed = days.some(({ minutes }) => minutes > 0);
  const weights = days.map(({ minutes }) => (timed ? BigInt(minutes) : 1n));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  let [run, booked] = [0n, 0n];
  return days.map(({ day }, i) => {
    run += weights[i] as bigint;
    const upTo = (budgetMinor * run) / total;
    const amountMinor = upTo - booked;
    booked = upTo;
    return { day, amountMinor };
  });
}

/** What each day costs and for which production; days that are for none are left out. */
export function costsOf(
  contract: Costed,
  said: Said,
  days: readonly Pick<AudiovisualContractDay, 'day' | keyof Said>[],
): ContractCost[] {
  const byDay = new Map(days.map((one) => [one.day, one]));
  return costByDay(contract).flatMap(({ day, amountMinor }) => {
    const { productionId, eligibility, nature } = byDay.get(day) ?? said;
    return productionId === null ? [] : [{ day, amountMinor, productionId, eligibility, nature }];
  });
}

/** Signed, and not called off: what it costs is owed. */
export const isOwed = ({ status }: Pick<ContractFacts, 'status'>): boolean =>
  !['DRAFT', 'CANCELLED'].includes(status);

/**
 * The cost of every contract that works for a production, day by day up to today. One of which a cost
 * was typed by hand counts by that line, until it is taken away.
 */
export async function contractCosts(
  ctx: PluginContext,
  productionId: string,
  typed: ReadonlySet<string>,
): Promise<ContractCosts> {
  const rows = await contractsOf(ctx, productionId);
  const counted = rows.filter(({ contractId }) => !typed.has(contractId));
  let unseen = 0;
  const lines: ContractCost[] = [];
  for (const page of pagesOf(counted)) {
    const costs = await Promise.all(page.map((row) => readCosts(ctx, row)));
    for (const cost of costs) {
      if (cost === null) unseen += 1;
      else lines.push(...cost.filter((one) => one.productionId === productionId));
    }
  }
  return {
    ...{ contracts: rows.slice(0, 100), unseen },
    lines: lines.filter(({ day }) => day <= ctx.today),
    unsaid: await unsaidCrew(ctx, productionId, new Set(rows.map((row) => row.contractId))),
  };
}

/** What a contract costs on each of its days; null where the viewer does not see the contract. */
export async function readCosts(
  { core, store }: PluginContext,
  row: AudiovisualContract,
): Promise<ContractCost[] | null> {
  const [contract, days] = await Promise.all([
    core.read('Contract', row.contractId),
    store.listBy(AudiovisualContractDay, 'contractId', row.contractId),
  ]);
  if (contract === null) return null;
  return isOwed(contract) ? costsOf(contract, row, days) : [];
}

/** Every contract that works for a production on one of its days at least, by its id. */
async function contractsOf(
  { store }: PluginContext,
  productionId: string,
): Promise<AudiovisualContract[]> {
  const whole = await every((after) =>
    store.find(AudiovisualContract, {
      ...{ productionId, contractId: after === undefined ? undefined : { after } },
    }),
  );
  const days = await every((after) =>
    store.find(AudiovisualContractDay, {
      ...{ productionId, id: after === undefined ? undefined : { after } },
    }),
  );
  const known = new Map(whole.map((row) => [row.contractId, row]));
  const others = [...new Set(days.map((one) => one.contractId))].filter((id) => !known.has(id));
  for (const page of pagesOf(others)) {
    const rows = await Promise.all(page.map((id) => store.get(AudiovisualContract, id)));
    for (const row of rows) if (row !== null) known.set(row.contractId, row);
  }
  return [...known.values()].sort((a, b) => (a.contractId < b.contractId ? -1 : 1));
}

async function unsaidCrew(
  { core, store }: PluginContext,
  productionId: string,
  counted: ReadonlySet<string>,
): Promise<number> {
  const crew = await every((after) =>
    store.find(AudiovisualCrewMember, {
      ...{ productionId, id: after === undefined ? undefined : { after } },
    }),
  );
  let unsaid = 0;
  for (const page of pagesOf(crew.filter(({ contractId }) => !counted.has(contractId)))) {
    const found = await Promise.all(
      page.map(async ({ contractId }) => {
        if ((await store.get(AudiovisualContract, contractId)) !== null) return false;
        const contract = await core.read('Contract', contractId);
        return contract !== null && isOwed(contract);
      }),
    );
    unsaid += found.filter((one) => one).length;
  }
  return unsaid;
}

/** Every row of a list that is read a hundred at a time. */
async function every<Row extends { readonly id?: string; readonly contractId: string }>(
  read: (after: string | undefined) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1);
    const page = await read(last === undefined ? undefined : (last.id ?? last.contractId));
    rows.push(...page);
    if (page.length < 100) return rows;
  }
}

function* pagesOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let first = 0; first < all.length; first += 100) yield all.slice(first, first + 100);
}
