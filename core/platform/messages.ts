import { createInstance, type i18n } from 'i18next';
import Negotiator from 'negotiator';

/** The four languages of the platform; `en` is the fallback. */
export const locales = ['nl', 'fr', 'en', 'de'] as const;
export type Locale = (typeof locales)[number];

/** One sentence in the four languages, `{{name}}` for its values. */
export type Sentence = Readonly<Record<Locale, string>>;

/** Sentences by their code: what a domain or a plugin can say. */
export type Messages = Readonly<Record<string, Sentence>>;

export interface Translator {
  /** The sentence of a code in a language; an unknown code answers itself, never throws. */
  say(locale: Locale, code: string, values?: Readonly<Record<string, unknown>>): string;
  knows(code: string): boolean;
}

export function translator(all: readonly Messages[]): Translator {
  const merged: Record<string, Sentence> = {};
  for (const messages of all) {
    for (const [code, sentence] of Object.entries(messages)) {
      if (code in merged) throw new Error(`The message "${code}" is defined twice.`);
      merged[code] = sentence;
    }
  }
  const instance = i18nOf(merged);
  return {
    say: (locale, code, values = {}) => instance.t(code, { lng: locale, ...values }),
    knows: (code) => code in merged,
  };
}

/** The best of our languages for an `Accept-Language` header; `en` where none fits. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  if (acceptLanguage === undefined || acceptLanguage.length > 200) return 'en';
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  // Whoever accepts any language gets the first of these.
  return (negotiator.language(['en', ...locales]) as Locale | undefined) ?? 'en';
}

function i18nOf(sentences: Readonly<Record<string, Sentence>>): i18n {
  const resources = Object.fromEntries(
    locales.map((locale) => [
      locale,
      {
        translation: Object.fromEntries(
          Object.entries(sentences).map(([code, sentence]) => [code, sentence[locale]]),
        ),
      },
    ]),
  );
  const instance = createInstance();
  // Codes contain dots and colons, so keys are flat; values are data for JSON, never HTML.
  void instance.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0]);
  return instance;
}
