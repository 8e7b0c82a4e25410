import type { RequestContext } from '../context.js';
import { type Finding, type Violation, violationOf } from '../write/violation.js';

/** Findings as violations in the caller's language. */
export const violationsOf = (ctx: RequestContext, findings: readonly Finding[]): Violation[] =>
  findings.map((finding) => violationOf(ctx.platform.messages, ctx.locale, finding));
