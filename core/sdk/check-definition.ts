import { locales, type Sentence } from '../platform/messages.js';
import { corePermissions, roles } from '../platform/permissions.js';
import { isCivilDate } from '../platform/scalars.js';
import { type CheckFinding, type FindingCode, finding } from '../platform/schema/finding.js';
import type { PluginDefinition, ToolDefinition, ValidationDefinition } from './define.js';
import { directiveFindings } from './directive-findings.js';
import type { ProviderDefinition } from './provider.js';
import type { ReferenceDefinition } from './reference.js';
import { directiveOf } from './schema-directive.js';
import { coreTokens } from './tokens.js';
import { admits, isVersion, sdkVersion } from './version.js';

/** Everything in a definition that is not as the contract says; empty when it is. */
export function definitionFindings(plugin: PluginDefinition): CheckFinding[] {
  const shape = shapeFindings(plugin);
  if (shape.length > 0) return shape;
  return [
    ...identityFindings(plugin),
    ...extendedFindings(plugin),
    ...entryFindings(plugin),
    ...plugin.references.flatMap((one) => referenceFindings(plugin, one)),
    ...plugin.directives.flatMap((one) => directiveFindings(one, camelPrefix(plugin.prefix))),
    ...plugin.validations.flatMap((rule) => validationFindings(plugin, rule)),
    ...plugin.tools.flatMap((one) => toolFindings(plugin, one)),
    ...plugin.providers.flatMap((one) => providerFindings(plugin, one)),
    ...fileFindings(plugin),
    ...factFindings(plugin),
    ...workFindings(plugin),
    ...permissionFindings(plugin),
    ...privacyFindings(plugin),
    ...messageFindings(plugin),
    ...plugin.tells.flatMap((type) => prefixed(plugin, type, `event "${type}"`)),
    ...duplicateFindings(plugin),
  ];
}

/** "PerformingArts" → "performingArts": how root fields and entries of the plugin begin. */
export const camelPrefix = (prefix: string): string =>
  prefix.charAt(0).toLowerCase() + prefix.slice(1);

const lists = [
  ...(['entities', 'fields', 'resolvers', 'validations', 'tools', 'events', 'jobs'] as const),
  ...(['permissions', 'privacy', 'providers', 'uploads', 'downloads', 'facts'] as const),
  ...(['proposals', 'references', 'directives', 'extends', 'tells'] as const),
];

function shapeFindings(plugin: PluginDefinition): CheckFinding[] {
  const place = `plugin "${String(plugin?.name)}"`;
  const wrong = (property: string, shape: string) =>
    finding('PLG-002', place, `"${property}" must be ${shape}.`);
  const texts = (['name', 'version', 'platform', 'prefix', 'description'] as const).filter(
    (property) => typeof plugin[property] !== 'string' || plugin[property] === '',
  );
  return [
    ...texts.map((property) => wrong(property, 'a text')),
    ...lists.filter((list) => !Array.isArray(plugin[list])).map((list) => wrong(list, 'a list')),
    ...(['sector', 'service', 'bridge'].includes(plugin.kind)
      ? []
      : [wrong('kind', '"sector", "service" or "bridge"')]),
    ...(isFolder(plugin.migrations)
      ? []
      : [wrong('migrations', 'new URL("./migrations/", import.meta.url)')]),
    ...(isRecord(plugin.messages) ? [] : [wrong('messages', 'sentences by their code')]),
    ...(isRecord(plugin.seeds) ? [] : [wrong('seeds', 'an object')]),
    ...(isRecord(plugin.config) ? [] : [wrong('config', 'an object')]),
    ...[...(plugin.entities ?? []), ...(plugin.resolvers ?? [])]
      .filter((one) => typeof one !== 'function')
      .map(() => wrong('entities and resolvers', 'classes')),
  ];
}

function identityFindings(plugin: PluginDefinition): CheckFinding[] {
  const place = `plugin "${plugin.name}"`;
  const found: CheckFinding[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(plugin.name) || plugin.name.length > 40) {
    found.push(finding('PLG-003', place, `"${plugin.name}" is not a plugin’s name.`));
  }
  if (!isVersion(plugin.version)) {
    found.push(finding('PLG-004', place, `"${plugin.version}" is not a version.`));
  }
  if (!admits(plugin.platform, sdkVersion)) {
    const reason = `"${plugin.platform}" does not admit this SDK, which is ${sdkVersion}.`;
    found.push(finding('PLG-004', place, reason));
  }
  if (!/^[A-Z][a-z0-9]+([A-Z][a-z0-9]+)*$/.test(plugin.prefix)) {
    found.push(finding('PLG-005', place, `"${plugin.prefix}" is not a prefix.`));
  }
  if (reservedSchemas.has(plugin.name)) {
    found.push(finding('PLG-003', place, `"${plugin.name}" is a schema of the platform.`));
  }
  const { kind, bridges } = plugin;
  const joins = Array.isArray(bridges) && bridges.length === 2 && bridges[0] !== bridges[1];
  if ((kind === 'bridge') !== (bridges !== undefined) || (bridges !== undefined && !joins)) {
    found.push(finding('PLG-014', place, 'A bridge, and nothing else, joins two plugins.'));
  }
  found.push(...sentenceFindings(plugin.title, `${place} title`));
  return found;
}

/** A plugin's schema has its name: these are taken. */
const reservedSchemas: ReadonlySet<string> = new Set([
  ...['core', 'ledger', 'vault', 'queue', 'public', 'information-schema'],
]);

/** Only a bridge is known to work where the type's owner is there and on. */
function extendedFindings({ extends: types, bridges }: PluginDefinition): CheckFinding[] {
  return types
    .filter(({ plugin }) => bridges?.includes(plugin) !== true)
    .map(({ plugin, token }) =>
      finding(
        'PLG-017',
        `type "${token}"`,
        `It is of "${plugin}", which the plugin does not join.`,
      ),
    );
}

function entryFindings(plugin: PluginDefinition): CheckFinding[] {
  return plugin.fields.flatMap((entry) => {
    const place = `${entry.on?.token}.${entry.name}`;
    const found: CheckFinding[] = [];
    if (![...coreTokens, ...plugin.extends].includes(entry.on)) {
      const reason = '"on" must be a token of the SDK, or one of "extends".';
      found.push(finding('PLG-002', place, reason));
    }
    if (!entry.name?.startsWith(camelPrefix(plugin.prefix))) {
      found.push(finding('PLG-025', place, `"${entry.name}" is not named after the plugin.`));
    }
    if (!plugin.entities.includes(entry.type)) {
      found.push(finding('PLG-011', place, `"${nameOf(entry.type)}" is no entity of the plugin.`));
    }
    if (!entry.description) found.push(finding('PLG-022', place, 'The entry has no description.'));
    if (!permissionsOf(plugin).has(entry.permission)) {
      const reason = `"${entry.permission}" is no permission of the plugin or of the core.`;
      found.push(finding('PLG-013', place, reason));
    }
    return found;
  });
}

const permissionsOf = (plugin: PluginDefinition): ReadonlySet<string> =>
  new Set([...Object.keys(corePermissions), ...plugin.permissions.map(({ name }) => name)]);

function referenceFindings(plugin: PluginDefinition, one: ReferenceDefinition): CheckFinding[] {
  const place = `reference to "${nameOf(one.type)}"`;
  const found: CheckFinding[] = [];
  if (!one.keys?.length || one.keys.some((key) => !key?.trim())) {
    found.push(finding('PLG-002', place, '"keys" are texts like "id" or "sku package".'));
  }
  if (typeof one.find !== 'function' && one.from === undefined) {
    found.push(finding('PLG-002', place, '"find" must be a function: the type is the plugin’s.'));
  }
  if (one.from !== undefined && [plugin.name, 'core'].includes(one.from)) {
    found.push(finding('PLG-002', place, `"from" names a subgraph outside, not "${one.from}".`));
  }
  if (!permissionsOf(plugin).has(one.permission)) {
    const reason = `"${one.permission}" is no permission of the plugin or of the core.`;
    found.push(finding('PLG-013', place, reason));
  }
  return found;
}

function validationFindings(plugin: PluginDefinition, rule: ValidationDefinition): CheckFinding[] {
  const place = `validation "${rule.name}"`;
  const found = prefixed(plugin, rule.name, place);
  if (typeof rule.check !== 'function') {
    found.push(finding('PLG-002', place, '"check" must be a function.'));
  }
  if (!/^[a-z-]+\.[a-z-]+$/.test(rule.on ?? '')) {
    found.push(finding('PLG-002', place, `"${rule.on}" is not the name of a transition.`));
  }
  if (!rule.because?.title) found.push(finding('PLG-009', place, 'The rule names no source.'));
  const { from, until } = rule.effective ?? { from: '' };
  const dated = isCivilDate(from ?? '') && (until === undefined || isCivilDate(until));
  if (!dated || (until !== undefined && until <= from)) {
    found.push(finding('PLG-008', place, `It is effective from "${from}" until "${until}".`));
  }
  for (const [name, need] of Object.entries(rule.needs ?? {})) {
    if (!plugin.entities.includes(need.entity)) {
      const reason = `Need "${name}": "${nameOf(need.entity)}" is no entity of the plugin.`;
      found.push(finding('PLG-011', place, reason));
    }
    if (!['id', 'activityId', 'workerId', 'cooperativeId'].includes(need.equals)) {
      found.push(finding('PLG-002', place, `Need "${name}" equals "${need.equals}".`));
    }
    if (need.equals === 'workerId' && !rule.on?.startsWith('contract.')) {
      found.push(finding('PLG-002', place, `Need "${name}": only a contract has a worker.`));
    }
  }
  return found;
}

function toolFindings(plugin: PluginDefinition, one: ToolDefinition): CheckFinding[] {
  const place = `tool "${one.name}"`;
  const found = [...prefixed(plugin, one.name, place), ...sentenceFindings(one.title, place)];
  if (!one.description) found.push(finding('PLG-022', place, 'The tool has no description.'));
  for (const step of ['plan', 'start', 'cancel'] as const) {
    if (typeof one[step] !== 'function') {
      found.push(finding('PLG-002', place, `"${step}" must be a function.`));
    }
  }
  if (!one.permission) found.push(finding('PLG-002', place, '"permission" must be a name.'));
  if (!isRecord(one.input)) found.push(finding('PLG-002', place, '"input" is a JSON schema.'));
  return found;
}

function factFindings(plugin: PluginDefinition): CheckFinding[] {
  const published = plugin.facts.flatMap((one) => {
    const place = `fact "${one.name}"`;
    const found = prefixed(plugin, one.name, place);
    if (!one.description) found.push(finding('PLG-022', place, 'The fact has no description.'));
    if (typeof one.rows !== 'function') {
      found.push(finding('PLG-002', place, '"rows" must be a function.'));
    }
    return found;
  });
  const asked = plugin.validations.flatMap(({ name, facts = {} }) =>
    Object.values(facts)
      .filter(({ fact }) => !plugin.bridges?.some((side) => fact.startsWith(`${side}.`)))
      .map(({ fact }) =>
        finding('PLG-014', `validation "${name}"`, `"${fact}" is of no plugin that it joins.`),
      ),
  );
  const offered = plugin.proposals.flatMap(({ tool, propose }) => {
    const place = `proposal for "${tool}"`;
    const joined = plugin.bridges?.some((side) => tool.startsWith(`${side}.`)) === true;
    return [
      ...(joined ? [] : [finding('PLG-014', place, 'It is of no plugin that it joins.')]),
      ...(typeof propose === 'function'
        ? []
        : [finding('PLG-002', place, '"propose" must be a function.')]),
    ];
  });
  return [...published, ...asked, ...offered];
}

function fileFindings(plugin: PluginDefinition): CheckFinding[] {
  const files = [...plugin.uploads, ...plugin.downloads];
  const named = files.flatMap(({ name }) => prefixed(plugin, name, `file "${name}"`));
  const permissions = permissionsOf(plugin);
  return [
    ...named,
    ...plugin.uploads
      .filter(({ permission }) => !permissions.has(permission))
      .map(({ name, permission }) =>
        finding('PLG-013', `upload "${name}"`, `"${permission}" is no permission.`),
      ),
    ...plugin.downloads
      .filter(({ open }) => typeof open !== 'function')
      .map(({ name }) => finding('PLG-002', `download "${name}"`, '"open" must be a function.')),
  ];
}

function providerFindings(plugin: PluginDefinition, one: ProviderDefinition): CheckFinding[] {
  const place = `provider "${one.name}"`;
  const found = [...prefixed(plugin, one.name, place), ...sentenceFindings(one.title, place)];
  if (!one.description) found.push(finding('PLG-022', place, 'The provider has no description.'));
  for (const step of ['simulate', 'settled'] as const) {
    if (typeof one[step] !== 'function') {
      found.push(finding('PLG-002', place, `"${step}" must be a function.`));
    }
  }
  for (const schema of ['request', 'answer'] as const) {
    if (!isRecord(one[schema])) {
      found.push(finding('PLG-002', place, `"${schema}" is a JSON schema.`));
    }
  }
  return found;
}

function workFindings(plugin: PluginDefinition): CheckFinding[] {
  const handlers = plugin.events
    .filter((one) => !one.name || !one.on?.length || typeof one.handle !== 'function')
    .map((one) => finding('PLG-002', `event handler "${one.name}"`, 'It has name, on, handle.'));
  const jobs = plugin.jobs
    .filter((one) => !one.name || !/^\S+( \S+){4}$/.test(one.cron) || typeof one.run !== 'function')
    .map((one) => finding('PLG-002', `job "${one.name}"`, 'It has name, cron (5 parts), run.'));
  return [...handlers, ...jobs];
}

function permissionFindings(plugin: PluginDefinition): CheckFinding[] {
  return plugin.permissions.flatMap((one) => {
    const place = `permission "${one.name}"`;
    const found = prefixed(plugin, one.name, place);
    if (!one.description) found.push(finding('PLG-022', place, 'It has no description.'));
    const unknown = Object.entries(one.roles ?? {}).filter(
      ([role, reach]) => !roles.includes(role as never) || !['own', 'all'].includes(reach),
    );
    for (const [role, reach] of unknown) {
      found.push(finding('PLG-002', place, `"${role}: ${reach}" is not a role with its reach.`));
    }
    return found;
  });
}

function privacyFindings(plugin: PluginDefinition): CheckFinding[] {
  return plugin.privacy.flatMap((duty) => {
    const place = `privacy of "${nameOf(duty.entity)}"`;
    const found: CheckFinding[] = [];
    if (!plugin.entities.includes(duty.entity)) {
      found.push(finding('PLG-011', place, 'It is no entity of the plugin.'));
    }
    if (!duty.ground || !duty.holds?.length || !['erase', 'retain'].includes(duty.onErase)) {
      found.push(finding('PLG-002', place, 'A duty has "holds", "onErase" and "ground".'));
    }
    if (!duty.subject) {
      found.push(finding('PLG-002', place, '"subject" says whose data it is.'));
    }
    if (duty.until !== undefined && (duty.onErase !== 'retain' || !duty.until.from)) {
      found.push(
        finding('PLG-002', place, '"until" is of what is retained, from a day of its row.'),
      );
    }
    return found;
  });
}

function messageFindings(plugin: PluginDefinition): CheckFinding[] {
  return Object.entries(plugin.messages).flatMap(([code, sentence]) => {
    const place = `message "${code}"`;
    return [...prefixed(plugin, code, place), ...sentenceFindings(sentence, place)];
  });
}

function duplicateFindings(plugin: PluginDefinition): CheckFinding[] {
  const names: Readonly<Record<string, readonly string[]>> = {
    entity: plugin.entities.map(nameOf),
    field: plugin.fields.map(({ on, name }) => `${on?.token}.${name}`),
    validation: plugin.validations.map(({ name }) => name),
    tool: plugin.tools.map(({ name }) => name),
    provider: plugin.providers.map(({ name }) => name),
    fact: plugin.facts.map(({ name }) => name),
    upload: plugin.uploads.map(({ name }) => name),
    download: plugin.downloads.map(({ name }) => name),
    reference: plugin.references.map(({ type }) => nameOf(type)),
    directive: plugin.directives.map((one) => directiveOf(one)?.name.value ?? ''),
    extended: plugin.extends.map(({ token }) => token),
    event: plugin.tells,
    'event handler': plugin.events.map(({ name }) => name),
    job: plugin.jobs.map(({ name }) => name),
    permission: plugin.permissions.map(({ name }) => name),
  };
  return Object.entries(names).flatMap(([kind, all]) =>
    all
      .filter((name, i) => all.indexOf(name) !== i)
      .map((name) => finding('PLG-006', `${kind} "${name}"`, 'There are two of that name.')),
  );
}

function prefixed(plugin: PluginDefinition, name: string, place: string): CheckFinding[] {
  if (name?.startsWith(`${plugin.name}.`) && /^[a-z0-9.-]+$/.test(name)) return [];
  return [finding('PLG-010', place, `"${name}" does not begin with "${plugin.name}.".`)];
}

function sentenceFindings(sentence: Sentence | undefined, place: string): CheckFinding[] {
  const missing = locales.filter((locale) => !sentence?.[locale]?.trim());
  if (missing.length === 0) return [];
  return [finding('PLG-007' satisfies FindingCode, place, `No sentence in ${missing.join(', ')}.`)];
}

const nameOf = (one: unknown): string => (one as { name?: string })?.name ?? String(one);

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

const isFolder = (url: URL | undefined): boolean =>
  typeof url?.href === 'string' && url.href.endsWith('/');
