import { describe, expect, test } from '@jest/globals';
import { locales } from '../messages.js';
import { pdfPages, pdfText } from '../testing/pdf-text.js';
import { formatsOf, labelsIn, printedLocale } from './labels.js';
import { letterhead } from './letterhead.js';
import { type PdfDefinition, renderPdf } from './render-pdf.js';

const definition = (over: Partial<PdfDefinition> = {}): PdfDefinition => ({
  title: 'Invoice 2026-00001',
  author: 'Test Producties',
  locale: 'en',
  madeAt: new Date('2026-11-23T11:00:00Z'),
  content: ['A first line'],
  ...over,
});

describe('a PDF', () => {
  test('says what it was given, on an archivable page', async () => {
    const bytes = await renderPdf(
      definition({
        footer: 'RPR Brussel',
        content: letterhead({
          title: 'Factuur',
          sender: { name: 'Test Producties', lines: ['Emile Feronstraat 70', '1060 Brussel'] },
          recipient: { label: 'Klant', name: 'Čapek & Søn', lines: ['Žižkova 1'] },
          facts: [['Nummer', '2026-00001']],
        }),
      }),
    );
    const said = pdfText(bytes);
    for (const text of ['Factuur', 'Emile Feronstraat 70', 'Čapek & Søn', 'Žižkova 1']) {
      expect(said).toContain(text);
    }
    for (const text of ['2026-00001', 'RPR Brussel', '1 / 1']) expect(said).toContain(text);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
  });

  test('has the same bytes each time, also when several are made at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => renderPdf(definition())));
    expect(new Set(made.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(1);
    const later = await renderPdf(definition({ madeAt: new Date('2026-11-24T11:00:00Z') }));
    expect(Buffer.from(later).equals(Buffer.from(made[0] as Uint8Array))).toBe(false);
  });

  test('breaks over pages and numbers them', async () => {
    const content = Array.from({ length: 200 }, (_, i) => `Line ${i}`);
    const bytes = await renderPdf(definition({ content }));
    expect(pdfPages(bytes)).toBeGreaterThan(2);
    expect(pdfText(bytes)).toContain(`2 / ${pdfPages(bytes)}`);
  });

  test('carries the data that it shows', async () => {
    const content = new TextEncoder().encode('<Invoice/>');
    const attachment = {
      name: 'a.xml',
      mediaType: 'application/xml',
      description: 'Data',
      content,
    };
    const raw = Buffer.from(await renderPdf(definition({ attachments: [attachment] })));
    expect(raw.toString('latin1')).toContain('/AFRelationship /Alternative');
  });

  test('fetches nothing and reads no file', async () => {
    for (const image of ['https://example.org/a.png', '/etc/hostname', './package.json']) {
      await expect(renderPdf(definition({ content: [{ image }] }))).rejects.toThrow();
    }
  });
});

describe('the words of a document', () => {
  test('are those of its language', () => {
    const labels = { total: { nl: 'Totaal', fr: 'Total', en: 'Total', de: 'Summe' } };
    expect(locales.map((locale) => labelsIn(labels, locale).total)).toEqual([
      ...['Totaal', 'Total', 'Total', 'Summe'],
    ]);
    expect([printedLocale('fr-BE'), printedLocale('pl'), printedLocale(null)]).toEqual([
      ...['fr', 'en', 'en'],
    ]);
  });

  test('format exactly, however large', () => {
    const nl = formatsOf('nl');
    expect(nl.money(121000n, 'EUR')).toBe('1.210,00 EUR');
    expect(nl.money(-5n, 'EUR')).toBe('-0,05 EUR');
    expect(nl.money(900719925474099301n, 'EUR')).toBe('9.007.199.254.740.993,01 EUR');
    expect(nl.money(1210n, 'JPY')).toBe('1.210 JPY');
    expect(nl.day('2026-03-01')).toBe('01/03/2026');
    expect(nl.number('1234.125')).toBe('1.234,125');
    expect([nl.percent(2100), nl.percent(550)]).toEqual(['21 %', '5,5 %']);
    expect(formatsOf('en').money(121000n, 'EUR')).toBe('1,210.00 EUR');
    expect(formatsOf('de').day('2026-03-01')).toBe('01.03.2026');
  });
});
