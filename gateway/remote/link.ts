import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
} from 'cockatiel';
import type { Logger } from 'pino';
import type { Clock } from '../../core/platform/clock.js';
import { GezelError } from '../../core/platform/errors.js';
import { type SignedMessage, signed } from './signature.js';
import { refusedHeader } from './signed-scope.js';

export interface LinkOptions {
  /** Which side is asked. */
  readonly to: SignedMessage['to'];
  readonly plugin: string;
  /** Where it is: an address without a slash at its end. */
  readonly locate: () => string;
  readonly secrets: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Sent {
  readonly path: string;
  readonly body: string;
  readonly timeoutMs: number;
  readonly authorization?: string | null;
  readonly cooperative?: string;
  readonly session?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The other side over signed HTTP: kept-alive connections, a time limit, a circuit breaker. */
export interface Link {
  /** The text of an answer; PLUGIN_UNAVAILABLE when there is none to be had. */
  post(sent: Sent): Promise<string>;
  /** An answer that is read as it comes, within the limit of what was sent. */
  open(sent: Sent): Promise<Response>;
  health(): 'OK' | 'DEGRADED' | 'DOWN';
  breaker(): 'CLOSED' | 'OPEN' | 'HALF_OPEN';
}

/** Failures in a row after which the other side is left alone, and for how long. */
export const failuresToOpen = 5;
export const openForMs = 5_000;

/** An answer is at most this many bytes: more is a failure, not a memory problem. */
const largestAnswerBytes = 16_777_216;

export function openLink(options: LinkOptions): Link {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: openForMs,
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });
  let failing = false;
  const attempt = async <T>(work: () => Promise<T>) => {
    try {
      const answer = await work();
      failing = false;
      return answer;
    } catch (error) {
      failing = true;
      throw error;
    }
  };
  const guarded = <T>(sent: Sent, work: (response: Response) => Promise<T>): Promise<T> =>
    breaker
      .execute(() => attempt(async () => work(await request(options, sent))))
      .catch((error: unknown) => {
        throw unavailable(options, sent.path, error);
      });
  return Object.freeze({
    post: (sent: Sent) => guarded(sent, boundedText),
    open: (sent: Sent) => guarded(sent, async (response) => response),
    health: () => {
      if (states[breaker.state] !== 'CLOSED') return 'DOWN';
      return failing ? 'DEGRADED' : 'OK';
    },
    breaker: () => states[breaker.state],
  });
}

const states: Readonly<Record<CircuitState, 'CLOSED' | 'OPEN' | 'HALF_OPEN'>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.Isolated]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
};

async function request(options: LinkOptions, sent: Sent): Promise<Response> {
  const { to, plugin, locate, secrets, clock } = options;
  const { path, body, authorization, cooperative = '', session = '' } = sent;
  const message: SignedMessage = {
    ...{ to, plugin, path, body, cooperative, session },
    authorization: authorization ?? '',
  };
  const response = await fetch(`${locate()}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...sent.headers,
      ...signed(secrets, message, clock),
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(sent.timeoutMs),
  });
  // Below 500 it is an answer, if only a refusal; but who does not know us cannot answer.
  const isStranger = response.status === 404 || response.headers.has(refusedHeader);
  if (response.status >= 500 || isStranger) {
    const text = await boundedText(response);
    throw new Error(`It answered ${response.status}: ${text.slice(0, 200)}`);
  }
  return response;
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > largestAnswerBytes) throw new Error('The answer is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function unavailable({ plugin, log }: LinkOptions, path: string, error: unknown): GezelError {
  // An open breaker says nothing new: the failures that opened it are in the log.
  if (!(error instanceof BrokenCircuitError)) log.error({ plugin, path, err: error }, 'no answer');
  const answer = new GezelError('PLUGIN_UNAVAILABLE', { plugin }, { plugin });
  answer.cause = Object.assign(new Error(String((error as Error).message), { cause: error }), {
    // Whoever may try again later does.
    code: 'ECONNREFUSED',
  });
  return answer;
}
