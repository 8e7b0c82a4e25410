/** Findings on their way from a tool to the row of a step, where no sentence is chosen yet. */

import { findingsOf as findingsOfMoney } from '../money/refused.js';
import type { Context } from '../platform/context.js';
import { type ErrorCode, GezelError, type SaidOfInput } from '../platform/errors.js';
import type { Translator } from '../platform/messages.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import { isFinding } from './tool-answers.js';

/** Thrown by a tool that may not go on, with the reasons; its step fails and leaves no trace. */
export class StepRefused extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ code }) => code).join(', ') || 'The step was refused.');
  }
}

/**
 * The context of a core tool: its services say each violation as the JSON of its values, so that
 * the step keeps codes and values, and whoever reads it gets the sentence in their own language.
 */
export function withoutSentences(ctx: Context): Context {
  return { ...ctx, platform: { ...ctx.platform, messages: unsaid(ctx.platform.messages) } };
}

const unsaid = (messages: Translator): Translator => ({
  say: (_locale, _code, values) => JSON.stringify(printable(values ?? {})),
  knows: messages.knows,
});

/** What a service of the core answered inside `withoutSentences`, as findings again. */
export function findingsOf(violations: readonly Violation[]): Finding[] {
  return violations.map(({ code, path, message, severity, plugin, source, effectiveFrom }) => ({
    code,
    path,
    values: JSON.parse(message) as Record<string, unknown>,
    severity,
    ...(plugin !== null && { plugin }),
    ...(source !== null && {
      source: { title: source.title, ...(source.url !== null && { url: source.url }) },
    }),
    ...(effectiveFrom !== null && { effectiveFrom }),
  }));
}

/** Stops a step with what a service found; lets warnings pass. */
export function refuseOn(violations: readonly Violation[]): void {
  if (violations.some(({ severity }) => severity === 'ERROR')) {
    throw new StepRefused(findingsOf(violations));
  }
}

/** Whose error it is: the tool, the plugin that brings it (null: the core), and the request. */
export interface ErrorPlace {
  readonly tool: string;
  readonly plugin: string | null;
  readonly requestId: string;
}

/** What is said of an error that ended a step; what was not foreseen is not told, only logged. */
export function findingsOfError(error: unknown, place: ErrorPlace): Finding[] {
  const { tool, plugin, requestId } = place;
  const refused = refusalIn(error);
  if (refused !== null) {
    return refused.map((one) => {
      const own = plugin !== null && one.code.startsWith(`${plugin}.`);
      return storable({ ...ofInput(one), ...(own ? { plugin } : {}) });
    });
  }
  if (error instanceof GezelError && error.code !== 'INTERNAL') {
    return [refusedBy(error, place)];
  }
  return [{ code: 'assignment.step-broke', values: { tool, requestId } }];
}

/** What an error of the register says, without its sentence: that is in one language. */
function refusedBy(
  { code, values, extensions }: GezelError,
  { tool, plugin }: ErrorPlace,
): Finding {
  if (code !== 'BAD_USER_INPUT') {
    return { code: codeOfError[code] ?? 'assignment.step-refused', values: { tool, ...values } };
  }
  const { path, said } = extensions as { path?: string; said?: SaidOfInput };
  const at = path?.split('.') ?? [];
  if (said === undefined) {
    const unsaidOf = { tool, at: path ?? 'input' };
    return ofInput({ code: 'assignment.input-refused', path: at, values: unsaidOf });
  }
  const own = plugin !== null && said.code.startsWith(`${plugin}.`);
  return ofInput({ ...said, path: at, ...(own && { plugin }) });
}

const codeOfError: Partial<Record<ErrorCode, string>> = {
  FORBIDDEN: 'assignment.not-permitted',
  NOT_FOUND: 'assignment.not-there',
  CONFLICT: 'assignment.changed-meanwhile',
  IDEMPOTENCY_MISMATCH: 'assignment.key-used',
  PLUGIN_NOT_ENABLED: 'assignment.plugin-off',
  PLUGIN_UNAVAILABLE: 'assignment.plugin-silent',
};

/**
 * The findings with which an error refuses; null for any other. A plugin cannot import
 * `StepRefused`: any error that carries findings refuses the same way.
 */
export function refusalIn(error: unknown): readonly Finding[] | null {
  const ofMoney = findingsOfMoney(error);
  if (ofMoney !== null) return ofMoney;
  if (!(error instanceof Error) || !('findings' in error)) return null;
  const { findings } = error;
  const refuses = Array.isArray(findings) && findings.length > 0 && findings.every(isFinding);
  return refuses ? (findings as Finding[]) : null;
}

/** A tool's paths begin at its input; a step's at the step. */
export const ofInput = (finding: Finding): Finding => ({
  ...finding,
  path: finding.path?.length ? ['input', ...finding.path] : [],
});

/** As it is kept in a row: JSON has no bigint. */
export const storable = (finding: Finding): Finding => ({
  ...finding,
  ...(finding.values && { values: printable(finding.values) }),
});

function printable(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'bigint' ? value.toString() : value,
    ]),
  );
}
