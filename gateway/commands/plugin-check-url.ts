import { type Clock, systemClock } from '../../core/platform/clock.js';
import { readConfig } from '../../core/platform/config.js';
import { type CheckFinding, finding, reasonOf } from '../../core/platform/schema/finding.js';
import { type Outside, outsidePromises } from '../remote/black-box.js';
import { signed } from '../remote/signature.js';

export interface UrlCheck {
  readonly name: string;
  /** Where its subgraph is: the address of its GraphQL. */
  readonly url: string;
  /** What its types begin with; its name in one word when absent. */
  readonly prefix?: string;
  readonly clock?: Clock;
}

/**
 * `npm run plugin -- check NAME --url URL`: what a plugin that runs elsewhere keeps of the contract,
 * as far as can be told from outside. Requests are signed where PLUGIN_SECRETS has a secret of it.
 */
export async function checkUrl(
  { name, url, prefix = wordOf(name), clock = systemClock }: UrlCheck,
  env: NodeJS.ProcessEnv,
): Promise<readonly CheckFinding[]> {
  const secrets = readConfig(env).pluginSecrets.get(name);
  const { pathname: path } = new URL(url);
  const nobody = { authorization: '', cooperative: '', session: '' };
  const headers: Outside['headers'] = secrets
    ? (body) => signed(secrets, { to: 'plugin', plugin: name, path, body, ...nobody }, clock)
    : undefined;
  const found: CheckFinding[] = [];
  for (const one of outsidePromises({ name, prefix, url: () => url, headers })) {
    const broken = await one.broken().catch((error: unknown) => [reasonOf(error)]);
    found.push(...broken.map((how) => finding('PLG-070', `${url} ${one.name}`, how)));
  }
  return found;
}

/** "tool-library" → "ToolLibrary". */
const wordOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
