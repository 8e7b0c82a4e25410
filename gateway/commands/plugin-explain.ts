import { loadPlugin } from '../../core/platform/host/load-plugins.js';
import {
  type FindingCode,
  finding,
  findingRegister,
  refuseOn,
} from '../../core/platform/schema/finding.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { orRather } from './name-findings.js';

/** What a plugin is, as its definition says it: for whoever decides whether to switch it on. */
export interface Explained {
  readonly name: string;
  readonly version: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly joins: readonly string[];
  readonly adds: readonly string[];
  readonly judges: readonly string[];
  readonly tools: readonly string[];
  readonly hears: readonly string[];
  readonly jobs: readonly string[];
  readonly permissions: readonly string[];
  readonly privacy: readonly string[];
}

/** `npm run plugin -- explain NAME`; or of a finding's code, what mends it. */
export async function explain(subject: string): Promise<Explained | { readonly remedy: string }> {
  if (/^(PLG|SCH)-/.test(subject)) {
    const remedy = findingRegister[subject as FindingCode] as string | undefined;
    if (remedy === undefined) {
      const reason = `There is no such code.${orRather(subject, Object.keys(findingRegister))}`;
      refuseOn([finding('PLG-019', subject, reason)]);
    }
    return { remedy: remedy as string };
  }
  return explained(await loadPlugin(subject));
}

function explained(plugin: PluginDefinition): Explained {
  const { name, version, kind, title, description, bridges = [] } = plugin;
  return {
    ...{ name, version, kind, title: title.en, description, joins: bridges },
    adds: plugin.fields.map((one) => `${one.on.token}.${one.name}: ${one.description}`),
    judges: plugin.validations.map(
      ({ name: rule, on, because, effective: { from, until } }) =>
        `${on}: ${rule}, from ${from}${until ? ` until ${until}` : ''} (${because.title})`,
    ),
    tools: plugin.tools.map((one) => `${one.name}: ${one.description}`),
    hears: plugin.events.map((one) => `${one.name}: ${one.on.join(', ')}`),
    jobs: plugin.jobs.map((one) => `${one.name}: ${one.cron}`),
    permissions: plugin.permissions.map((one) => `${one.name}: ${one.description}`),
    privacy: plugin.privacy.map(
      ({ entity, holds, onErase, ground, until }) =>
        `${entity.name} (${holds.join(', ')}): ${onErase}${
          until ? ` for the term of ${until.term} from ${until.from}` : ''
        }. ${ground}`,
    ),
  };
}

/** As text: one line for each thing, under its heading. */
export function explanation(about: Explained | { readonly remedy: string }): string {
  if ('remedy' in about) return about.remedy;
  const { name, version, kind, title, description, ...lists } = about;
  const sections = Object.entries(lists as Record<string, readonly string[]>)
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `${heading}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  return [`${title} (${name} ${version}, ${kind})`, description, ...sections].join('\n\n');
}
