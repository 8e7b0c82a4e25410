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
 * Handlers of events that the core never tells. Only a warning: what other plugins tell, under their
 * own names, is not known here; so it speaks of names that are nearly one of the core's.
 */
export function eventFindings(
  { name: own, bridges, events }: PluginDefinition,
  plugins: readonly string[],
): CheckFinding[] {
  const told = eventsOfCore();
  const words = new Set([...told].map(wordOf));
  const tellers = new Set([own, ...(bridges ?? []), ...plugins]);
  const isMeant = (type: string) => {
    const word = wordOf(type);
    if (told.has(type) || tellers.has(word)) return false;
    return words.has(word) || (isNearly(word, words) && isNearly(type, told));
  };
  return events.flatMap(({ name, on }) =>
    on.filter(isMeant).map((type) => {
      const reason = `The core tells no "${type}".${orRather(type, told)}`;
      return finding('PLG-018', `event handler "${name}"`, reason);
    }),
  );
}

/** A question that names what is spelt most like it, or nothing where nothing is. */
export function orRather(name: string, known: Iterable<string>): string {
  const [nearest] = suggestionList(name, [...known]);
  return nearest === undefined ? '' : ` Is "${nearest}" meant?`;
}

const isNearly = (name: string, known: ReadonlySet<string>): boolean =>
  suggestionList(name, [...known]).length > 0;

const wordOf = (name: string): string => name.split('.', 1).join();

/** As the page lists them, which is made from the core's sources: nobody waits for a compiler here. */
function eventsOfCore(): ReadonlySet<string> {
  const page = join(projectFolder(), 'docs', 'steps-and-events.md');
  if (!existsSync(page)) return new Set();
  const [, events = ''] = readFileSync(page, 'utf8').split('\n## Events\n');
  return new Set([...events.matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, type]) => type as string));
}
