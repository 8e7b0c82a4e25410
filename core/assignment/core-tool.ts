import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type {
  AssignmentFacts,
  Declined,
  ToolContext,
  ToolDefinition,
  ToolOutcome,
  ToolPlan,
} from '../sdk/define.js';

/**
 * What a tool of the core gets: the context of its services instead of a plugin's port and store.
 */
export interface CoreToolContext extends Pick<ToolContext, 'stepId' | 'assignment' | 'done'> {
  /** As who started the assignment, in the transaction `tx` of the step or of the plan. */
  readonly request: Context & { readonly tx: Tx };
  /** The activity's. */
  readonly currency: string;
}

/** A core tool plans by doing: what it made is there for the plans of later steps, then undone. */
export interface CoreToolPlan<Plan> extends ToolPlan<Plan> {
  /** The global id of what it made on trial; null when something stands against it. */
  readonly reference: string | null;
}

/** A tool of the core: the same contract as a plugin's, over the core's own services. */
export interface CoreTool<Input, Plan = null>
  extends Pick<
    ToolDefinition,
    | 'name'
    | 'title'
    | 'description'
    | 'permission'
    | 'after'
    | 'leads'
    | 'closes'
    | 'input'
    | 'meets'
  > {
  propose?(
    ctx: CoreToolContext,
    facts: AssignmentFacts,
  ): Promise<Input | readonly Input[] | Declined | null>;
  plan(ctx: CoreToolContext, input: Input): Promise<CoreToolPlan<Plan>>;
  start(ctx: CoreToolContext, input: Input, plan: Plan): Promise<ToolOutcome>;
  cancel(ctx: CoreToolContext, input: Input, reference: string | null): Promise<void>;
  settle?(ctx: CoreToolContext, input: Input, reference: string | null): Promise<void>;
}

/** The engine hands a core tool its own context and input that its schema has accepted. */
export const coreTool = <Input, Plan>(tool: CoreTool<Input, Plan>): ToolDefinition =>
  Object.freeze(tool) as unknown as ToolDefinition;
