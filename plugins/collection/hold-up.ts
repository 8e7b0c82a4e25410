import { type Attempted, Field, InputType, type PluginContext, text } from 'gezel/sdk';
import { endPlan, stopLegal } from './agree-plan.js';
import { FileStatus } from './codes.js';
import type { CollectionFile } from './file.entity.js';
import { CollectionStepInput, fileSteps, takeFileStep } from './file-step.js';
import { letGo } from './late-charges.js';

@InputType({ description: 'Why a file stands still.' })
export class CollectionReasonInput extends CollectionStepInput {
  @Field(() => String, { description: 'Why, at most 1,000 characters.' })
  reason: string;
}

/** The debtor disputes the debt: everything stops, and IOS is out of the question for good. */
export function dispute(
  ctx: PluginContext,
  input: CollectionReasonInput,
): Promise<Attempted<CollectionFile>> {
  const disputeReason = text(input.reason, 'reason', 1_000);
  return takeFileStep(ctx, fileSteps.dispute, input, async ({ inside, file }) => ({
    findings: [],
    change: {
      ...{ status: FileStatus.DISPUTED, nextStepOn: inside.today, disputeReason },
      ...{ contestedOn: file.contestedOn ?? inside.today, legalKey: null },
    },
    also: async () => {
      await stopLegal(inside, file);
      await endPlan(inside, file);
    },
  }));
}

/** The dispute is over and the debt stands: it goes on from where it was. */
export const resume = (
  ctx: PluginContext,
  input: CollectionStepInput,
): Promise<Attempted<CollectionFile>> =>
  takeFileStep(ctx, fileSteps.resume, input, async ({ inside, file }) => ({
    findings: [],
    change: { status: file.rung, nextStepOn: inside.today },
  }));

/** The co-operative gives it up; the invoice stays what it is. */
export function withdraw(
  ctx: PluginContext,
  input: CollectionReasonInput,
): Promise<Attempted<CollectionFile>> {
  const disputeReason = text(input.reason, 'reason', 1_000);
  return takeFileStep(ctx, fileSteps.withdraw, input, async ({ inside, file }) => ({
    findings: [],
    change: { ...ended, status: FileStatus.WITHDRAWN, disputeReason },
    also: async () => {
      await letGo(inside, file);
      await stopLegal(inside, file);
      await endPlan(inside, file);
    },
  }));
}

/** Interest, costs and penalty are asked no more, until a later notice asks them anew. */
export function waiveCharges(
  ctx: PluginContext,
  input: CollectionReasonInput,
): Promise<Attempted<CollectionFile>> {
  text(input.reason, 'reason', 1_000);
  return takeFileStep(ctx, fileSteps.waiveCharges, input, async ({ inside, file }) => ({
    findings: [],
    change: {},
    also: () => letGo(inside, file),
  }));
}

/** Nothing is to be done any more. */
export const ended = { nextStepOn: null, legalKey: null } as const;
