import type { ClassType } from 'type-graphql';
import type { Violation } from '../platform/write/violation.js';
import type { PluginFinding } from './define.js';
import type { PluginContext } from './plugin-context.js';

/** A mutation of a plugin: the counterpart of a transition of the core. */
export interface Attempt {
  /** What is tried, prefixed by the plugin's name: the action of the audit line. */
  readonly action: string;
  /** Only say what stands in the way; nothing is kept. */
  readonly dryRun?: boolean | null;
  /** What the audit line is about; the row that was written when absent. */
  readonly about?: Subject;
  /** Makes a repeated request harmless; for what moves money. */
  readonly once?: Once;
}

/**
 * A request that is done once however often it is sent: a repeat, at the same moment too, answers
 * the row that the first made, as it is now; with another input it is IDEMPOTENCY_MISMATCH. A
 * refused request leaves no key, so its repeat is judged anew.
 */
export interface Once {
  /** The client's `idempotencyKey`: 8 to 200 visible ASCII characters, one for each member. */
  readonly key: string;
  readonly input: unknown;
  /** The plugin's entity, and the id that the row gets when this is the first. */
  readonly entity: ClassType;
  readonly id: string;
}

export interface Subject {
  /** The GraphQL type: of the plugin, or of the core. */
  readonly type: string;
  readonly id: string;
}

/** In the transaction of an attempt. */
export interface AttemptContext extends PluginContext {
  /** A fact for others, delivered after the commit; nothing is told of what was not done. */
  emit(event: EmittedEvent): void;
}

export interface EmittedEvent {
  /** Prefixed by the plugin's name, e.g. "performing-arts.date-confirmed". */
  readonly type: string;
  readonly subject: Subject;
  /** The activity that the fact belongs to, for those who follow an activity. */
  readonly activityId?: string | null;
  /** Ids, codes and amounts only: no names, no numbers of persons. JSON values. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** What stands in the way of a mutation, and the writing that is done only when nothing does. */
export interface Judged<T> {
  readonly findings: readonly PluginFinding[];
  write(): Promise<T>;
}

export interface Attempted<T> {
  /** Null when refused or only tried. */
  readonly done: T | null;
  readonly violations: Violation[];
}
