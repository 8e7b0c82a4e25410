import { type EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import type { PluginDefinition } from '../../sdk/define.js';
import { type CheckFinding, finding } from './finding.js';

/**
 * What the contract asks of a plugin's tables: its own schema, the tenant in the key, the core's id
 * as the key of an entry's table, and a privacy duty wherever a person may be found.
 */
export function entityFindings(plugin: PluginDefinition): CheckFinding[] {
  return [
    ...plugin.entities.flatMap((entity) => tableFindings(plugin, entity)),
    ...plugin.fields.flatMap(({ on, name, type }) => {
      const key = `${on.token.charAt(0).toLowerCase()}${on.token.slice(1)}Id`;
      const keys = keysOf(modelOf(type)).filter((property) => property !== 'cooperativeId');
      if (keys.length === 1 && keys[0] === key) return [];
      const reason = `"${type.name}" is keyed by "${keys.join(', ')}" instead of "${key}".`;
      return [finding('PLG-026', `${on.token}.${name}`, reason)];
    }),
  ];
}

type Entity = PluginDefinition['entities'][number];
type Model = Pick<EntityMetadata, 'schema' | 'properties'> | undefined;

function tableFindings(plugin: PluginDefinition, entity: Entity): CheckFinding[] {
  const model = modelOf(entity);
  const place = `entity "${entity.name}"`;
  if (model === undefined) return [finding('PLG-020', place, 'It is not decorated with @Entity.')];
  const found: CheckFinding[] = [];
  const schema = plugin.name.replaceAll('-', '_');
  if (model.schema !== schema) {
    const reason = `It is in the schema "${model.schema}", not in "${schema}".`;
    found.push(finding('PLG-043', place, reason));
  }
  if (!keysOf(model).includes('cooperativeId')) {
    found.push(finding('PLG-043', place, 'The co-operative is not part of its key.'));
  }
  const duties = plugin.privacy.filter((one) => one.entity === entity);
  const held = new Set<string>(duties.flatMap(({ holds }) => holds));
  const about = duties.map(({ subject }) => subject).filter((subject) => subject !== 'contact');
  for (const { name, primary, columnTypes } of Object.values(model.properties)) {
    const suspect = personal.test(name) || columnTypes?.some((type) => personalTypes.test(type));
    // A duty’s own key and subject are how its rows are found, not what it is about.
    if (!suspect || held.has(name)) continue;
    if (duties.length > 0 && (primary || about.includes(name))) continue;
    found.push(finding('PLG-042', `${place}.${name}`, 'It may name or describe a person.'));
  }
  const secret = duties.flatMap(({ confidential = [] }) => confidential);
  for (const property of [...held, ...about, ...secret]) {
    if (model.properties[property as never] === undefined) {
      found.push(finding('PLG-002', `privacy of "${entity.name}"`, `There is no "${property}".`));
    }
  }
  return found;
}

/** Types of columns that tell one person from another. */
const personalTypes = /^(inet|cidr|macaddr)/i;

/** Properties that point at a person or into which people write names: by their names. */
const personal = new RegExp(
  [
    '(member|worker|person|contact|author|employee|traveller|driver|guest|borrower)(Ids?|Names?)$',
    '^(people|persons|travellers|participants|guests|crew|contacts?|(client|customer)Names?)$',
    '(email|phone|iban|nationalNumber|birth\\w*|address|street|firstName|lastName|displayName)$',
    '^(notes?|remarks?|comments?|text)$',
  ].join('|'),
  'i',
);

const keysOf = (model: Model): string[] =>
  Object.values(model?.properties ?? {})
    .filter((property) => property.primary)
    .map((property) => property.name as string);

function modelOf(entity: Entity): Model {
  const holder = entity as unknown as Record<symbol, Model>;
  return Object.hasOwn(entity, MetadataStorage.META_SYMBOL)
    ? holder[MetadataStorage.META_SYMBOL]
    : undefined;
}
