import { expect, test } from '@jest/globals';
import { MetadataStorage } from '@mikro-orm/core';
import { coreDomains } from '../../domains.js';
import { coreTokens } from '../../sdk/tokens.js';
import { factNames } from './core-port.js';

const sources = new Map(
  coreDomains.flatMap((domain) => domain.sources.map((source) => [source.typeName, source])),
);

test.each(Object.entries(factNames))('%s has every fact that plugins are told', (type, names) => {
  const entity = sources.get(type)?.entity as unknown as Record<symbol, { properties: object }>;
  const properties = Object.keys(entity?.[MetadataStorage.META_SYMBOL]?.properties ?? {});
  expect(properties).toEqual(expect.arrayContaining([...names]));
});

test('every token of the SDK is a type of the core', () => {
  const known = coreTokens.filter(({ token }) => sources.has(token));
  expect(known.map(({ token }) => token)).toEqual(coreTokens.map(({ token }) => token));
});
