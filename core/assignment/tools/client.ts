import type { CoreToolContext } from '../core-tool.js';
import { StepRefused } from '../step-findings.js';

/** The client of the assignment, for tools that make a document for one. */
export function requireClient({ assignment }: CoreToolContext, tool: string): string {
  if (assignment.clientId !== null) return assignment.clientId;
  throw new StepRefused([{ code: 'assignment.without-client', values: { tool } }]);
}

/** The UUID in a global id that a step made. */
export const uuidOf = (reference: string | null): string | null =>
  reference === null ? null : reference.slice(reference.indexOf(':') + 1);

/** Who needs it has an offer sent first, and an invoice of it once the client has accepted. */
export const quoteNeed = 'quote';
