import type { Finding } from '../../platform/write/violation.js';

/** Runs work that may refuse from within its transaction, which then leaves nothing behind. */
export async function unlessRefused<T>(
  answer: (findings: readonly Finding[]) => T,
  work: (refuse: (findings: readonly Finding[]) => never) => Promise<T>,
): Promise<T> {
  try {
    return await work((findings) => {
      throw new Refused(findings);
    });
  } catch (error) {
    if (error instanceof Refused) return answer(error.findings);
    throw error;
  }
}

/** Carries the reasons out of the transaction that it rolls back. */
class Refused extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The step was refused.');
  }
}
