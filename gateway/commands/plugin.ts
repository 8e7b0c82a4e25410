import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LifeStep } from '../../core/cooperative/plugin-life.js';
import { CheckFailure, finding } from '../../core/platform/schema/finding.js';
import { checkPlugins } from './plugin-check.js';
import { checkUrl } from './plugin-check-url.js';
import { connectPlugin } from './plugin-connect.js';
import { examine } from './plugin-doctor.js';
import { explain, explanation } from './plugin-explain.js';
import { listLetters, replayAll } from './plugin-letters.js';
import { pluginLife } from './plugin-life.js';
import { planMigrations, runMigrations } from './plugin-migrate.js';
import { newPlugin } from './plugin-new.js';
import { servePlugin } from './plugin-serve.js';
import { exitCodes, misused, report } from './report.js';

const usage = `npm run plugin -- COMMAND [NAME] [--json]; nothing is ever asked
  new NAME [--on Activity] [--to FOLDER]    a plugin that compiles and passes; outside with --to
  check [NAME]                what is wrong with one, or with all
  check NAME --url URL [--prefix WORD]    with one that runs elsewhere, asked from outside
  explain NAME | CODE         what a plugin is; what mends a finding
  plan [NAME]                 the migrations that wait
  migrate [NAME]              runs them
  serve NAME --port P [--database own | shared]    one plugin alone, for its gateway
  connect NAME                writes down what a plugin of REMOTE_PLUGINS is
  doctor                      what is wrong between the plugins and the database
  enable | disable | archive | restore | drop NAME --reference TEXT
          [--cooperative SLUG] [--by SUBJECT] [--dry-run] [--to FOLDER, of a drop]
  letters [NAME[/HANDLER]] [--cooperative SLUG]    events that were given up
  replay  [NAME[/HANDLER]] [--cooperative SLUG]    tries them again`;

/** What is wrong with the call, before how it goes. */
class Misuse extends Error {}

const misuse = (wrong: string): never => {
  throw new Misuse(`${wrong}.\n${usage}`);
};

const nameless = 'The name of a plugin is missing';

type Given = ReturnType<typeof parse>['values'];

/** A command's work with the name that follows it; answers the exit code. */
type Command = (name: string | undefined, given: Given) => Promise<number>;

/** `npm run plugin -- …`: asks nothing; exit code 0 clean, 1 findings, 2 the tool failed. */
export async function pluginCommand(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  try {
    const { positionals, values } = parsed(args);
    const [word = '', name, ...more] = positionals;
    const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
    if (command === undefined)
      return misuse(word === '' ? 'A command is missing' : `There is no command "${word}"`);
    if (more.length > 0) return misuse(`"${more[0]}" is one word too many`);
    return await command(name, values);
  } catch (error) {
    if (error instanceof CheckFailure) return report(error.findings, json, '');
    const { message, stack } = error as Error;
    return misused(error instanceof Misuse ? message : (stack ?? String(error)), json);
  }
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    return misuse((error as Error).message);
  }
}

const life =
  (step: LifeStep): Command =>
  async (name, given) => {
    if (name === undefined) return misuse(nameless);
    if (given.reference === undefined)
      return misuse('--reference is missing: the decision, e.g. "Board, 12 March"');
    const { json, 'dry-run': dryRun, ...options } = given;
    const answer = await pluginLife({ ...options, step, name, dryRun }, process.env);
    const { findings, tables, exported, exportedTo } = answer;
    if (findings.length > 0) return report(findings, json, '');
    const done = dryRun ? 'would go through' : 'is decided';
    const where = exportedTo === null ? '' : `\nExported to ${exportedTo}`;
    say(
      json,
      { tables, exported, exportedTo },
      `${step} ${name} ${done}; tables ${tables}.${where}`,
    );
    return exitCodes.clean;
  };

const commands: Readonly<Record<string, Command>> = {
  new: async (name, { json, on, to }) => {
    if (name === undefined) return misuse(nameless);
    const files = await newPlugin({ name, on, to });
    const next = to === undefined ? name : join(to, name);
    say(json, { files }, `${files.join('\n')}\n\nNext: npm run plugin -- check ${next}`);
    return exitCodes.clean;
  },
  check: async (name, { json, url, prefix }) => {
    if (url !== undefined) {
      if (name === undefined) return misuse(nameless);
      if (!URL.canParse(url)) return misuse(`"${url}" is no address`);
      const found = await checkUrl({ name, url, prefix }, process.env);
      return report(found, json, `${name} at ${url}: clean.`);
    }
    const { findings, names } = await checkPlugins(name);
    return report(findings, json, `${names.join(', ') || 'No plugin'}: clean.`);
  },
  explain: async (name, { json }) => {
    if (name === undefined) return misuse(nameless);
    const about = await explain(name);
    say(json, about, explanation(about));
    return exitCodes.clean;
  },
  plan: async (name, { json }) => {
    const pending = await planMigrations(name, process.env);
    const waiting = pending.map((one) => finding('PLG-062', one, 'It has not run here.'));
    return report(waiting, json, 'Nothing waits.', { pending });
  },
  migrate: async (name, { json }) => {
    const ran = await runMigrations(name, process.env);
    say(json, { ran }, ran.join('\n') || 'Nothing waited.');
    return exitCodes.clean;
  },
  serve: async (name, { json, port, database }) => {
    if (name === undefined) return misuse(nameless);
    if (port === undefined) return misuse('--port is missing');
    if (!isDatabase(database)) return misuse(`There is no database "${database}"`);
    const { url, gatewayUrl } = await servePlugin({ name, port, database }, process.env);
    const told = `The plugin "${name}" is ready at ${url}, for the gateway ${gatewayUrl}`;
    say(json, { url, gatewayUrl }, told);
    return exitCodes.clean;
  },
  connect: async (name, { json }) => {
    if (name === undefined) return misuse(nameless);
    const file = await connectPlugin(name, process.env);
    say(json, { file }, `wrote ${file}`);
    return exitCodes.clean;
  },
  doctor: async (_, { json }) => report(await examine(process.env), json, 'Nothing is wrong.'),
  letters: async (of, { json, cooperative }) => {
    const handlers = await listLetters({ of, cooperative }, process.env);
    const dead = handlers.map(({ handler, letters, lastError }) => {
      const reason = `It has given up ${letters} events. ${lastError ?? ''}`.trim();
      return finding('PLG-065', `handler "${handler}"`, reason);
    });
    return report(dead, json, 'None.', { handlers });
  },
  replay: async (of, { json, cooperative }) => {
    const handlers = await replayAll({ of, cooperative }, process.env);
    const lines = handlers.map(({ handler, letters }) => `${handler}: ${letters} again`);
    say(json, { handlers }, lines.join('\n') || 'None.');
    return exitCodes.clean;
  },
  enable: life('enable'),
  disable: life('disable'),
  archive: life('archive'),
  restore: life('restore'),
  drop: life('drop'),
};

const isDatabase = (word: string): word is 'own' | 'shared' => ['own', 'shared'].includes(word);

/** What a command answers, for programs or for people. */
function say(json: boolean, answer: object, text: string): void {
  console.log(json ? JSON.stringify({ ok: true, ...answer }, null, 2) : text);
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      on: { type: 'string', default: 'Activity' },
      cooperative: { type: 'string' },
      reference: { type: 'string' },
      by: { type: 'string' },
      to: { type: 'string' },
      port: { type: 'string' },
      url: { type: 'string' },
      prefix: { type: 'string' },
      database: { type: 'string', default: 'own' },
    },
    allowPositionals: true,
  });
