import { describe, expect, test } from '@jest/globals';
import { conformance } from 'gezel/sdk/testing';
import { performingArtsMobility } from './plugin.js';
import { legsOf, placesOf } from './travel-the-tour.js';

conformance(performingArtsMobility);

describe('the legs of a tour', () => {
  const dates = [
    { day: '2027-03-12', city: 'Liège' },
    { day: '2027-03-11', city: 'Gent' },
    { day: '2027-03-12', city: 'Liège' },
    { day: '2027-03-20', city: null },
  ];

  test('are dates that follow each other, with the places where they lead', () => {
    expect(legsOf(dates, [])).toEqual([
      { days: ['2027-03-11', '2027-03-12'], cities: ['Gent', 'Liège'] },
      { days: ['2027-03-20'], cities: [] },
    ]);
  });

  test('are only on the days of the assignment', () => {
    expect(legsOf(dates, ['2027-03-12'])).toEqual([{ days: ['2027-03-12'], cities: ['Liège'] }]);
    expect(legsOf(dates, ['2027-04-01'])).toEqual([]);
    expect(legsOf([], [])).toEqual([]);
  });

  test('end at the end of a month and a year like on any day', () => {
    const turn = ['2026-12-31', '2027-01-01', '2027-01-03'].map((day) => ({ day, city: 'Gent' }));
    expect(legsOf(turn, []).map(({ days }) => days.length)).toEqual([2, 1]);
  });

  test.each([
    ['the places of its dates, from home', ['Antwerpen'], ['Gent'], ['Antwerpen', 'Gent']],
    ['home once', ['Gent'], ['Gent', 'Liège'], ['Gent', 'Liège']],
    [
      'the places of the assignment when no date names one',
      ['Gent', 'Paris'],
      [],
      ['Gent', 'Paris'],
    ],
    ['the places of its dates when the assignment names none', [], ['Gent'], ['Gent']],
    ['nowhere that anybody knows', [], [], []],
  ])('lead to %s', (_, asked, cities, places) => {
    expect(placesOf(asked, cities)).toEqual(places);
  });
});
