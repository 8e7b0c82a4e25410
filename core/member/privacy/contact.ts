import type { Finding } from '../../platform/write/violation.js';

/** Somebody who is no member, as whoever asks for them knows them. */
export interface SoughtContact {
  readonly email: string | null;
  /** As it is written: given name and family name. */
  readonly name: string | null;
}

/** One word finds half a co-operative: a person is looked for by an address or a whole name. */
export function contactFindings({ email, name }: SoughtContact): Finding[] {
  if (email === null && name === null) return [{ code: 'privacy.contact-missing', path: ['name'] }];
  const words = wordsOf(name ?? '');
  if (name !== null && (words.length < 2 || name.length > 200 || words.join('').length < 5)) {
    return [{ code: 'privacy.contact-vague', path: ['name'] }];
  }
  return [];
}

/**
 * The pattern by which PostgreSQL finds the address or the name in any text: whole words, whatever
 * stands between two of them and whichever comes first.
 */
export function patternOf({ email, name }: SoughtContact): string {
  const words = wordsOf(name ?? '');
  const [first = '', ...more] = words;
  const turned = more.length === 1 ? [[more[0] as string, first]] : [];
  const ways = words.length > 0 ? [words, ...turned] : [];
  const texts = [
    ...(email === null ? [] : [escaped(email.trim())]),
    ...ways.map((way) => way.map(escaped).join('[\\s,]+')),
  ];
  return `(^|[^[:alnum:]])(${texts.join('|')})($|[^[:alnum:]])`;
}

/** By what two requests about one person are known to be so, without keeping who it was. */
export const canonicalOf = ({ email, name }: SoughtContact): string =>
  [email?.trim(), wordsOf(name ?? '').join(' ')].join('|').toLowerCase().normalize('NFC');

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/[\s,]+/)
    .filter(Boolean);

const escaped = (text: string): string => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
