import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';

/** The server as `npm start` runs it, in a process of its own, for what only a process can show. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Ctrl-C, and the code that it ended with. */
  interrupt(): Promise<number | null>;
  /** kill -9: nothing is drained, nothing is said. */
  kill(): Promise<void>;
}

/** The program, as it is built. */
export const mainScript = fileURLToPath(new URL('../../dist/gateway/main.js', import.meta.url));

export const environment = (dataDir: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ...{ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', NODE_ENV: '' },
});

export async function startServerProcess(dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [mainScript, 'start'], {
    env: environment(dataDir),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /ready in .* at (http:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    url,
    pid: child.pid as number,
    interrupt: () => ended(child, 'SIGINT'),
    kill: async () => void (await ended(child, 'SIGKILL')),
  };
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', resolve);
    child.kill(signal);
  });
}

/** A command of the project, as npm runs it. */
export const command = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  promisify(execFile)(process.execPath, [mainScript, ...args], { env });

/** Signs for subjects of the demo co-operative with the development key of a data folder. */
export async function demoTokens(dataDir: string): Promise<(subject: string) => Promise<string>> {
  const key = await developmentKey({ dataDir, environment: 'development', jwksUrl: undefined });
  const now = new Date();
  return (subject) => signDevelopmentToken(key, { subject, cooperative: 'demo', hours: 1 }, now);
}
