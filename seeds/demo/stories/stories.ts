import { absentPlugins, notTold } from '../needed.js';
import type { Traveller } from '../tour-people.js';
import { design } from './design.js';
import { film } from './film.js';
import { startUp } from './start-up.js';
import { theatre } from './theatre.js';

const desks = ['collection', 'insurance'] as const;

/**
 * Each begins with the one button and ends with the statement of its activity, and works with the
 * plugins that it names: those whose tools it starts, and bridges that change what these offer.
 */
export const stories = {
  theatre: {
    tell: theatre,
    plugins: [...desks, 'performing-arts', 'mobility', 'equipment', 'guidance'],
  },
  film: {
    tell: film,
    plugins: [...desks, 'audiovisual', 'mobility', 'equipment', 'marketplace', 'community'],
  },
  design: { tell: design, plugins: [...desks, 'design', 'workspaces'] },
  'start-up': {
    tell: startUp,
    plugins: [
      ...[...desks, 'start-ups', 'equipment', 'training', 'workspaces', 'financing'],
      'start-ups-financing',
    ],
  },
} as const;

export type StoryName = keyof typeof stories;

/** The stories have a calendar of their own, so that they tell the same each time. */
export const storiesBegin = '2026-11-03';

/**
 * Tells stories side by side on one calendar: it goes on to the next day that one of them waits
 * for, once all of them wait. What each says is said when all have ended, one after the other.
 */
export async function tell(client: Traveller, names: readonly StoryName[]): Promise<void> {
  const calendar = sharedCalendar(client, names.length);
  const told = names.map(async (name): Promise<Told> => {
    const lines: string[] = [];
    const own: Traveller = {
      ...{ url: client.url, run: client.run, tokenOf: client.tokenOf },
      get today() {
        return calendar.today();
      },
      say: (line) => lines.push(line),
      until: calendar.until,
    };
    try {
      await stories[name].tell(own);
      return { lines };
    } catch (error) {
      return { lines, error };
    } finally {
      calendar.leave();
    }
  });
  for (const { lines, error } of await Promise.all(told)) {
    for (const line of lines) client.say(line);
    if (error !== undefined) throw error;
    client.say('');
  }
}

/** The stories that this server cannot tell, with the sentence that says why. */
export async function untold(
  client: Traveller,
  names: readonly StoryName[],
): Promise<ReadonlyMap<StoryName, string>> {
  const why = new Map<StoryName, string>();
  for (const name of names) {
    const absent = await absentPlugins(client, stories[name].plugins);
    if (absent.length > 0) why.set(name, notTold(`The story "${name}"`, absent));
  }
  return why;
}

/** What a story has said, and why it stopped before its end. */
interface Told {
  readonly lines: readonly string[];
  readonly error?: unknown;
}

/** A traveller for each story, all on one day. */
function sharedCalendar(client: Traveller, travellers: number) {
  let today = client.today;
  let travelling = travellers;
  let waiting: Waiting[] = [];
  const moveOn = async () => {
    if (waiting.length === 0 || waiting.length < travelling) return;
    const next = waiting.map(({ day }) => day).sort()[0] as string;
    try {
      await client.until(next);
    } catch (error) {
      for (const { fail } of waiting.splice(0)) fail(error);
      return;
    }
    if (next > today) today = next;
    const here = waiting.filter(({ day }) => day <= today);
    waiting = waiting.filter(({ day }) => day > today);
    for (const { go } of here) go();
  };
  return {
    today: () => today,
    until: (day: string) =>
      new Promise<void>((go, fail) => {
        waiting.push({ day, go, fail });
        void moveOn();
      }),
    leave: () => {
      travelling--;
      void moveOn();
    },
  };
}

interface Waiting {
  readonly day: string;
  go(): void;
  fail(error: unknown): void;
}
