import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from 'gezel/sdk';
import type { MarketplaceOffer } from './offer.entity.js';
import { including, isFree, periodsOf, rangesOf, without } from './periods.js';
import { teamOf } from './team.js';

describe('a team', () => {
  const one = (id: string, skills: string[], free = '{[2027-01-01,2028-01-01)}') =>
    ({ id, memberId: id, skills, free }) as MarketplaceOffer;

  test('has as many skills as its seats can bring, and names what is missing', () => {
    const offers = [one('a', ['x']), one('b', ['x', 'y']), one('c', ['z'], '{}'), one('d', ['y'])];
    const needs = { skills: ['x', 'y', 'z'], days: ['2027-05-01'], seats: 2 };
    const { chosen, missing, seatsLeft } = teamOf(offers, needs.skills, needs);
    expect(chosen.map(({ offer: { id }, skills }) => [id, skills])).toEqual([
      ['b', ['x', 'y']],
      ['a', ['x']],
    ]);
    expect({ missing, seatsLeft }).toEqual({ missing: ['z'], seatsLeft: 0 });
    expect(teamOf([], ['x'], { ...needs, skills: ['x'] }).seatsLeft).toBe(2);
  });

  test('never has the same person twice, nor more people than seats', () => {
    const skill = fc.constantFrom('x', 'y', 'z');
    const offers = fc.array(
      fc.record({ memberId: fc.constantFrom('a', 'b', 'c', 'd'), skills: fc.array(skill) }),
    );
    fc.assert(
      fc.property(offers, fc.integer({ min: 1, max: 5 }), (rows, seats) => {
        const free = '{[2027-01-01,2028-01-01)}';
        const all = rows.map((row, i) => ({ ...row, id: String(i), free })) as MarketplaceOffer[];
        const needs = { skills: ['x', 'y', 'z'], days: ['2027-05-01'], seats };
        const team = teamOf(all, needs.skills, needs);
        const people = team.chosen.map(({ offer }) => offer.memberId);
        expect(new Set(people).size).toBe(people.length);
        expect(people.length + team.seatsLeft).toBe(seats);
      }),
    );
  });
});

describe('free days', () => {
  test('are taken out and given back, whatever they are', () => {
    const offset = fc.nat(40);
    const period = fc.record({ start: offset, length: fc.nat(10) });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 5 }), fc.array(offset), (periods, taken) => {
        const day = (n: number) => addDays('2027-01-01', n);
        const free = rangesOf(
          periods.map(({ start, length }) => ({ from: day(start), until: day(start + length) })),
        );
        const days = taken.map(day);
        const left = without(free, days);
        expect(days.some((one) => isFree(left, one))).toBe(false);
        expect(days.every((one) => isFree(including(left, days), one))).toBe(true);
        for (const { from, until } of periodsOf(left)) expect(from <= until).toBe(true);
      }),
    );
  });
});
