import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import { stdnum } from 'stdnum';
import { currencies } from './currencies.js';

/**
 * Scalars that are validated at the border and trusted inside. Each refuses with a sentence that
 * says what was expected; none rounds, trims to fit or guesses.
 */
export const Decimal = textScalar(
  'Decimal',
  'An exact decimal number as text, e.g. "1210.00": at most 15 digits before and 6 after the point.',
  (text) => (/^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? text : null),
);

export const Currency = textScalar('Currency', 'An ISO 4217 currency code, e.g. "EUR".', (text) =>
  currencies.includes(text) ? text : null,
);

export const CivilDate = textScalar(
  'Date',
  'A civil day, YYYY-MM-DD, without a zone; given: from 1900-01-01 to 2999-12-31.',
  (text) => (isGivenDay(text) ? text : null),
);

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in UTC, ISO 8601, e.g. "2026-11-23T14:00:00.000Z".',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'string') return new Date(value).toISOString();
    throw new GraphQLError('A DateTime is kept as a Date.');
  },
  parseValue: (value) => instantOf(value),
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : undefined),
});

export const Iban = textScalar(
  'IBAN',
  'An international bank account number; spaces are allowed and removed.',
  (text) => {
    const iban = electronicFormatIBAN(text) ?? '';
    return isValidIBAN(iban) ? iban : null;
  },
);

export const EnterpriseNumber = textScalar(
  'EnterpriseNumber',
  'A Belgian enterprise number (KBO/BCE): ten digits, mod 97; dots and "BE" are removed.',
  (text) => {
    const digits = text.replace(/^BE\s?/i, '').replace(/[.\s]/g, '');
    return /^[01]\d{9}$/.test(digits) && stdnum.BE?.vat?.validate(digits).isValid ? digits : null;
  },
);

export const NationalNumber = textScalar(
  'NationalNumber',
  'A Belgian national or BIS number (NISS/INSZ): eleven digits. Only ever accepted, never shown.',
  (text) => {
    const digits = text.replace(/[.\s-]/g, '');
    return /^\d{11}$/.test(digits) ? digits : null;
  },
);

/** Whether eleven digits are a number that somebody may have: its day of birth and its check digits. */
export const isNationalNumber = (digits: string): boolean =>
  stdnum.BE?.insz?.validate(digits).isValid ?? false;

export const VatNumber = textScalar(
  'VATNumber',
  'A VAT number of the European Union with its country prefix, e.g. "BE0896755397".',
  (text) => {
    const compact = text.replace(/[.\s-]/g, '').toUpperCase();
    return isVatNumber(compact) ? compact : null;
  },
);

export const EmailAddress = textScalar('EmailAddress', 'An e-mail address.', (text) =>
  text.length <= 254 && /^[^\s@"<>]{1,64}@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/.test(text) ? text : null,
);

export const CountryCode = textScalar(
  'CountryCode',
  'An ISO 3166-1 alpha-2 country code, e.g. "BE".',
  (text) => (/^[A-Z]{2}$/.test(text) && regionNames.of(text) !== text ? text : null),
);

/**
 * A day that somebody may give: a month or a term before or after it is still a day of four digits,
 * for whoever computes with it.
 */
export const isGivenDay = (text: string): boolean =>
  isCivilDate(text) && text >= '1900-01-01' && text <= '2999-12-31';

/** Real days only: 2026-02-30 is none, and PostgreSQL knows no year 0. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001-01-01') return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function textScalar(name: string, description: string, parse: (text: string) => string | null) {
  const accept = (value: unknown): string => {
    const parsed = typeof value === 'string' && value.length <= 300 ? parse(value) : null;
    if (parsed === null) throw new GraphQLError(`Not a valid ${name}: ${description}`);
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: accept,
    parseLiteral: (node) => accept(node.kind === Kind.STRING ? node.value : undefined),
  });
}

function instantOf(value: unknown): Date {
  const text = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? value : '';
  const instant = new Date(text);
  if (
    !isGivenDay(text.slice(0, 10)) ||
    Number.isNaN(instant.getTime()) ||
    !/(Z|[+-]\d{2}:\d{2})$/.test(text)
  ) {
    throw new GraphQLError('Not a valid DateTime: an ISO 8601 instant with its zone.');
  }
  return instant;
}

/** The member states (EL is the prefix of Greece) and what the validators call their VAT number. */
const vatKinds: Readonly<Record<string, string>> = {
  ...{ AT: 'uid', BE: 'vat', BG: 'vat', CY: 'vat', CZ: 'dic', DE: 'vat', DK: 'cvr', EE: 'kmkr' },
  ...{ EL: 'vat', ES: 'nif', FI: 'alv', FR: 'tva', HR: 'oib', HU: 'anum', IE: 'vat', IT: 'iva' },
  ...{ LT: 'pvm', LU: 'tva', LV: 'pvn', MT: 'vat', NL: 'btw', PL: 'nip', PT: 'nif', RO: 'cui' },
  ...{ SE: 'vat', SI: 'ddv', SK: 'dph' },
};

function isVatNumber(compact: string): boolean {
  const prefix = compact.slice(0, 2);
  const kind = vatKinds[prefix];
  if (kind === undefined) return false;
  const validators = stdnum[prefix === 'EL' ? 'GR' : prefix];
  return validators?.[kind]?.validate(compact.slice(2)).isValid ?? false;
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });
