import type { Client } from './client.js';
/** Who goes on tour, by which kind of contract, and when. */
export interface Tourer {
  readonly subject: string;
  readonly kind: 'task' | 'duration' | 'article-1bis';
  readonly goesAbroad?: boolean;
  /** Work with a risk: insurance and fitness are arranged first. */
  readonly atRisk?: boolean;
  /** Takes part in the activity since before the tour. */
  readonly takesPart?: boolean;
  /** Not a member yet: what an adviser registers. */
  readonly newcomer?: Readonly<Record<string, string>>;
}

export const onTour: readonly Tourer[] = [
  { subject: 'demo|musician', kind: 'task', goesAbroad: true, takesPart: true },
  { subject: 'demo|technician', kind: 'duration', atRisk: true },
  { subject: 'demo|member-film', kind: 'duration' },
  { subject: 'demo|member-design', kind: 'article-1bis' },
  { subject: 'demo|member-startup', kind: 'duration' },
  {
    subject: 'demo|tour-actor',
    kind: 'task',
    goesAbroad: true,
    newcomer: {
      ...{ displayName: 'Ada Verlinden', email: 'ada.verlinden@example.org' },
      ...{ street: 'Dansaertstraat 5', postalCode: '1000', city: 'Brussel', country: 'BE' },
      phone: '+32 2 555 01 23',
    },
  },
];

/** The tour begins on a day of its own calendar, so that it tells the same story each time. */
export const firstDay = '2026-11-03';
export const atHome: readonly string[] = ['2026-11-16', '2026-11-17', '2026-11-18'];
export const abroad: readonly string[] = ['2026-11-20'];

/** A client of a server whose calendar it may move on; days pass with their morning's work. */
export interface Traveller extends Client {
  /** Waits until the morning of a day that is not past. */
  until(day: string): Promise<void>;
}

/** A contract as the tour reads it back. */
export interface TourContract {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly dueOn: string;
  readonly paidOn: string | null;
  readonly workCountry: string;
  readonly kind: { readonly code: string };
  readonly worker: { readonly id: string; readonly displayName: string };
  readonly gross: { readonly amount: string };
  readonly net: { readonly amount: string };
  readonly employerCost: { readonly amount: string };
  readonly declarations: readonly { readonly kind: string; readonly state: string }[];
}

/** A tourer as a member of the co-operative, with the global id. */
export interface Joined {
  readonly who: Tourer;
  readonly memberId: string;
}
