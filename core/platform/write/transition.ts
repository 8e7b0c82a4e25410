import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { GezelError } from '../errors.js';
import {
  type AskedBefore,
  askBefore,
  fingerprintOf,
  Outdated,
  withFreshAnswers,
} from './foresee.js';
import { type Once, takeKey } from './once.js';
import { type DomainEvent, record } from './record.js';
import { transact } from './transact.js';
import { type Finding, refuses, type Violation, violationOf } from './violation.js';

/** A named, typed step of a core aggregate: the only place where plugins' validations hook in. */
export interface Transition<State> {
  /** e.g. "invoice.issue"; plugins name it in `validation({ on })`. */
  readonly name: string;
  /** The GraphQL type of the aggregate. */
  readonly subject: string;
  /** `money.out` and `legal` steps are never let through by a validation that cannot answer. */
  readonly tags: readonly ('money.out' | 'legal')[];
  /** What the step commits its activity to, where its autonomy may limit that; null: none's. */
  commits?(before: State, after: State, today: string): Commitment | null;
  /** What the state looks like; only for the type system. */
  readonly state?: State;
}

/** What an activity takes upon itself by a step, as far as a limit can be about it. */
export interface Commitment {
  readonly activityId: string;
  readonly amountMinor?: bigint;
  /** Days from today to the last one that it binds; Infinity: no end is agreed. */
  readonly termDays?: number;
  /** How many people the activity employs in the month of the step, asked only where limited. */
  workers?(tx: Tx): Promise<number>;
}

/** Judges what a step commits an activity to; the domains bring these. */
export type Restraint = (
  ctx: Context,
  tx: Tx,
  step: {
    readonly transition: string;
    readonly subject: Snapshot;
    readonly commitment: Commitment;
  },
) => Promise<readonly Finding[]>;

/** What a plugin's validation may look at: plain values of the aggregate, ids included. */
export interface Snapshot {
  readonly id: string;
  readonly activityId?: string | null;
  readonly version?: number;
}

/** One run of a transition: the parts that differ from one to another. */
export interface TransitionRun<State extends Snapshot> {
  readonly id: string;
  readonly dryRun?: boolean | null;
  readonly expectedVersion?: number | null;
  readonly once?: Once | null;
  /** Locks the aggregate and reads it; throws NOT_FOUND or FORBIDDEN. */
  load(tx: Tx, id: string): Promise<State>;
  /** What it would become: pure, so that validations judge it before anything is written. */
  next(before: State): State;
  /** The core's own invariants. */
  check(before: State, after: State, tx: Tx): readonly Finding[] | Promise<readonly Finding[]>;
  /** The rows, the ledger entries; answers the facts for the outbox. */
  write(tx: Tx, before: State, after: State): Promise<readonly DomainEvent[]>;
}

export interface TransitionOutcome<State> {
  /** The state after the step, after a repeated request too; null when refused or only tried. */
  readonly after: State | null;
  readonly violations: Violation[];
  /** Of a refusal, the same before they were put into words. */
  readonly findings?: readonly Finding[];
}

/**
 * 0 asks the plugins elsewhere, where any has a rule about it; 1 opens a transaction, takes the idempotency key, locks the aggregate, checks its version;
 * 2 evaluates the core's invariants and what limits the activity's autonomy; 3 and 4 lets every enabled validation judge, collecting all
 * findings: any error rolls back and answers the checklist; 5 writes state, entries, events and
 * the audit line; 6 commits, after which the events are delivered.
 */
export async function runTransition<State extends Snapshot>(
  ctx: Context,
  transition: Transition<State>,
  step: TransitionRun<State>,
): Promise<TransitionOutcome<State>> {
  const say = (found: readonly Finding[]) =>
    found.map((finding) => violationOf(ctx.platform.messages, ctx.locale, finding));
  const work = (asked: AskedBefore | null) =>
    transact(ctx, async (tx) => {
      const done =
        step.once && !step.dryRun
          ? await takeKey(tx, ctx, transition.name, step.once, step.id)
          : null;
      if (done !== null) return { after: await step.load(tx, done), violations: [] };
      const before = await step.load(tx, step.id);
      expectVersion(transition, before, step.expectedVersion);
      if (asked !== null && asked.fingerprint !== fingerprintOf(before)) throw new Outdated();
      const after = step.next(before);
      const findings = [
        ...(await step.check(before, after, tx)),
        ...(await restraintFindings(ctx, tx, transition, { before, after })),
        ...(await ctx.platform.host.judge(ctx, tx, transition, { before, after })),
        ...(asked?.findings ?? []),
      ];
      if (step.dryRun || refuses(findings)) throw new Refused(findings);
      const events = await step.write(tx, before, after);
      await record(tx, ctx, transition.name, events);
      return { after, violations: say(findings) };
    });
  try {
    return await withFreshAnswers(transition.subject, () => askBefore(ctx, transition, step), work);
  } catch (error) {
    if (error instanceof Refused) {
      const { findings } = error;
      return { after: null, violations: say(findings), findings };
    }
    throw error;
  }
}

async function restraintFindings<State extends Snapshot>(
  ctx: Context,
  tx: Tx,
  transition: Transition<State>,
  { before, after }: { readonly before: State; readonly after: State },
): Promise<Finding[]> {
  const commitment = transition.commits?.(before, after, ctx.platform.clock.today()) ?? null;
  if (commitment === null) return [];
  const found: Finding[] = [];
  for (const { restraint } of ctx.platform.domains) {
    const step = { transition: transition.name, subject: before, commitment };
    found.push(...((await restraint?.(ctx, tx, step)) ?? []));
  }
  return found;
}

/** Carries the checklist out of the transaction that it rolls back. */
class Refused extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The transition was refused.');
  }
}

function expectVersion<State extends Snapshot>(
  transition: Transition<State>,
  before: State,
  expected: number | null | undefined,
): void {
  if (expected == null || expected === before.version) return;
  const thing = transition.subject;
  throw new GezelError('CONFLICT', { thing, expected, actual: before.version ?? 0 });
}
