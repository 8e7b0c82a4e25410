import {
  type AttemptContext,
  type Attempted,
  Field,
  ID,
  InputType,
  type InvoiceFacts,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { FileStatus } from './codes.js';
import { CollectionFile } from './file.entity.js';

const { WATCHED, REMINDED, NOTICED, IOS, COURT, ENFORCEABLE, PLAN, DISPUTED } = FileStatus;
const open = [WATCHED, REMINDED, NOTICED, IOS, COURT, ENFORCEABLE, PLAN, DISPUTED];

export interface FileStep {
  /** The action, and what it is called in `viewerCan`. */
  readonly name: string;
  /** What is told once it is done. */
  readonly event: string;
  readonly permission: string;
  readonly from: readonly FileStatus[];
}

/**
 * watched → reminded → noticed → IOS or court → enforceable; a dispute or a plan holds everything
 * up, and then it goes on from the rung that it had. Money or a withdrawal ends it.
 */
export const fileSteps = {
  remind: {
    ...{ name: 'collection.remind', event: 'collection.reminded', permission: 'collection.write' },
    from: [WATCHED, REMINDED],
  },
  giveNotice: {
    ...{ name: 'collection.give-notice', event: 'collection.noticed' },
    ...{ permission: 'collection.pursue', from: [WATCHED, REMINDED, NOTICED] },
  },
  handOver: {
    ...{ name: 'collection.hand-over', event: 'collection.handed-over' },
    ...{ permission: 'collection.pursue', from: [NOTICED] },
  },
  agreePlan: {
    ...{ name: 'collection.agree-plan', event: 'collection.plan-agreed' },
    ...{ permission: 'collection.pursue' },
    from: [WATCHED, REMINDED, NOTICED, IOS, COURT, ENFORCEABLE, PLAN],
  },
  waiveCharges: {
    ...{ name: 'collection.waive-charges', event: 'collection.charges-waived' },
    ...{ permission: 'collection.pursue', from: [NOTICED, IOS, COURT, ENFORCEABLE, PLAN] },
  },
  dispute: {
    ...{ name: 'collection.dispute', event: 'collection.disputed', permission: 'collection.write' },
    from: [WATCHED, REMINDED, NOTICED, IOS, COURT, PLAN],
  },
  resume: {
    ...{ name: 'collection.resume', event: 'collection.resumed', permission: 'collection.pursue' },
    from: [DISPUTED],
  },
  withdraw: {
    ...{ name: 'collection.withdraw', event: 'collection.withdrawn' },
    ...{ permission: 'collection.write', from: open },
  },
} as const satisfies Record<string, FileStep>;

@InputType({ description: 'A step of one file.' })
export class CollectionStepInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export interface StepGround {
  readonly inside: AttemptContext;
  readonly file: CollectionFile;
  readonly invoice: InvoiceFacts;
}

export interface StepTaken {
  readonly findings: readonly PluginFinding[];
  readonly change: Partial<CollectionFile>;
  /** What is written beside the file. */
  also?(): Promise<unknown>;
}

/** A step of a file, which is locked first: of two who decide at once, the second sees the first. */
export async function takeFileStep(
  ctx: PluginContext,
  step: FileStep,
  input: CollectionStepInput,
  judge: (ground: StepGround) => Promise<StepTaken>,
): Promise<Attempted<CollectionFile>> {
  const id = localId('Invoice', input.invoiceId, 'invoiceId');
  await ctx.core.require('Invoice', id, step.permission);
  const about = { type: 'Invoice', id };
  return ctx.attempt({ action: step.name, dryRun: input.dryRun, about }, async (inside) => {
    const file = await locked(inside, CollectionFile, id);
    const invoice = await inside.core.read('Invoice', id);
    if (invoice === null) throw notFound('Invoice', input.invoiceId);
    if (!step.from.includes(file.status)) {
      const values = { status: file.status };
      return refused({ code: 'collection.not-now', path: ['invoiceId'], values });
    }
    if (invoice.dueMinor <= 0n && step !== fileSteps.withdraw) {
      return refused({ code: 'collection.nothing-due', path: ['invoiceId'] });
    }
    const { findings, change, also } = await judge({ inside, file, invoice });
    return {
      findings,
      write: async () => {
        await also?.();
        const { activityId } = file;
        inside.emit({ type: step.event, subject: about, activityId });
        return changed(inside, file, change);
      },
    };
  });
}

/** Writes how the file now stands; whoever holds it has locked it. */
export async function changed(
  { store, now }: PluginContext,
  file: CollectionFile,
  change: Partial<CollectionFile>,
): Promise<CollectionFile> {
  const done = await store.update(CollectionFile, file.invoiceId, { ...change, changedAt: now });
  return done ?? file;
}

const refused = (finding: PluginFinding) => ({
  findings: [finding],
  write: () => Promise.reject(new Error('What was refused is not written.')),
});

/** The steps that a file in this state may take, by who may take them. */
export const stepsFrom = (status: FileStatus, permission: string): string[] =>
  Object.values<FileStep>(fileSteps)
    .filter((step) => step.permission === permission && step.from.includes(status))
    .map(({ name }) => name);
