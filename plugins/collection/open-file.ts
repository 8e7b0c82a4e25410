import {
  type Attempted,
  addDays,
  Field,
  holdingOn,
  ID,
  InputType,
  type InvoiceFacts,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { type DebtorKind, FileStatus } from './codes.js';
import { CollectionFile } from './file.entity.js';
import { CollectionPolicy } from './reference.entity.js';

@InputType({ description: 'An invoice whose payment is to be watched.' })
export class CollectionOpenInput {
  @Field(() => ID, { description: 'The invoice; it is issued.' })
  invoiceId: string;

  @Field(() => String, {
    description:
      'What was sold, as a letter says it: a consumer must be told. 1 to 200 characters.',
  })
  subject: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export async function openFile(
  ctx: PluginContext,
  input: CollectionOpenInput,
): Promise<Attempted<CollectionFile>> {
  const id = localId('Invoice', input.invoiceId, 'invoiceId');
  await ctx.core.require('Invoice', id, 'collection.write');
  const subject = text(input.subject, 'subject');
  const about = { type: 'Invoice', id };
  const step = { action: 'collection.open', dryRun: input.dryRun, about };
  return ctx.attempt(step, async (inside) => {
    const { findings, row } = await opening(inside, id, subject);
    const there = (await inside.store.get(CollectionFile, id)) !== null;
    const twice = { code: 'collection.already-open', path: ['invoiceId'] };
    return {
      findings: there ? [twice] : findings,
      write: () => inside.store.insert(CollectionFile, row),
    };
  });
}

/** The file that an invoice would have, and what stands in the way of it. */
export async function opening(
  ctx: PluginContext,
  invoiceId: string,
  subject: string,
): Promise<{ readonly findings: PluginFinding[]; readonly row: Partial<CollectionFile> }> {
  const invoice = await ctx.core.read('Invoice', invoiceId);
  const client = invoice && (await ctx.core.read('Client', invoice.clientId));
  const debtorKind = client?.kind as DebtorKind;
  const findings = invoice === null ? [] : invoiceFindings(invoice);
  const policy = await policyFor(ctx, debtorKind);
  if (policy === undefined) findings.push(noPolicy(ctx, debtorKind));
  const dueOn = invoice?.dueOn ?? ctx.today;
  const row = {
    ...{ invoiceId, activityId: invoice?.activityId, debtorKind, subject },
    ...{ status: FileStatus.WATCHED, rung: FileStatus.WATCHED, stepId: null },
    nextStepOn: addDays(dueOn, policy?.reminderAfterDays ?? 0),
    ...{ openedAt: ctx.now, changedAt: ctx.now },
  };
  return { findings, row };
}

export const noPolicy = ({ today }: PluginContext, kind: string): PluginFinding => ({
  ...{ code: 'collection.no-policy', values: { kind, day: today } },
});

export async function policyFor(
  { store, today }: PluginContext,
  debtorKind: DebtorKind,
): Promise<CollectionPolicy | undefined> {
  if (debtorKind === undefined) return undefined;
  return holdingOn(await store.listBy(CollectionPolicy, 'debtorKind', debtorKind), today);
}

function invoiceFindings({ kind, number, dueMinor }: InvoiceFacts): PluginFinding[] {
  const path = ['invoiceId'];
  if (kind !== 'INVOICE' || number === null) return [{ code: 'collection.not-issued', path }];
  return dueMinor <= 0n ? [{ code: 'collection.nothing-due', path }] : [];
}
