import {
  CheckFailure,
  type CheckFinding,
  findingSentence,
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
  if (json) {
    console.log(JSON.stringify({ ok: findings.length === 0, ...more, findings }, null, 2));
  } else {
    console.log(findings.length === 0 ? clean : findings.map(findingSentence).join('\n'));
  }
  return findings.length === 0 ? exitCodes.clean : exitCodes.findings;
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
