import {
  globalId,
  localId,
  ofAssignment,
  type PluginFinding,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { endPlan, stopLegal } from './agree-plan.js';
import type { DebtorKind } from './codes.js';
import { FileStatus } from './codes.js';
import { CollectionFile } from './file.entity.js';
import { changed } from './file-step.js';
import { ended } from './hold-up.js';
import { letGo } from './late-charges.js';
import { noPolicy, opening, policyFor } from './open-file.js';

interface PursueInput {
  readonly invoiceId?: string;
}

/** Waits at the end of an assignment for the client's money, and keeps the file of a late one. */
export const pursue = tool<PursueInput, null>({
  name: 'collection.pursue',
  title: {
    nl: 'Betaling opvolgen',
    fr: 'Suivre le paiement',
    en: 'Follow up the payment',
    de: 'Zahlung verfolgen',
  },
  description:
    'Watches the invoice of the assignment until it is paid; a client who does not pay is ' +
    'reminded, given notice and handed over as the law wants it for that kind of debtor.',
  permission: 'collection.write',
  after: ['invoice'],
  closes: true,
  meets: ['collection'],
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      invoiceId: {
        type: 'string',
        format: 'id',
        description: 'An invoice that was issued; that of the assignment when absent.',
      },
    },
  },
  propose: async ({ assignment }) => (assignment.clientId === null ? unsaid('client') : {}),

  plan: async (ctx, input) => {
    const { currency } = await activityOf(ctx);
    return { costMinor: 0n, currency, findings: await planFindings(ctx, input), plan: null };
  },

  start: async (ctx, input) => {
    const invoiceId = invoiceOf(ctx, input);
    if (invoiceId === null) throw refusal([nothingToWatch]);
    await expectOwn(ctx, invoiceId);
    const reference = globalId('CollectionFile', invoiceId);
    const there = await ctx.store.lock(CollectionFile, invoiceId);
    if (there !== null) {
      const over = there.status === FileStatus.SETTLED;
      if (!over) await changed(ctx, there, { stepId: ctx.stepId });
      return { reference, state: over ? 'DONE' : 'WAITING' };
    }
    const { findings, row } = await opening(ctx, invoiceId, ctx.assignment.title.slice(0, 200));
    const nothingDue = findings.some(({ code }) => code === 'collection.nothing-due');
    if (nothingDue) return { reference: null, state: 'DONE' };
    if (findings.length > 0) throw refusal(findings);
    await ctx.store.insert(CollectionFile, { ...row, stepId: ctx.stepId });
    return { reference, state: 'WAITING' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const file = await ctx.store.lock(CollectionFile, localId('CollectionFile', reference));
    // What somebody opened or goes on with by another step is not this one's to end.
    if (file === null || file.stepId !== ctx.stepId) return;
    await stopLegal(ctx, file);
    await endPlan(ctx, file);
    await letGo(ctx, file);
    await changed(ctx, file, { ...ended, status: FileStatus.WITHDRAWN, stepId: null });
  },

  settle: async (ctx, _input, reference) => {
    if (reference === null) return;
    const file = await ctx.store.lock(CollectionFile, localId('CollectionFile', reference));
    if (file?.stepId === ctx.stepId) await changed(ctx, file, { stepId: null });
  },
});

const nothingToWatch: PluginFinding = { code: 'collection.nothing-to-watch', path: ['invoiceId'] };

const activityOf = ({ core, assignment }: ToolContext) =>
  core.require('Activity', assignment.activityId, 'collection.write');

/** The UUID of the invoice that is meant; null when there is none yet. */
function invoiceOf({ done }: ToolContext, { invoiceId }: PursueInput): string | null {
  const reference = invoiceId ?? done.invoice ?? null;
  return reference === null ? null : localId('Invoice', reference, 'invoiceId');
}

async function planFindings(ctx: ToolContext, input: PursueInput): Promise<PluginFinding[]> {
  const invoiceId = invoiceOf(ctx, input);
  if (invoiceId === null) return [nothingToWatch];
  if (input.invoiceId !== undefined) {
    await expectOwn(ctx, invoiceId);
    return (await opening(ctx, invoiceId, ctx.assignment.title)).findings;
  }
  // The invoice of the assignment is made on trial, and issued when its step is started.
  const { clientId } = ctx.assignment;
  const client = clientId === null ? null : await ctx.core.read('Client', clientId);
  if (client === null) return [nothingToWatch];
  const kind = client.kind as DebtorKind;
  return (await policyFor(ctx, kind)) === undefined ? [noPolicy(ctx, kind)] : [];
}

async function expectOwn(ctx: ToolContext, invoiceId: string): Promise<void> {
  const invoice = await ctx.core.require('Invoice', invoiceId, 'collection.write');
  ofAssignment(invoice, ctx.assignment, 'invoiceId');
}

/** An error that carries findings refuses the step with them. */
const refusal = (findings: readonly PluginFinding[]): Error =>
  Object.assign(new Error('The payment cannot be followed up.'), { code: 'REFUSED', findings });
