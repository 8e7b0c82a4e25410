/** What a client must have, by what it is to the law: pure. */
import { type Locale, locales } from '../../platform/messages.js';
import { lineFindings } from '../../platform/model/text.js';
import type { Finding } from '../../platform/write/violation.js';
import { addressText, parseAddress } from '../einvoice/electronic-address.js';
import { longestTermDays } from '../limits.js';
import type { MoneyRules } from '../money-rule.js';
import { ClientKind } from './client.entity.js';

export interface ClientValues {
  readonly kind: ClientKind;
  readonly name: string;
  readonly enterpriseNumber: string | null;
  readonly vatNumber: string | null;
  readonly email: string | null;
  /** "0208:0566988259". */
  readonly peppolAddress: string | null;
  readonly locale: string | null;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  /** Null: the usual term of such clients. */
  readonly paymentTermDays: number | null;
}

/** Where the co-operative's legal entity has its seat, and the figures of that country's law. */
export interface ClientGround {
  readonly country: string;
  readonly day: string;
  readonly rules: MoneyRules;
}

export interface CheckedClient {
  readonly client: ClientValues & {
    readonly paymentTermDays: number;
    readonly locale: Locale | null;
  };
  readonly findings: readonly Finding[];
}

/** Fills in what follows from the rest, and says all that is wrong. */
export function checkClient(wanted: ClientValues, ground: ClientGround): CheckedClient {
  const numbers = withNumbers(wanted, ground.country);
  const term = termOf(numbers, ground);
  return {
    client: { ...numbers, paymentTermDays: term.days, locale: knownLocale(wanted.locale) },
    findings: [
      ...textFindings(numbers),
      ...countryFindings(numbers, ground.country),
      ...numberFindings(numbers, ground.country),
      ...peppolFindings(numbers),
      ...localeFindings(numbers),
      ...term.findings,
    ],
  };
}

/** A Belgian VAT number is the enterprise number behind the country. */
function withNumbers(wanted: ClientValues, country: string): ClientValues {
  const { kind, enterpriseNumber, vatNumber } = wanted;
  if (kind === ClientKind.CONSUMER || country !== 'BE') return wanted;
  if (enterpriseNumber !== null || !vatNumber?.startsWith('BE')) return wanted;
  return { ...wanted, enterpriseNumber: vatNumber.slice(2) };
}

function textFindings({ name, street, postalCode, city }: ClientValues): Finding[] {
  const address = [
    ...lineFindings('street', street, 200),
    ...lineFindings('postalCode', postalCode, 20),
    ...lineFindings('city', city, 100),
  ];
  return [
    ...lineFindings('name', name, 200),
    ...address.map((finding) => ({ ...finding, path: ['address', ...(finding.path ?? [])] })),
  ];
}

function countryFindings({ kind, country }: ClientValues, home: string): Finding[] {
  const foreign = kind === ClientKind.FOREIGN;
  if (kind === ClientKind.CONSUMER || foreign === (country !== home)) return [];
  const code = foreign ? 'client.not-foreign' : 'client.foreign';
  return [{ code, path: ['address', 'country'], values: { country } }];
}

function numberFindings(client: ClientValues, country: string): Finding[] {
  const { kind, enterpriseNumber, vatNumber } = client;
  const found: Finding[] = [];
  const missing = (property: 'enterpriseNumber' | 'vatNumber', code: string) => {
    if (client[property] === null) found.push({ code, path: [property] });
  };
  if (kind === ClientKind.CONSUMER) {
    for (const property of ['enterpriseNumber', 'vatNumber'] as const) {
      if (client[property] !== null) {
        found.push({ code: 'client.consumer-with-number', path: [property] });
      }
    }
    return found;
  }
  if (kind === ClientKind.COMPANY) missing('vatNumber', 'client.vat-number-missing');
  if (kind === ClientKind.COMPANY || kind === ClientKind.PUBLIC_BODY) {
    missing('enterpriseNumber', 'client.enterprise-number-missing');
  }
  if (country === 'BE' && enterpriseNumber !== null && vatNumber?.startsWith('BE')) {
    if (vatNumber.slice(2) !== enterpriseNumber) {
      found.push({ code: 'client.numbers-differ', path: ['vatNumber'] });
    }
  }
  return found;
}

/** An address of a scheme that the network has; the Belgian ones are those of the number given. */
function peppolFindings({ kind, enterpriseNumber, peppolAddress }: ClientValues): Finding[] {
  const path = ['peppolAddress'];
  if (peppolAddress === null) return [];
  if (kind === ClientKind.CONSUMER) return [{ code: 'client.consumer-with-number', path }];
  const address = parseAddress(peppolAddress);
  if (address === null || addressText(address) !== peppolAddress) {
    return [{ code: 'client.peppol-address-invalid', path }];
  }
  const number = belgianSchemes.has(address.scheme) ? address.value.slice(-10) : null;
  const differs = number !== null && enterpriseNumber !== null && number !== enterpriseNumber;
  return differs ? [{ code: 'client.numbers-differ', path }] : [];
}

/** The enterprise number, and the VAT number, which ends in it. */
const belgianSchemes: ReadonlySet<string> = new Set(['0208', '9925']);

const knownLocale = (text: string | null): Locale | null =>
  locales.find((locale) => locale === text) ?? null;

const localeFindings = ({ locale }: ClientValues): Finding[] =>
  locale === null || knownLocale(locale) !== null
    ? []
    : [{ code: 'client.language-unknown', path: ['locale'], values: { locale } }];

/** The term that was agreed, within the law's limit, or the usual one of such clients. */
function termOf(client: ClientValues, { rules, day }: ClientGround) {
  const kind = client.kind.toLowerCase().replace('_', '-');
  const path = ['paymentTermDays'];
  const maximum = rules.get(`payment-term.maximum.${kind}`);
  const agreed = client.paymentTermDays;
  if (agreed !== null) {
    const limit = Number(maximum ?? longestTermDays);
    const within = agreed >= 0 && agreed <= limit;
    const finding = { code: 'client.term-out-of-range', path, values: { limit } };
    return { days: agreed, findings: within ? [] : [finding] };
  }
  const figure = `payment-term.default.${kind}`;
  const usual = rules.get(figure);
  if (usual !== undefined) return { days: Number(usual), findings: [] };
  return { days: 0, findings: [{ code: 'money.figure-missing', path, values: { figure, day } }] };
}
