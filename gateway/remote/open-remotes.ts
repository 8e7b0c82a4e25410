import type { Logger } from 'pino';
import type { Clock } from '../../core/platform/clock.js';
import type { RemotePlugin } from '../../core/platform/host/remote-plugin.js';
import type { RemoteSubgraph } from '../graph/build-graph.js';
import { type LinkOptions, openLink } from './link.js';
import type { Manifest } from './manifest.js';
import { remotePlugin } from './remote-plugin.js';
import { remoteExecutor } from './remote-subgraph.js';
import { ruledSchema } from './ruled-schema.js';
import { type Sessions, sessions } from './sessions.js';

/** A plugin that runs elsewhere: what is known of it, and where it is. */
export interface RemoteAddress extends Pick<LinkOptions, 'secrets' | 'locate'> {
  readonly manifest: Manifest;
}

/** What the gateway has of the plugins that run elsewhere: for the host and for the graph. */
export interface Remotes {
  readonly plugins: readonly RemotePlugin[];
  readonly subgraphs: readonly RemoteSubgraph[];
  readonly sessions: Sessions;
}

export function openRemotes(
  addresses: readonly RemoteAddress[],
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): Remotes {
  const open = sessions();
  const remotes = addresses.map(({ manifest, locate, secrets }) => {
    const plugin = manifest.name;
    const link = openLink({ to: 'plugin', plugin, locate, secrets, clock, log });
    const { sdl, prefix, bridges, references } = manifest;
    const schema = ruledSchema(manifest);
    const referable = new Set(references.map(({ type }) => type));
    const subgraph: RemoteSubgraph = {
      ...{ name: plugin, sdl, schema },
      joining: { ...{ name: plugin, schema, prefix, bridges, referable }, extends: [] },
      execute: remoteExecutor(link, plugin),
    };
    return { plugin: remotePlugin(manifest, link, open), subgraph };
  });
  return Object.freeze({
    plugins: remotes.map(({ plugin }) => plugin),
    subgraphs: remotes.map(({ subgraph }) => subgraph),
    sessions: open,
  });
}
