import type { Sentence } from '../../platform/messages.js';
import type { PayScheme } from './pay-terms.js';

/** What a co-operative of a country begins with, each with its source; it decides the rest itself. */
export interface CountryReference {
  readonly kinds: readonly { readonly code: string; readonly title: Sentence }[];
  readonly schemes: readonly ReferenceScheme[];
  /** How workers of a kind are declared to social security. */
  readonly workerTypes: {
    readonly kinds: readonly { readonly kind: string; readonly type: string }[];
    readonly from: string;
    readonly source: string;
  };
  readonly policy: {
    readonly daysBeforeStart: number;
    readonly payAfterWorkingDays: number;
    /** From which day, and the source. */
    readonly since: readonly [from: string, source: string];
  };
}

export interface ReferenceScheme
  extends Pick<
    PayScheme,
    'coefficient' | 'workerClass' | 'employerCategory' | 'withholding' | 'source'
  > {
  readonly kinds: readonly { readonly kind: string; readonly committee: string | null }[];
  readonly from: string;
}
