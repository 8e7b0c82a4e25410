import 'reflect-metadata';
import { provideSdk } from '../core/platform/host/provide-sdk.js';
import { readTypeScriptOutside } from '../core/platform/host/typescript-outside.js';

/**
 * `node dist/gateway/main.js COMMAND …`: the commands behind the npm scripts. Each is loaded only
 * when asked for. A failure is one clear sentence and exit code 1; a defect shows its stack.
 */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  start: async () => {
    const { start } = await import('./commands/start.js');
    await start(process.env);
    return 0;
  },
  token: async (args) => (await import('./commands/token.js')).token(args, process.env),
  verify: async () => (await import('./commands/verify.js')).verify(process.env),
  seed: async (args) =>
    (await import('../seeds/bulk/seed-command.js')).seedCommand(args, process.env),
  plugin: async (args) => (await import('./commands/plugin.js')).pluginCommand(args),
  autonomous: async (args) =>
    (await import('./commands/autonomous.js')).autonomous(args, process.env),
  schema: async (args) => (await import('./commands/schema.js')).schemaCommand(args),
  'main-job': async (args) =>
    (await import('./commands/main-job.js')).mainJobCommand(args, process.env),
  tour: async () => (await import('./commands/tour.js')).tourCommand(process.env),
  month: async () => (await import('./commands/month.js')).monthCommand(process.env),
  story: async (args) => (await import('./commands/story.js')).storyCommand(args, process.env),
  'calendar-plugin': async (args) => {
    await (await import('./commands/calendar-plugin.js')).serveCalendarPlugin(args, process.env);
    return 0;
  },
  cooperative: async (args) =>
    (await import('./commands/cooperative.js')).cooperativeCommand(args, process.env),
  figures: async (args) =>
    (await import('./commands/figures.js')).figuresCommand(args, process.env),
  docs: async () => (await import('./commands/docs.js')).docsCommand(),
};

provideSdk();
readTypeScriptOutside();

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`There is no command "${name}"; there are: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    const { name: kind, message, stack } = error as Error;
    const defect = ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(kind);
    const { inSources } = await import('./server/in-sources.js');
    console.error(defect ? inSources(stack ?? message) : message);
    process.exitCode = 1;
  }
}
