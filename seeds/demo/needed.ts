/** What is told over the API needs some plugins of the server; without them it is not begun. */
import { asker, type Client } from './client.js';

/** Those of the plugins that the server does not have. */
export async function absentPlugins(
  client: Client,
  names: readonly string[],
): Promise<readonly string[]> {
  const { platform } = await asker(
    client,
    'demo|adviser',
  )<{ platform: { plugins: readonly { readonly name: string }[] } }>(
    '{ platform { plugins { name } } }',
  );
  return names.filter((name) => !platform.plugins.some((plugin) => plugin.name === name));
}

/** Refuses, in one sentence, to begin on a server that lacks one of the plugins. */
export async function needPlugins(
  client: Client,
  what: string,
  names: readonly string[],
): Promise<void> {
  const absent = await absentPlugins(client, names);
  if (absent.length > 0) throw new Error(notTold(what, absent));
}

export const notTold = (what: string, absent: readonly string[]): string =>
  `${what} is not told: this server has no plugin ${absent.map((name) => `"${name}"`).join(', ')}.`;
