/**
 * `npm run -s token -- ROLE [--hours N]` prints a bearer token for a user of the demo co-operative.
 * It needs nothing but the development key in DATA_DIR, so it works whether a server runs or not.
 */
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../../core/platform/config.js';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';

/** Who can be impersonated: the subject, and the scopes of a program that acts for somebody. */
export const demoCallers = Object.freeze({
  'member-stage': { subject: 'demo|member-stage' },
  'member-film': { subject: 'demo|member-film' },
  'member-design': { subject: 'demo|member-design' },
  'member-startup': { subject: 'demo|member-startup' },
  adviser: { subject: 'demo|adviser' },
  finance: { subject: 'demo|finance' },
  admin: { subject: 'demo|admin' },
  app: {
    subject: 'demo|member-stage',
    scopes: [
      ...['activity.read', 'invoice.write', 'client.write', 'assignment.read', 'assignment.write'],
      ...['cooperative.read', 'member.read', 'ledger.read'],
    ],
  },
} satisfies Record<string, { subject: string; scopes?: readonly string[] }>);

export type DemoCaller = keyof typeof demoCallers;

export const demoCooperative = 'demo';

/** The token for the arguments of the command line; throws a `ConfigError`, one sentence. */
export async function tokenFor(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { name, hours } = readArguments(args);
  const key = await developmentKey(readConfig(env));
  const claims = { ...demoCallers[name], cooperative: demoCooperative, hours };
  return signDevelopmentToken(key, claims, new Date());
}

/** The command: prints the token and nothing else. */
export async function token(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  process.stdout.write(`${await tokenFor(args, env)}\n`);
  return 0;
}

const longestHours = 24 * 365;

function readArguments(args: readonly string[]): { name: DemoCaller; hours: number } {
  const { positionals, values } = parsed(args);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0 || !Object.hasOwn(demoCallers, name)) {
    const given =
      positionals.length === 0 ? 'No role is given' : `"${positionals.join(' ')}" is none`;
    throw new ConfigError(`${given}: give one of ${Object.keys(demoCallers).join(', ')}.`);
  }
  const hours = Number(values.hours ?? '12');
  if (!(hours > 0 && hours <= longestHours)) {
    throw new ConfigError(
      `--hours is "${values.hours}": it must be a number above 0 and at most ${longestHours}.`,
    );
  }
  return { name: name as DemoCaller, hours };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { hours: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}
