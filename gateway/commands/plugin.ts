import { parseArgs } from 'node:util';
import { CheckFailure } from '../../core/platform/schema/finding.js';
import { checkPlugins } from './plugin-check.js';
import { newPlugin } from './plugin-new.js';
import { exitCodes, misused, report } from './report.js';

const usage = `npm run plugin -- new NAME [--on Activity] [--json]   a plugin that compiles and passes
npm run plugin -- check [NAME] [--json]               what is wrong with one, or with all`;

/** `npm run plugin -- …`: asks nothing; exit code 0 clean, 1 findings, 2 the tool failed. */
export async function pluginCommand(args: readonly string[]): Promise<number> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return misused(`${(error as Error).message}\n${usage}`);
  }
  const [command, name, ...more] = given.positionals;
  const { json = false, on = 'Activity' } = given.values;
  if (more.length > 0) return misused(usage);
  try {
    if (command === 'new' && name !== undefined) {
      const files = await newPlugin({ name, on });
      const next = `${files.join('\n')}\n\nNext: npm run plugin -- check ${name}`;
      console.log(json ? JSON.stringify({ ok: true, files }, null, 2) : next);
      return exitCodes.clean;
    }
    if (command === 'check') {
      const { findings, names } = await checkPlugins(name);
      return report(findings, json, `${names.join(', ') || 'No plugin'}: clean.`);
    }
  } catch (error) {
    if (error instanceof CheckFailure) return report(error.findings, json, '');
    return misused((error as Error).stack ?? String(error));
  }
  return misused(usage);
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, on: { type: 'string' } },
    allowPositionals: true,
  });
