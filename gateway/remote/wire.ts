import { type ErrorCode, errorRegister, GezelError } from '../../core/platform/errors.js';
import type { PluginFinding } from '../../core/sdk/define.js';
import { refusalOf } from '../../core/sdk/refusal.js';

/** JSON between two of our processes: exact amounts stay exact, and bytes bytes (no `Buffer`). */
export const encode = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' ? { [exact]: inner.toString() } : bytesAsText(inner),
  ) ?? 'null';

export const decode = (text: string): unknown =>
  JSON.parse(text, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return inner;
    const told = inner as Readonly<Record<string, unknown>>;
    if (exact in told) return BigInt(String(told[exact]));
    return bytes in told ? Uint8Array.from(Buffer.from(String(told[bytes]), 'base64')) : inner;
  });

const bytesAsText = (value: unknown): unknown =>
  value instanceof Uint8Array ? { [bytes]: Buffer.from(value).toString('base64') } : value;

const exact = '$bigint';
const bytes = '$bytes';

/** Amounts among the facts of the core, which cross as text. */
export const amountsOf = {
  Invoice: ['netMinor', 'totalMinor', 'dueMinor'],
  Contract: ['budgetMinor'],
  Engagement: ['fixedMinor', 'advanceMinor'],
} as const;

/** An answer to work: what came of it, or why it was refused. */
export type WorkAnswer = { readonly answer: unknown } | { readonly error: WiredError };

export interface WiredError {
  readonly code: ErrorCode | 'REFUSED' | 'INSUFFICIENT_FUNDS';
  readonly values: Readonly<Record<string, string | number>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly findings?: readonly PluginFinding[];
}

/** What may be told of an error to the other side: the register's own, refusals, and no more. */
export function wired(error: unknown): WiredError {
  const refusal = refusalOf(error);
  if (refusal !== null) {
    return { code: refusal.code, values: {}, extensions: {}, findings: refusal.findings };
  }
  const { findings } = (error ?? {}) as { findings?: unknown };
  if (error instanceof Error && Array.isArray(findings)) {
    return { code: 'REFUSED', values: {}, extensions: {}, findings };
  }
  if (error instanceof GezelError) {
    const { code, values, extensions } = error;
    return { code, values, extensions };
  }
  return { code: 'INTERNAL', values: {}, extensions: {} };
}

/** The error again, as the code that asked would have met it in one process. */
export function unwired({ code, values, extensions, findings }: WiredError): Error {
  if (findings !== undefined) return new RefusedElsewhere(code, findings);
  const known = (code in errorRegister ? code : 'INTERNAL') as ErrorCode;
  const { code: _, ...rest } = extensions;
  return new GezelError(known, values, rest);
}

/** A refusal of the other side, with its reasons: `refusalOf` reads it as one of this side. */
export class RefusedElsewhere extends Error {
  constructor(
    readonly code: string,
    readonly findings: readonly PluginFinding[],
  ) {
    super(findings.map((one) => one.code).join(', ') || 'It was refused elsewhere.');
    this.name = 'RefusedElsewhere';
  }
}
