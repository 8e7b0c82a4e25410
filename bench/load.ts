import { Agent, request } from 'node:http';

/** A request as it goes out: the body is made for each, so that no server sees the same twice. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  body(): string;
}

export interface Load {
  readonly connections: number;
  readonly durationMs: number;
}

/**
 * Requests a second that a server answers on so many connections, each sending the next request
 * when the last is answered. Any answer with errors ends the measurement: speed of failing is none.
 */
export async function measure(target: Target, load: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const until = performance.now() + load.durationMs;
  const started = performance.now();
  let answered = 0;
  const connection = async () => {
    while (performance.now() < until) {
      check(target, await send(agent, target));
      answered++;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  agent.destroy();
  return (answered / (performance.now() - started)) * 1_000;
}

/** One request and its answer. */
export function send(agent: Agent | undefined, target: Target): Promise<string> {
  return new Promise((resolve, reject) => {
    const body = target.body();
    const outgoing = request(
      target.url,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...target.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(`${target.url} answered ${response.statusCode}: ${answer}`));
        });
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function check(target: Target, answer: string): void {
  if (answer.includes('"errors"') || answer.includes('"violations":[{')) {
    throw new Error(`${target.url} answered with errors: ${answer.slice(0, 500)}`);
  }
}
