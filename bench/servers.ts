import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server under measurement: a process of its own, as it would run. */
export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The public half of the development key, for the peers. */
  readonly publicKeyPem: string;
  /** What the peers know of the caller without looking it up. */
  readonly claims: object;
}

/** This project's server as `npm start` runs it, without demo data and with no rate limit in reach. */
export function serveGezel(options: ServerOptions): Promise<Served> {
  const ready = /(http:\/\/[\d.]+:\d+|http:\/\/localhost:\d+)/;
  return serve('gateway/main.js', ['start'], ready, {
    PORT: '0',
    DATABASE_URL: options.databaseUrl,
    DATA_DIR: options.dataDir,
    SEED_DEMO: 'false',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_COST_PER_MINUTE: '1000000000',
    RATE_LIMIT_USER_REQUESTS_PER_MINUTE: '1000000000',
    MAX_COST: '1000000',
  });
}

export function servePeer(name: 'floor' | 'postgraphile', options: ServerOptions): Promise<Served> {
  return serve(`bench/peers/${name}.js`, [], /port (\d+)/, {
    NODE_ENV: 'production',
    GRAPHILE_ENV: 'production',
    DATABASE_URL: options.databaseUrl,
    BENCH_PUBLIC_KEY: options.publicKeyPem,
    BENCH_CLAIMS: JSON.stringify(options.claims),
  });
}

/** Starts a compiled file and waits for the line that says where it serves. */
export async function serve(
  file: string,
  args: readonly string[],
  ready: RegExp,
  env: Record<string, string>,
): Promise<Served> {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const own = file.startsWith('gateway/') ? await startsWith() : { flags: [], env: {} };
  const child = spawn(process.execPath, [...own.flags, path, ...args], {
    env: { ...process.env, ...own.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const found = await firstLine(child, ready, file);
  const url = found.startsWith('http') ? found : `http://127.0.0.1:${found}`;
  return {
    url: `${url.replace('localhost', '127.0.0.1')}/graphql`,
    process: child,
    stop: () => ended(child),
  };
}

/** What the script of `npm start` gives to Node and to its process. */
async function startsWith(): Promise<{ flags: string[]; env: Record<string, string> }> {
  const project = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const [settings = '', flags = ''] = String(project.scripts.start.split('&& ').at(-1)).split(
    'node ',
  );
  return {
    flags: flags.split(' ').filter((word) => word.startsWith('--')),
    env: Object.fromEntries(
      settings
        .trim()
        .split(' ')
        .map((one) => one.split('=')),
    ),
  };
}

function firstLine(child: ChildProcess, ready: RegExp, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before serving.`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const match = ready.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}
