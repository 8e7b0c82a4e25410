import { expect, test } from '@jest/globals';
import { MetadataStorage } from '@mikro-orm/core';
import { coreDomains } from '../../domains.js';
import type { CorePort } from '../../sdk/core-port.js';
import { coreTokens } from '../../sdk/tokens.js';
import { factNames } from './core-port.js';
import { ownServices } from './own-services.js';

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

test('a plugin moves money for services of its own only, wherever it runs', async () => {
  const door = async ({ service }: { readonly service: string }) => service;
  const doors = { charge: door, payOut: door, lines: { add: door }, loans: { draw: door } };
  const more = { deposits: { hold: door }, currentAccounts: { payIn: door } };
  const owned = { assets: { acquire: door } };
  const late = { lateCharges: { ask: door, withdraw: door } };
  const last = { incomes: { record: door }, einvoices: { send: door }, ...late };
  const core = ownServices('choir', {
    ...doors,
    ...more,
    ...owned,
    ...last,
  } as unknown as CorePort);
  const { charge, payOut, lines, loans, deposits, currentAccounts, incomes, einvoices } = core;
  const { lateCharges, assets } = core;
  const all = [charge, payOut, lines.add, loans.draw, deposits.hold].concat([
    ...[currentAccounts.payIn, incomes.record, einvoices.send],
    ...[lateCharges.ask, lateCharges.withdraw, assets.acquire],
  ] as never[]) as unknown as (typeof door)[];
  for (const move of all) {
    expect(await move({ service: 'choir.gown' })).toBe('choir.gown');
    for (const service of ['choir', 'orchestra.van', 'choirs.gown', '']) {
      await expect(move({ service })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  }
});
