import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EInvoice, totalsOf } from '../einvoice/einvoice.js';
import { writeUbl } from '../einvoice/write-ubl.js';
import { readUbl } from './read-ubl.js';
import { bill } from './testing-bill.js';
import { XmlRefused } from './xml-tree.js';

test('what our writer wrote is read as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(1n, 99_999_999n), { minLength: 1, maxLength: 20 }), (prices) => {
      const [line] = bill().lines;
      const lines = prices.map((price, i) => ({
        ...(line as EInvoice['lines'][number]),
        ...{ id: `${i + 1}`, unitPriceMinor: price, netMinor: price },
      }));
      const baseMinor = prices.reduce((sum, price) => sum + price, 0n);
      const vatMinor = (baseMinor * 21n + 50n) / 100n;
      const subtotals = [{ code: 'S', rate: 2100, baseMinor, vatMinor, reason: null } as const];
      const invoice = bill({ lines, subtotals });
      const read = readUbl(new TextEncoder().encode(writeUbl(invoice)));
      expect(read.problems).toEqual([]);
      expect(read.totalMinor).toBe(totalsOf(invoice).totalMinor);
      expect(read.seller).toMatchObject({ name: 'Supplier bv', enterpriseNumber: '0566988259' });
    }),
    { numRuns: 40 },
  );
});

test('no bytes make the reader fail in another way than by refusing', () => {
  const xml = new TextEncoder().encode(writeUbl(bill()));
  fc.assert(
    fc.property(fc.nat(xml.length - 1), fc.nat(255), (at, byte) => {
      const changed = Uint8Array.from(xml);
      changed[at] = byte;
      try {
        readUbl(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(XmlRefused);
      }
    }),
    { numRuns: 500 },
  );
});
