import {
  CheckFailure,
  type CheckFinding,
  findingSentence,
  isWarning,
} from '../../core/platform/schema/finding.js';

/** Exit codes of every command that checks: clean, findings, the tool itself failed. */
export const exitCodes = { clean: 0, findings: 1, failed: 2 } as const;

/** Prints what a check found, for people or as JSON, and answers the exit code. */
export function report(
  findings: readonly CheckFinding[],
  json: boolean,
  clean: string,
  /** What a program is told besides. */
  more: object = {},
): number {
  const ok = findings.every(isWarning);
  if (json) {
    console.log(JSON.stringify({ ok, ...more, findings }, null, 2));
  } else {
    console.log([...findings.map(findingSentence), ...(ok ? [clean] : [])].join('\n'));
  }
  return ok ? exitCodes.clean : exitCodes.findings;
}

/** What a check throws as its findings; anything else is a failure of the tool. */
export async function findingsOf(check: () => unknown): Promise<readonly CheckFinding[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof CheckFailure) return error.findings;
    throw error;
  }
}

/** Says in one sentence how the command was misused, or why it failed; a program is told as JSON. */
export function misused(sentence: string, json = false): number {
  if (json) console.log(JSON.stringify({ ok: false, findings: [], failure: sentence }, null, 2));
  console.error(sentence);
  return exitCodes.failed;
}
