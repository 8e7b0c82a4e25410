import { describe, expect, test } from '@jest/globals';
import type { GraphQLScalarType } from 'graphql';
import {
  CivilDate,
  CountryCode,
  Currency,
  DateTime,
  Decimal,
  EmailAddress,
  EnterpriseNumber,
  Iban,
  NationalNumber,
  VatNumber,
} from './scalars.js';

/** What a client may write, and what is kept of it; everything else is refused. */
const cases: readonly {
  scalar: GraphQLScalarType;
  accepts: Record<string, string>;
  refuses: unknown[];
}[] = [
  {
    scalar: Decimal,
    accepts: { '0': '0', '-12.5': '-12.5', '999999999999999.999999': '999999999999999.999999' },
    refuses: ['', '1e3', '1,5', '.5', '5.', '1.1234567', '1000000000000000', 'NaN', 12, null],
  },
  { scalar: Currency, accepts: { EUR: 'EUR' }, refuses: ['eur', 'XXX', '', 'EURO', 1] },
  {
    scalar: CivilDate,
    accepts: { '2024-02-29': '2024-02-29', '2026-11-23': '2026-11-23' },
    refuses: [
      '2026-02-29',
      '2026-2-1',
      '23/11/2026',
      '2026-13-01',
      '0000-01-01',
      '1899-12-31',
      '3000-01-01',
      '',
    ],
  },
  {
    scalar: Iban,
    accepts: {
      'BE68 5390 0754 7034': 'BE68539007547034',
      NL91ABNA0417164300: 'NL91ABNA0417164300',
    },
    refuses: ['BE68539007547035', 'BE68', '', 'XX00', "BE68'; drop table core.member; --"],
  },
  {
    scalar: EnterpriseNumber,
    accepts: {
      '0566.988.259': '0566988259',
      '0896755397': '0896755397',
      'BE 0896.755.397': '0896755397',
    },
    refuses: ['0896755398', '896755397', '2896755397', '08967553970', '', 'abc'],
  },
  {
    scalar: NationalNumber,
    accepts: {
      '93.05.18-223-61': '93051822361',
      '00012556777': '00012556777',
      '25041612347': '25041612347',
      '25041612376': '25041612376',
    },
    refuses: ['9305182236', '', '930518223610', 'x'],
  },
  {
    scalar: VatNumber,
    accepts: {
      'BE 0896.755.397': 'BE0896755397',
      FR40303265045: 'FR40303265045',
      de136695976: 'DE136695976',
      NL004495445B01: 'NL004495445B01',
      EL094259216: 'EL094259216',
    },
    refuses: ['BE0896755398', '0896755397', 'US123', 'XX0896755397', ''],
  },
  {
    scalar: EmailAddress,
    accepts: { 'ann.o@mail.example.org': 'ann.o@mail.example.org' },
    refuses: ['ann', 'ann@', '@x.org', 'a b@x.org', 'a@b', `${'a'.repeat(300)}@x.org`, ''],
  },
  { scalar: CountryCode, accepts: { BE: 'BE', NL: 'NL' }, refuses: ['be', 'BEL', 'XQ', '', 1] },
];

describe.each(cases)('$scalar.name', ({ scalar, accepts, refuses }) => {
  test.each(Object.entries(accepts))('keeps %j as %j', (written, kept) => {
    expect(scalar.parseValue(written)).toBe(kept);
  });

  test.each(refuses.map((value) => [value]))('refuses %j and says what it wants', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(`Not a valid ${scalar.name}`);
  });
});

describe('DateTime', () => {
  test('keeps the instant of any zone', () => {
    expect(DateTime.parseValue('2026-11-23T15:00:00+01:00')).toEqual(
      new Date('2026-11-23T14:00:00Z'),
    );
  });

  test.each(['2026-11-23', '2026-11-23T15:00:00', 'now', '', 1_700_000_000])(
    'refuses %j: a day or a time without a zone is no instant',
    (value) => {
      expect(() => DateTime.parseValue(value)).toThrow('Not a valid DateTime');
    },
  );
});
