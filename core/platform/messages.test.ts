import { describe, expect, test } from '@jest/globals';
import { errorRegister, fill, GezelError } from './errors.js';
import { localeOf, locales, translator } from './messages.js';

const say = translator([
  {
    'a.b': { nl: 'Dag {{name}}', fr: 'Bonjour {{name}}', en: 'Hello {{name}}', de: 'Tag {{name}}' },
  },
]);

describe('a sentence', () => {
  test('is said in the language of the caller, with its values as they are', () => {
    expect(say.say('nl', 'a.b', { name: '<An & co>' })).toBe('Dag <An & co>');
    expect(say.say('fr', 'a.b', { name: 'Zoë' })).toBe('Bonjour Zoë');
  });

  test('that nobody wrote says its code rather than failing', () => {
    expect(say.say('de', 'no.such', {})).toBe('no.such');
    expect(say.knows('no.such')).toBe(false);
  });

  test('may be defined once only', () => {
    const twice = { 'a.b': { nl: '', fr: '', en: '', de: '' } };
    expect(() => translator([twice, twice])).toThrow('The message "a.b" is defined twice.');
  });
});

describe('the language', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['nl-BE,fr;q=0.8', 'nl'],
    ['es, de;q=0.5, fr;q=0.9', 'fr'],
    ['*', 'en'],
    ['es', 'en'],
    ['x'.repeat(10_000), 'en'],
  ])('of the header %j is %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});

describe('the register of errors', () => {
  test.each(Object.entries(errorRegister))('%s has its sentence four times', (_, entry) => {
    for (const locale of locales) expect(entry.sentence[locale]).toMatch(/\S/);
    expect(entry.remedy).toMatch(/\.$/);
  });

  test('an error carries its code and an English sentence for logs', () => {
    const error = new GezelError('NOT_FOUND', { thing: 'Invoice', id: 'Invoice:1' });
    expect(error.message).toBe('There is no Invoice with the id "Invoice:1" that you may see.');
    expect(error.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(fill('{{a}}{{b}}', { a: 1 })).toBe('1');
  });
});
