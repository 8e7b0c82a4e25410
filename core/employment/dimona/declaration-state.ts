import type { Anomaly, AskOutcome, SendOutcome } from './dimona.port.js';

/** Where a declaration stands. */
export enum DeclarationState {
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SUBMITTED = 'SUBMITTED',
  ACCEPTED = 'ACCEPTED',
  ACCEPTED_WITH_WARNING = 'ACCEPTED_WITH_WARNING',
  REFUSED = 'REFUSED',
  WAITING = 'WAITING',
  UNKNOWN = 'UNKNOWN',
  FAILED = 'FAILED',
  WITHDRAWN = 'WITHDRAWN',
  HANDLED = 'HANDLED',
}

/** In these the employment is declared. */
export const declaredStates: readonly DeclarationState[] = [
  DeclarationState.ACCEPTED,
  DeclarationState.ACCEPTED_WITH_WARNING,
  DeclarationState.HANDLED,
];

/** From these a person takes it on. */
export const forAPerson: readonly DeclarationState[] = [
  DeclarationState.UNKNOWN,
  DeclarationState.FAILED,
  DeclarationState.REFUSED,
];

/** What changes of a declaration by one step; `nextAt` null: nothing more by itself. */
export interface Step {
  readonly state: DeclarationState;
  readonly nextAt: Date | null;
  readonly reference?: string;
  readonly periodId?: string | null;
  readonly anomalies?: readonly Anomaly[];
  readonly lastError: string | null;
}

/** After the so-many-th try to send. What may have arrived is never sent again by itself. */
export function afterSend(outcome: SendOutcome, attempts: number, now: Date): Step {
  switch (outcome.outcome) {
    case 'received': {
      const { reference } = outcome;
      const nextAt = later(now, firstAnswerSeconds);
      return { state: DeclarationState.SUBMITTED, reference, nextAt, lastError: null };
    }
    case 'unavailable': {
      const wait = sendAgainSeconds[attempts - 1];
      if (wait === undefined) return failed(outcome.reason);
      const nextAt = later(now, wait);
      return { state: DeclarationState.QUEUED, nextAt, lastError: outcome.reason };
    }
    case 'rejected':
      return failed(outcome.reason);
    case 'unknown':
      return { state: DeclarationState.UNKNOWN, nextAt: null, lastError: outcome.reason };
  }
}

/** After asking what became of it; it is asked for until the service says something final. */
export function afterAsk(outcome: AskOutcome, submittedAt: Date, now: Date): Step {
  if (outcome.outcome !== 'answered') {
    const lastError = outcome.outcome === 'unavailable' ? outcome.reason : null;
    const nextAt = later(now, askAgainSeconds(submittedAt, now));
    return { state: DeclarationState.SUBMITTED, nextAt, lastError };
  }
  const { periodId, anomalies } = outcome;
  const state = results[outcome.result];
  const nextAt = state === DeclarationState.WAITING ? later(now, identificationSeconds) : null;
  return { state, nextAt, periodId, anomalies, lastError: null };
}

const results = {
  A: DeclarationState.ACCEPTED,
  W: DeclarationState.ACCEPTED_WITH_WARNING,
  B: DeclarationState.REFUSED,
  S: DeclarationState.WAITING,
} as const;

const failed = (lastError: string): Step => ({
  ...{ state: DeclarationState.FAILED, nextAt: null, lastError },
});

/** After the third a person must look. */
const sendAgainSeconds = [1, 60, 3_600];
const firstAnswerSeconds = 2;
const identificationSeconds = 3_600;

/** As long again as it has waited already: from two seconds to an hour. */
function askAgainSeconds(submittedAt: Date, now: Date): number {
  const waited = (now.getTime() - submittedAt.getTime()) / 1_000;
  return Math.min(3_600, Math.max(firstAnswerSeconds, waited));
}

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000);
