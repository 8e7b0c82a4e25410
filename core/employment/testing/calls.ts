/** The operations of contracts as a client sends them, for tests. */
import type { ExecutionResult } from 'graphql';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import type { Asking, TestPlatform } from '../../platform/testing/platform.js';
import type { EmploymentWorld } from './world.js';

export type { TestPerson, TestPlatform };

export interface SaidViolation {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
  readonly severity: string;
}

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export interface ReadContract {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
  readonly version: number;
  readonly gross: Amount | null;
  readonly net: Amount | null;
  readonly dueOn: string | null;
  readonly viewerCan: readonly string[];
}

export interface ContractAnswer {
  readonly contract: ReadContract | null;
  readonly violations: readonly SaidViolation[];
}

interface SimulationAnswer {
  readonly pay: {
    readonly lines: readonly {
      readonly code: string;
      readonly source: string | null;
      readonly from: string | null;
      readonly until: string | null;
    }[];
  } | null;
  readonly violations: readonly SaidViolation[];
}

interface Draft {
  readonly kind?: string;
  readonly jointCommittee?: string;
  readonly budget?: string;
  readonly workerId?: string;
  readonly days?: readonly [day: string, hours: string, startsAt?: string, kind?: string][];
  readonly function?: string;
  readonly atRisk?: boolean;
  readonly age?: number;
  readonly agencyId?: string;
  readonly agencyReference?: string | null;
  readonly workCountry?: string;
  readonly idempotencyKey?: string;
}

export type ContractCalls = ReturnType<typeof contractCalls>;

export function contractCalls({ p, activityId, workerId }: EmploymentWorld) {
  const send = <Answer>(query: string, variables: object, asking: Asking = {}) =>
    p.graphql<Record<string, Answer>>(query, variables as Record<string, unknown>, {
      as: 'member-stage',
      ...asking,
    });
  const step = (name: string, type: string) => (input: object, asking?: Asking) =>
    send<ContractAnswer>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${payload} } }`,
      { input: { idempotencyKey: newId(), ...input } },
      asking,
    );
  const tryCreate = ({ days = [['2026-11-24', '8']], ...draft }: Draft = {}, asking?: Asking) =>
    step('createContract', 'CreateContractInput')(
      {
        ...{ activityId, workerId, kind: 'task', budget: '182.00' },
        ...{ ...draft, days: days.map(agreed) },
      },
      asking,
    );
  const tryUpdate = (input: object) =>
    send<ContractAnswer>(
      `mutation ($input: UpdateContractInput!) { updateContract(input: $input) { ${payload} } }`,
      { input },
    );
  const trySign = (id: string, input: object = {}, asking?: Asking) =>
    step('signContract', 'ContractStepInput')({ id, ...input }, asking);
  const tryRead = (id: string, asking?: Asking) =>
    send<ReadContract>(`query ($id: ID!) { contract(id: $id) { ${fields} } }`, { id }, asking);
  const create = async (draft?: Draft, asking?: Asking) => answer(await tryCreate(draft, asking));
  const sign = async (id: string, input?: object) => answer(await trySign(id, input));
  return {
    ...{ tryCreate, tryUpdate, trySign, tryRead, create, sign },
    update: async (input: object) => answer(await tryUpdate(input)),
    signed: async (draft: Draft) => {
      const { contract, violations } = await create(draft);
      return contract === null ? { contract, violations } : sign(contract.id);
    },
    cancel: async (id: string) => answer(await step('cancelContract', 'ContractStepInput')({ id })),
    tryPay: (id: string) => step('payContract', 'ContractStepInput')({ id }),
    pay: async (id: string, asking?: Asking, input: object = {}) =>
      answer(await step('payContract', 'ContractStepInput')({ id, ...input }, asking)),
    work: async (id: string) =>
      answer(
        await send<ContractAnswer>(
          `mutation ($input: MarkContractWorkedInput!) {
            markContractWorked(input: $input) { ${payload} } }`,
          { input: { id } },
        ),
      ),
    read: async (id: string, asking?: Asking) => answer(await tryRead(id, asking)),
    list: async (asking?: Asking) =>
      answer(await send<{ nodes: ReadContract[] }>(listed, { first: 100 }, asking)).nodes,
    listAll: (first: number) => send<object>(listed, { first }),
    simulate: async (input: object, locale: Asking['locale'] = 'en') =>
      answer(await send<SimulationAnswer>(simulated, { input }, { locale })),
    count: async () => {
      const [row] = await p.admin.query<{ n: bigint }>('select count(*) as n from core.contract');
      return row?.n ?? 0n;
    },
    numbers: async () => {
      const rows = await p.admin.query<{ number: string }>(
        `select number from core.contract
         where cooperative_id = $1 and number like 'C2026-%' order by number`,
        [p.cooperativeId],
      );
      return rows.map(({ number }) => number);
    },
  };
}

type Day = NonNullable<Draft['days']>[number];

export const agreed = ([day, hours, startsAt, kind]: Day) => ({ day, hours, startsAt, kind });

/** The one field that was asked for; an error of the request fails the test. */
function answer<Answer>(result: ExecutionResult<Record<string, Answer>>): Answer {
  if (result.errors) throw new AggregateError(result.errors, result.errors.join('; '));
  return Object.values(result.data ?? {})[0] as Answer;
}

const fields = `id number status version jointCommittee signedOn dueOn paidOn viewerCan
  kind { code title } days { day minutes hours startsAt kind } activity { id } worker { id displayName }
  gross { amount currency } net { amount } employerCost { amount currency }`;

const payload = `contract { ${fields} } violations { code path message severity plugin }`;

const listed = `query ($first: Int) { contracts(first: $first) { nodes { ${fields} } } }`;

const simulated = `mutation ($input: SimulatePayInput!) { simulatePay(input: $input) {
  pay { invoiced { amount } budget { amount } gross { amount } net { amount } employerCost { amount }
    lines { code title base { amount } rate amount { amount } source from until } }
  violations { code path message severity } } }`;
