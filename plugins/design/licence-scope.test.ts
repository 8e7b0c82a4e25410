// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clash, type Scope } from './licence-scope.js';
import { royalty } from './report-royalties.js';

describe('a licence', () => {
  test('excludes another the same, whoever asks first, and never its own client', () => {
    const day = fc.constantFrom('2026-01-01', '2026-06-01', '2026-12-31');
    const scope: fc.Arbitrary<Scope> = fc.record({
      clientId: fc.constantFrom('a', 'b'),
      media: fc.subarray(['all', 'print', 'web'], { minLength: 1 }),
      territories: fc.subarray(['BE', 'NL', 'WORLD'], { minLength: 1 }),
      fromDay: day,
      untilDay: fc.option(day),
      exclusive: fc.boolean(),
      transfer: fc.boolean(),
    });
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        expect(clash(one, other)).toBe(clash(other, one));
        if (one.clientId === other.clientId) expect(clash(one, other)).toBe(false);
        const free = { exclusive: false, transfer: false };
        expect(clash({ ...one, ...free }, { ...other, ...free })).toBe(false);
      }),
    );
  });
});

describe('royalties', () => {
  test('are never more than half a cent from their exact share', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 1, max: 10_000 }), (base, bps) => {
        const twice = 2n * (royalty(base, bps) * 10_000n - base * BigInt(bps));
        expect(twice >= -10_000n && twice <= 10_000n).toBe(true);
      }),
    );
  });
});
