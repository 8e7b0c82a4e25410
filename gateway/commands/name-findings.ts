import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggestionList } from 'graphql/jsutils/suggestionList.js';
import type { Domain } from '../../core/platform/domain.js';
import { type CheckFinding, finding } from '../../core/platform/schema/finding.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { projectFolder } from './project.js';

/** Validations of steps that the core does not know are never asked. */
export function transitionFindings(
  { validations }: PluginDefinition,
  domains: readonly Domain[],
): CheckFinding[] {
  const known = new Set(domains.flatMap((domain) => domain.transitions.map(({ name }) => name)));
  return validations
    .filter(({ on }) => !known.has(on))
    .map(({ name, on }) => {
      const reason = `The core has no transition "${on}".${orRather(on, known)}`;
      return finding('PLG-012', `validation "${name}"`, reason);
    });
}

/**
 * Handlers of events that are never told: what a plugin that is here does not promise is an error.
 * What plugins that are not here tell is not known, so names that are nearly one of the core's or
 * of a plugin's are only warned of.
 */
export function eventFindings(
  { name: own, bridges, events }: PluginDefinition,
  plugins: ReadonlyMap<string, Pick<PluginDefinition, 'tells'> | null>,
): CheckFinding[] {
  const told = eventsOfCore();
  const promised = new Set([...plugins.values()].flatMap((one) => one?.tells ?? []));
  const words = new Set([...told, ...promised].map(wordOf));
  const unpromised = (type: string): string | null => {
    const word = wordOf(type);
    if (word === own || told.has(type)) return null;
    return plugins.get(word)?.tells.includes(type) === false ? word : null;
  };
  const isMeant = (type: string) => {
    const word = wordOf(type);
    if (told.has(type) || word === own || bridges?.includes(word) || plugins.has(word))
      return false;
    return words.has(word) || (isNearly(word, words) && isNearly(type, [...told, ...promised]));
  };
  return events.flatMap(({ name, on }) =>
    on.flatMap((type) => {
      const place = `event handler "${name}"`;
      const teller = unpromised(type);
      if (teller !== null) {
        const reason = `"${teller}" promises no "${type}".`;
        return [finding('PLG-053', place, `${reason}${orRather(type, promised)}`)];
      }
      if (!isMeant(type)) return [];
      const reason = `Nobody tells "${type}".${orRather(type, [...told, ...promised])}`;
      return [finding('PLG-018', place, reason)];
    }),
  );
}

/** A question that names what is spelt most like it, or nothing where nothing is. */
export function orRather(name: string, known: Iterable<string>): string {
  const [nearest] = suggestionList(name, [...known]);
  return nearest === undefined ? '' : ` Is "${nearest}" meant?`;
}

const isNearly = (name: string, known: Iterable<string>): boolean =>
  suggestionList(name, [...known]).length > 0;

const wordOf = (name: string): string => name.split('.', 1).join();

/** As the page lists them, which is made from the core's sources: nobody waits for a compiler here. */
function eventsOfCore(): ReadonlySet<string> {
  const page = join(projectFolder(), 'docs', 'steps-and-events.md');
  if (!existsSync(page)) return new Set();
  const [, events = ''] = readFileSync(page, 'utf8').split('\n## Events\n');
  return new Set([...events.matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, type]) => type as string));
}
