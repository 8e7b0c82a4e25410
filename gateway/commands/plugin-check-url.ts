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
  const silent = await unanswered(url, headers);
  if (silent !== null) return [finding('PLG-070', url, silent)];
  for (const one of outsidePromises({ name, prefix, url: () => url, headers })) {
    const broken = await one.broken().catch((error: unknown) => [reasonOf(error)]);
    found.push(...broken.map((how) => finding('PLG-070', `${url} ${one.name}`, how)));
  }
  return found;
}

/** Why nothing can be told of what is there, or null when it takes a request. */
async function unanswered(url: string, headers: Outside['headers']): Promise<string | null> {
  const body = JSON.stringify({ query: '{ __typename }' });
  const asked = { 'content-type': 'application/json', ...headers?.(body) };
  const timeout = AbortSignal.timeout(answerTimeoutMs);
  try {
    const { status } = await fetch(url, { method: 'POST', headers: asked, body, signal: timeout });
    if (status !== 401 && status !== 403) return null;
    const secret = headers
      ? 'Its secret in PLUGIN_SECRETS is not'
      : 'PLUGIN_SECRETS has no secret of it, or not';
    return `It answers ${status}: ${secret} the one that it verifies.`;
  } catch (error) {
    const { cause } = error as { readonly cause?: unknown };
    return `Nothing answers there: ${reasonOf(cause ?? error)}.`;
  }
}

const answerTimeoutMs = 10_000;

/** "tool-library" → "ToolLibrary". */
const wordOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
