import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readConfig } from '../../core/platform/config.js';
import { loadPlugin } from '../../core/platform/host/load-plugins.js';

/**
 * `npm run autonomous [-- NAME]`: the example of a sector co-operative that runs its plugin itself.
 * Two processes, two databases, one graph, and a secret that only the two of them know. Ctrl-C, or
 * the end of either, ends both.
 */
export async function autonomous(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [asked = 'performing-arts'] = args;
  const { name } = await loadPlugin(asked);
  const { port, host } = readConfig(env);
  const pluginPort = port + 101;
  const shared = { ...env, PLUGIN_SECRETS: `${name}=${randomBytes(32).toString('hex')}` };
  const plugin = child('plugin ', ['plugin', 'serve', asked, '--port', String(pluginPort)], {
    ...shared,
    ...{ GATEWAY_URL: `http://127.0.0.1:${port}`, HOST: host },
  });
  const gateway = child('gateway', ['start'], {
    ...shared,
    REMOTE_PLUGINS: `${name}=http://127.0.0.1:${pluginPort}`,
  });
  return ended([plugin, gateway]);
}

function child(label: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const main = process.argv[1] ?? '';
  const one = spawn(process.execPath, [main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to a whole group of processes: each must get one signal only, for the second one
    // means "at once" and would leave its PostgreSQL behind.
    detached: true,
  });
  for (const stream of [one.stdout, one.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line !== '') console.log(`${label}  ${line}`);
    });
  }
  return one;
}

/** The first that ends ends the other; answers the worst exit code. */
async function ended(children: readonly ChildProcess[]): Promise<number> {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    for (const one of children) if (one.exitCode === null) one.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'] as const) process.on(signal, stop);
  const codes = await Promise.all(
    children.map(
      (one) =>
        new Promise<number>((resolve) => {
          one.once('exit', (code) => {
            stop();
            resolve(code ?? 1);
          });
        }),
    ),
  );
  return Math.max(...codes);
}
