import pino, { type Logger } from 'pino';
import { coreDomains } from '../../core/domains.js';
import type { Clock } from '../../core/platform/clock.js';
import { systemClock } from '../../core/platform/clock.js';
import type { Config } from '../../core/platform/config.js';
import { repeat } from '../../core/platform/events/repeat.js';
import type { CoreServices } from '../../core/platform/host/core-port.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { type OpenPlatform, openPlatform } from '../../core/platform/open.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { openLink } from '../remote/link.js';
import type { ApiServer } from '../server/server.js';
import { coreLink, Standing } from './core-link.js';
import { distantCore } from './distant-core.js';
import { noteCooperative, tellGateway } from './own-database.js';
import { createPluginServer } from './plugin-server.js';
import { settleSteps } from './settle-steps.js';

export interface SatelliteOptions {
  readonly config: Config;
  /** The database, migrated, as its owner. */
  readonly url: string;
  readonly definition: PluginDefinition;
  /** Whose database it is: the plugin's own, or the core's. */
  readonly database: 'own' | 'shared';
  readonly clock?: Clock;
  readonly log?: Logger;
  readonly pendingMigrations?: () => Promise<readonly string[]>;
}

/** A plugin that runs alone. */
export interface Satellite extends ApiServer {
  readonly platform: OpenPlatform;
  /** Tells the gateway now what has happened here; a plugin in the core's database need not. */
  tell(): Promise<void>;
  /** Asks now whether the gateway has kept what was done for it, and undoes what it has not. */
  settle(): Promise<void>;
}

/** Opens a plugin's platform, whose core is the gateway's, and its server. */
export async function openSatellite(options: SatelliteOptions): Promise<Satellite> {
  const { config, url, definition, clock = systemClock } = options;
  const plugin = definition.name;
  const log = options.log ?? pino({ level: config.logLevel });
  const secrets = config.pluginSecrets.get(plugin) ?? [];
  const link = coreLink(
    openLink({ to: 'core', plugin, locate: () => config.gatewayUrl, secrets, clock, log }),
    plugin,
  );
  const standing = new Standing();
  // Whoever begins in a co-operative brings the reference rows; they are safe to repeat.
  const met = new Set<string>();
  const owns = options.database === 'own';
  const core = distantCore({
    ...{ link, standing, log, plugin },
    meet: async (cooperative) => {
      if (!owns || met.has(cooperative.id)) return;
      await noteCooperative(platform, cooperative);
      if (!cooperative.enabled) return;
      met.add(cooperative.id);
      const ctx = systemContext(platform, cooperative.id);
      await definition.seeds.reference?.(platform.host.context(ctx, plugin));
    },
  });
  const platform: OpenPlatform = await openPlatform({
    ...{ config, url, clock, log, domains: [], plugins: [definition], distant: core },
    services: notHere,
    messages: coreDomains.map((domain) => domain.messages),
  });
  const subgraph = buildPluginSchema(definition);
  const { pendingMigrations } = options;
  const server = await createPluginServer({
    ...{ platform, subgraph, core, standing, link, pendingMigrations },
  });
  const tell = async () => {
    while (owns && (await tellGateway(platform, link)) > 0);
  };
  const failed = (err: unknown) => log.warn({ err }, 'the gateway was not told yet');
  const telling = repeat(2_000, tell, failed);
  const settle = () => settleSteps({ platform, definition, core, standing }, link);
  const settling = repeat(30_000, settle, failed);
  return {
    ...server,
    ...{ platform, tell, settle },
    close: async () => {
      await server.close();
      await telling.stop();
      await settling.stop();
      await platform.close();
    },
  };
}

/** What only the core's own database can tell is asked over the port. */
const notHere: CoreServices = {
  charge: () => absent(),
  refund: () => absent(),
  draftQuote: () => absent(),
  expenses: () => absent(),
  expenseLines: () => absent(),
  turnover: () => absent(),
  payOut: () => absent(),
  lines: () => absent(),
  loans: () => absent(),
  budgets: () => absent(),
  assets: () => absent(),
  deposits: () => absent(),
  sharing: () => absent(),
  simulatePay: () => absent(),
  currentAccounts: () => absent(),
  incomes: () => absent(),
  lateCharges: () => absent(),
  einvoices: () => absent(),
  memberships: () => absent(),
  providers: () => absent(),
  providerSubscribers: () => [],
  endStep: () => absent(),
  contractDays: () => absent(),
  contractInForce: () => null,
  quoteStatus: () => absent(),
  invoiceFacts: () => absent(),
  invoiceDocument: () => absent(),
};

function absent(): never {
  throw new Error('The core is not in this process: ask it over the port.');
}
