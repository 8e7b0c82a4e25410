import { describe, expect, test } from '@jest/globals';
import { afterAsk, afterSend } from './declaration-state.js';
import type { AskOutcome, SendOutcome } from './dimona.port.js';

const now = new Date('2026-11-23T11:00:00Z');
const seconds = (at: Date | null) => at && (at.getTime() - now.getTime()) / 1_000;

describe('after a try to send', () => {
  test.each<[SendOutcome, number, string, number | null]>([
    [{ outcome: 'received', reference: '17' }, 1, 'SUBMITTED', 2],
    [{ outcome: 'unavailable', reason: 'HTTP 503' }, 1, 'QUEUED', 1],
    [{ outcome: 'unavailable', reason: 'HTTP 503' }, 2, 'QUEUED', 60],
    [{ outcome: 'unavailable', reason: 'HTTP 503' }, 3, 'QUEUED', 3_600],
    [{ outcome: 'unavailable', reason: 'HTTP 503' }, 4, 'FAILED', null],
    [{ outcome: 'rejected', reason: 'HTTP 400' }, 1, 'FAILED', null],
    [{ outcome: 'unknown', reason: 'TimeoutError' }, 1, 'UNKNOWN', null],
  ])('%j, the %ith, it is %s and goes on in %s s', (outcome, attempts, state, wait) => {
    const step = afterSend(outcome, attempts, now);
    expect([step.state, seconds(step.nextAt)]).toEqual([state, wait]);
  });
});

describe('after asking', () => {
  const answer = (result: 'A' | 'W' | 'B' | 'S'): AskOutcome => ({
    ...{ outcome: 'answered', result, periodId: null, anomalies: [] },
  });
  test.each<[AskOutcome, number, string, number | null]>([
    [{ outcome: 'pending' }, 0, 'SUBMITTED', 2],
    [{ outcome: 'pending' }, 90, 'SUBMITTED', 90],
    [{ outcome: 'pending' }, 86_400, 'SUBMITTED', 3_600],
    [{ outcome: 'unavailable', reason: 'HTTP 500' }, 10, 'SUBMITTED', 10],
    [answer('A'), 5, 'ACCEPTED', null],
    [answer('W'), 5, 'ACCEPTED_WITH_WARNING', null],
    [answer('B'), 5, 'REFUSED', null],
    [answer('S'), 5, 'WAITING', 3_600],
  ])('%j, %i s after it was sent, it is %s and goes on in %s s', (outcome, ago, state, wait) => {
    const step = afterAsk(outcome, new Date(now.getTime() - ago * 1_000), now);
    expect([step.state, seconds(step.nextAt)]).toEqual([state, wait]);
  });
});
