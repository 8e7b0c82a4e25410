/** What the plugins that are on in a co-operative offer, beside what the core does. */
import type { PluginDefinition } from '../../sdk/define.js';
import type { Domain } from '../domain.js';
import type { OfferedTool, PluginHost } from './host.js';

export interface Offering {
  readonly definitions: readonly PluginDefinition[];
  readonly elsewhere: readonly PluginDefinition[];
  readonly domains: readonly Domain[];
  readonly enabled: PluginHost['enabled'];
}

export function offersOf(offering: Offering): Pick<PluginHost, 'tools' | 'proposals'> {
  const { definitions, elsewhere, enabled } = offering;
  const away = new Set(elsewhere);
  const coreTools: OfferedTool[] = offering.domains.flatMap(({ tools }) =>
    tools.map((tool) => ({ plugin: null, tool })),
  );
  const on = async (cooperativeId: string) => {
    const names = await enabled(cooperativeId);
    return [...definitions, ...elsewhere].filter(({ name }) => names.has(name));
  };
  const place = (one: PluginDefinition) => ({
    plugin: one.name,
    ...(away.has(one) && { remote: true as const }),
  });
  return {
    proposals: async (cooperativeId) =>
      (await on(cooperativeId)).flatMap((one) =>
        one.proposals.map((proposal) => ({ ...place(one), proposal })),
      ),
    tools: async (cooperativeId) => [
      ...coreTools,
      ...(await on(cooperativeId)).flatMap((one) =>
        one.tools.map((tool) => ({ ...place(one), tool })),
      ),
    ],
  };
}
