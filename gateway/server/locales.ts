import { LRUCache } from 'lru-cache';
import { type Locale, localeOf } from '../../core/platform/messages.js';

/** The language of a request; browsers send few different headers, so each is read once. */
export function localeReader(): (acceptLanguage: string | undefined) => Locale {
  const known = new LRUCache<string, Locale>({ max: 500 });
  return (header) => {
    if (header === undefined || header.length > 200) return localeOf(undefined);
    const locale = known.get(header) ?? localeOf(header);
    known.set(header, locale);
    return locale;
  };
}
