import { describe, expect, test } from '@jest/globals';
import { conformance } from 'gezel/sdk/testing';
import { coverFor } from './cover-the-shoot.js';
import { audiovisualInsurance } from './plugin.js';

conformance(audiovisualInsurance);

describe('the cover of a shoot', () => {
  const facts = { days: ['2027-05-10', '2027-05-11', '2027-05-12'], currency: 'EUR' };
  const shot = [
    { day: '2027-05-12', productionId: 'film' },
    { day: '2027-05-10', productionId: 'film' },
    { day: '2027-06-01', productionId: 'clip' },
  ];
  const camera = { productionId: 'film', valueMinor: '1250050', currency: 'EUR' };
  const bare = { ...camera, coveredFrom: null, coveredUntil: null };
  const until = (coveredUntil: string) => ({ ...camera, coveredFrom: '2027-05-01', coveredUntil });

  test('is worth what is on the lists, from the first shooting day to the last', () => {
    expect(coverFor(facts, shot, [bare, bare])).toEqual({
      ...{ risk: 'EQUIPMENT', from: '2027-05-10', until: '2027-05-12', value: '25001.00' },
    });
  });

  test('leaves out what is covered all the time, and nothing else', () => {
    expect(coverFor(facts, shot, [until('2027-05-12')])).toBeNull();
    expect(coverFor(facts, shot, [until('2027-05-11')])).toMatchObject({ value: '12500.50' });
  });

  test.each([
    ['nothing is shot', { ...facts, days: ['2027-05-11'] }, shot, [bare]],
    ['nothing is used', facts, shot, []],
    ['it is of another production', facts, shot, [{ ...bare, productionId: 'clip' }]],
    ['it is of another currency', facts, shot, [{ ...bare, currency: 'GBP' }]],
  ])('is none when %s', (_, asked, days, equipment) => {
    expect(coverFor(asked, days, equipment)).toBeNull();
  });

  test('is for every planned day when the assignment names none', () => {
    const any = { ...facts, days: [] };
    expect(coverFor(any, shot, [bare])).toMatchObject({ from: '2027-05-10', until: '2027-06-01' });
  });
});
