import { cancelContract } from '../../employment/contract/cancel-contract.js';
import { createContract } from '../../employment/contract/create-contract.js';
import { signContract } from '../../employment/contract/sign-contract.js';
import { globalId } from '../../platform/ids.js';
import { minorOf } from '../../platform/money.js';
import type { BroughtThing } from '../../sdk/brought-thing.js';
import type { CashFlowLine } from '../../sdk/define.js';
import { type CoreToolContext, coreTool } from '../core-tool.js';
import { refuseOn } from '../step-findings.js';
import { type ContractInput, contractsFor } from './contracts-for.js';
import { plannedBy } from './planned.js';

/** Employs somebody who takes part in the activity: a contract that is made and signed. */
export const contractTool = coreTool<ContractInput, null>({
  name: 'contract',
  title: {
    nl: 'Arbeidsovereenkomst',
    fr: 'Contrat de travail',
    en: 'Contract of employment',
    de: 'Arbeitsvertrag',
  },
  description: 'Makes a contract of employment and signs it.',
  permission: 'contract.write',
  input: {
    type: 'object',
    required: ['workerId', 'kind', 'days', 'budget'],
    additionalProperties: false,
    properties: {
      workerId: { type: 'string', format: 'id', description: 'The member who will work.' },
      kind: { type: 'string', maxLength: 63, description: 'Code of the kind of contract.' },
      jointCommittee: { type: ['string', 'null'], maxLength: 12, description: 'E.g. "304".' },
      days: {
        type: 'array',
        minItems: 1,
        maxItems: 31,
        items: {
          type: 'object',
          required: ['day', 'hours'],
          additionalProperties: false,
          properties: {
            day: { type: 'string', format: 'date' },
            hours: { type: 'string', format: 'decimal', description: '"7.6" is 7 h 36.' },
          },
        },
      },
      budget: { type: 'string', format: 'decimal', description: 'What it costs in all.' },
      atRisk: { type: 'boolean', description: 'Work with a risk for health or safety.' },
    },
  },
  meets: ['contract'],
  propose: async (_ctx, facts) => contractsFor(facts),
  plan: (ctx, input) => {
    const costMinor = minorOf(input.budget, ctx.currency, 'budget');
    return plannedBy(ctx, 'contract', costMinor, async () => ({
      reference: await sign(ctx, input),
      costMinor,
      cashFlow: cashFlowOf(input, costMinor),
      brings: broughtBy(input),
    }));
  },
  start: async (ctx, input) => ({ reference: await sign(ctx, input), state: 'DONE' }),
  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    refuseOn((await cancelContract(ctx.request, { id: reference }, null)).violations);
  },
});

/** The budget is spent by the last day that is worked. */
function cashFlowOf(input: ContractInput, costMinor: bigint): CashFlowLine[] {
  const { until } = spanOf(input);
  return costMinor === 0n ? [] : [{ day: until, amountMinor: -costMinor, payer: 'ACTIVITY' }];
}

const broughtBy = (input: ContractInput): BroughtThing => ({
  ...{ kind: 'contract', ...spanOf(input), valueMinor: null, atRisk: input.atRisk === true },
});

/** Its first day and its last: the schema asks for one at least. */
function spanOf({ days }: ContractInput): { readonly from: string; readonly until: string } {
  const sorted = days.map(({ day }) => day).sort();
  return { from: sorted[0] as string, until: sorted.at(-1) as string };
}

async function sign(ctx: CoreToolContext, input: ContractInput): Promise<string> {
  const draft = await createContract(
    ctx.request,
    {
      ...input,
      activityId: globalId('Activity', ctx.assignment.activityId),
      jointCommittee: input.jointCommittee ?? null,
      budgetMinor: minorOf(input.budget, ctx.currency, 'budget'),
    },
    null,
  );
  refuseOn(draft.violations);
  if (draft.id === null) throw new Error('A contract was neither made nor refused.');
  const reference = globalId('Contract', draft.id);
  refuseOn((await signContract(ctx.request, { id: reference }, null)).violations);
  return reference;
}
