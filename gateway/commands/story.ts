import { parseArgs } from 'node:util';
import {
  type StoryName,
  stories,
  storiesBegin,
  tell,
  untold,
} from '../../seeds/demo/stories/stories.js';
import { onCalendarServer } from './calendar-server.js';
import { proved } from './proved.js';

/**
 * `npm run story -- [theatre|film|design|start-up …] [--elsewhere PLUGIN …]`: one, some or all of
 * the four over HTTP, through the months of a server of its own, and the proof of the ledger after
 * them; with plugins each in a process and on a database of its own, if so told. A story whose
 * plugins are not all here is refused when it is asked for by name, and else left out with a word.
 */
export async function storyCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const options = { elsewhere: { type: 'string', multiple: true } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const known = Object.keys(stories);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`There is no story "${unknown}"; there are: ${known.join(', ')}.`);
    return 2;
  }
  const names = (positionals.length > 0 ? positionals : known) as StoryName[];
  const start = { run: 'story', firstDay: storiesBegin, elsewhere: values.elsewhere };
  return onCalendarServer(env, start, async ({ client, databaseUrl }) => {
    const reasons = await untold(client, names);
    if (positionals.length > 0 && reasons.size > 0)
      throw new Error([...reasons.values()].join(' '));
    for (const reason of reasons.values()) client.say(reason);
    await tell(
      client,
      names.filter((name) => !reasons.has(name)),
    );
    return proved(databaseUrl);
  });
}
