import { describe, expect, test } from '@jest/globals';
import { callersSentence, withoutNumbers, withoutPersons } from './sensitive.js';

describe('what must not leave', () => {
  test.each([
    ['85073003328', '[hidden]'],
    ['number 85.07.30-033.28, please', 'number [hidden], please'],
    ['85 07 30 033 28', '[hidden]'],
    ['"BE68539007547034"', '"[hidden]"'],
    ['BE68 5390 0754 7034.', '[hidden].'],
    ['NL91ABNA0417164300', '[hidden]'],
  ])('%s is hidden', (text, shown) => expect(withoutNumbers(text)).toBe(shown));

  test.each([
    'Activity:019ab2c3-1111-7222-8333-044455566677',
    '1795445717000',
    '2026-11-23T14:00:00.000Z',
    '1210.00',
    '+++090/9337/55493+++',
    'file:///srv/app/node_modules/@apollo/server/dist/esm/index.js:12:34',
  ])('%s stays', (text) => expect(withoutPersons(text)).toBe(text));

  test('in logs also e-mail addresses and tokens', () => {
    expect(withoutPersons('to ada.l+x@example.co.uk!')).toBe('to [hidden]!');
    expect(withoutPersons(`gzl_${'a'.repeat(43)}`)).toBe('[hidden]');
    expect(withoutPersons('eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2ln')).toBe('[hidden]');
  });

  test('literals of numbers of persons, right or wrong', () => {
    const sentence =
      'Expected value of type "NationalNumber!", found "12; 3"; Not a valid NationalNumber: …';
    expect(callersSentence(sentence)).toBe(
      'Expected value of type "NationalNumber!"; Not a valid NationalNumber: …',
    );
    expect(callersSentence('Expected value of type "IBAN", found 12.')).toBe(
      'Expected value of type "IBAN".',
    );
    const other = 'Expected value of type "Decimal", found "x"; Not a valid Decimal';
    expect(callersSentence(other)).toBe(other);
  });
});
