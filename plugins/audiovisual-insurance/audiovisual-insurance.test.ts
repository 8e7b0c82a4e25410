import { describe, expect, test } from '@jest/globals';
import { globalId } from 'gezel/sdk';
import { conformance } from 'gezel/sdk/testing';
import { coverFor } from './cover-the-shoot.js';
import { insuredShoot } from './insured-shoot.js';
import { audiovisualInsurance } from './plugin.js';

conformance(audiovisualInsurance);

describe('the cover of a shoot', () => {
  const facts = { days: ['2027-05-10', '2027-05-11', '2027-05-12'], currency: 'EUR' };
  const shot = [
    { day: '2027-05-12', productionId: 'film' },
    { day: '2027-05-10', productionId: 'film' },
    { day: '2027-06-01', productionId: 'clip' },
  ];
  const camera = { id: 'camera', productionId: 'film', valueMinor: '1250050', currency: 'EUR' };
  const bare = { ...camera, coveredFrom: null, coveredUntil: null };
  const until = (coveredUntil: string) => ({ ...camera, coveredFrom: '2027-05-01', coveredUntil });

  test('is worth what is on the lists, from the first shooting day to the last', () => {
    expect(coverFor(facts, shot, [bare, bare])).toEqual({
      ...{ from: '2027-05-10', until: '2027-05-12', valueMinor: 2_500_100n },
      ids: ['camera', 'camera'],
    });
  });

  test('leaves out what is covered all the time, and nothing else', () => {
    expect(coverFor(facts, shot, [until('2027-05-12')])).toBeNull();
    expect(coverFor(facts, shot, [until('2027-05-11')])).toMatchObject({ valueMinor: 1_250_050n });
  });

  test('leaves out what a cover is asked for on all of these days, whatever others there are', () => {
    const of = { risk: 'EQUIPMENT', currency: 'EUR', valueMinor: 1_250_050n, confirmed: false };
    const things = [globalId('AudiovisualEquipment', 'camera')];
    const before = { ...of, things, from: '2027-03-01', until: '2027-03-05' };
    const now = { ...of, things, from: '2027-05-10', until: '2027-05-12' };
    expect(coverFor(facts, shot, [bare], [before, now])).toBeNull();
    expect(coverFor(facts, shot, [until('2027-05-12')], [before])).toBeNull();
    expect(coverFor(facts, shot, [bare], [before])).toMatchObject({ ids: ['camera'] });
    expect(coverFor(facts, shot, [bare], [{ ...now, risk: 'LIABILITY' }])).not.toBeNull();
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

  test('counts as insured what is covered over all of its days, and no more', () => {
    const whole = { days: shot.slice(0, 2), equipment: [bare] };
    const days = { from: '2027-05-10', until: '2027-05-12' };
    const cover = { risk: 'EQUIPMENT', currency: 'EUR', confirmed: true, things: [], ...days };
    const amounts = (...covers: Parameters<typeof insuredShoot>[2]) => {
      const { atRisk, insured, uninsured } = insuredShoot('EUR', whole, covers) ?? {};
      return [atRisk?.amount, insured?.amount, uninsured?.amount];
    };
    expect(amounts()).toEqual(['12500.50', '0.00', '12500.50']);
    const half = { ...cover, valueMinor: 500_050n };
    expect(amounts(half)).toEqual(['12500.50', '5000.50', '7500.00']);
    expect(amounts(half, half, half)).toEqual(['12500.50', '15001.50', '0.00']);
    const others = [
      { ...half, until: '2027-05-11' },
      { ...half, from: '2027-05-11' },
      { ...half, risk: 'VEHICLE' },
      { ...half, currency: 'GBP' },
      { ...half, things: ['AudiovisualEquipment:another'] },
    ];
    expect(amounts(...others)).toEqual(['12500.50', '0.00', '12500.50']);
    expect(insuredShoot('EUR', { days: [], equipment: [bare] }, [half])).toBeNull();
  });
});
