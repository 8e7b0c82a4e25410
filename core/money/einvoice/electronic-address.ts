/** Where a party is reached on the Peppol network: a scheme of the EAS code list and a value. */
import { stdnum } from 'stdnum';
import type { ElectronicAddress } from './einvoice.js';

export interface Addressed {
  readonly enterpriseNumber: string | null;
  readonly vatNumber: string | null;
  /** As agreed with the party, "0208:0896755397"; before anything that is derived. */
  readonly peppolAddress?: string | null;
}

/**
 * The address that a party has or that follows from its numbers; null: it is not on the network, as
 * a consumer is not. In Belgium scheme 0208, the enterprise number, is compulsory.
 */
export function electronicAddress(party: Addressed): ElectronicAddress | null {
  const { peppolAddress, enterpriseNumber, vatNumber } = party;
  if (peppolAddress) return parseAddress(peppolAddress);
  if (enterpriseNumber !== null) return { scheme: '0208', value: enterpriseNumber };
  if (vatNumber === null) return null;
  return bySchemeOfCountry(vatNumber);
}

/**
 * The rules want an electronic address of every buyer, also of one who has none. This number passes
 * their check and belongs to nobody: enterprise numbers begin at 0200. A document that bears it is
 * never sent.
 */
export const nowhere: ElectronicAddress = { scheme: '0208', value: '0000000097' };

/** "0208:0896755397", or null when it is not an address of a scheme that the network has. */
export function parseAddress(text: string): ElectronicAddress | null {
  const match = /^(\d{4}):(\S{1,50})$/.exec(text);
  if (match === null) return null;
  const [, scheme, value] = match as unknown as [string, string, string];
  const belgian = scheme !== '0208' || isEnterpriseNumber(value);
  return belgian && schemes.has(scheme) ? { scheme, value } : null;
}

/** What stands between parties in a file or a column. */
export const addressText = ({ scheme, value }: ElectronicAddress): string => `${scheme}:${value}`;

export const isEnterpriseNumber = (digits: string): boolean =>
  /^[01]\d{9}$/.test(digits) && (stdnum.BE?.vat?.validate(digits).isValid ?? false);

/** Some countries have a scheme for the number without its prefix, or for another number in it. */
function bySchemeOfCountry(vatNumber: string): ElectronicAddress | null {
  const country = vatNumber.slice(0, 2);
  const digits = vatNumber.slice(2);
  if (country === 'SE') return { scheme: '0007', value: digits.slice(0, 10) };
  if (country === 'FI') return { scheme: '0216', value: `0037${digits}` };
  const scheme = vatSchemes[country];
  return scheme === undefined ? null : { scheme, value: vatNumber };
}

/** The scheme of VAT numbers by their prefix. */
const vatSchemes: Readonly<Record<string, string>> = {
  ...{ AT: '9914', BE: '9925', BG: '9926', CY: '9928', CZ: '9929', DE: '9930', DK: '0184' },
  ...{ EE: '9931', EL: '9933', ES: '9920', FR: '9957', HR: '9934', HU: '9910', IE: '9935' },
  ...{ IT: '0211', LT: '9937', LU: '9938', LV: '9939', MT: '9943', NL: '9944', PL: '9945' },
  ...{ PT: '9946', RO: '9947', SI: '9949', SK: '9950' },
};

/** What the rules of Peppol (PEPPOL-EN16931-CL008) let an electronic address be of. */
const schemes: ReadonlySet<string> = new Set(
  (
    '0002 0007 0009 0060 0088 0096 0097 0106 0130 0135 0142 0151 0158 0183 0184 0188 0190 0191 ' +
    '0192 0195 0196 0198 0199 0200 0201 0204 0208 0209 0210 0211 0216 0218 0221 0225 0230 0235 ' +
    '0240 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 ' +
    '9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 ' +
    '9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959'
  ).split(' '),
);
