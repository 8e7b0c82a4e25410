/** What the service of social security is asked and what it may answer. */
export interface DimonaPort {
  /** Sends a declaration. Never throws. */
  send(declaration: SentDeclaration): Promise<SendOutcome>;
  /** Asks what became of one. Never throws. */
  ask(reference: string): Promise<AskOutcome>;
}

export interface SentDeclaration {
  readonly employer: { readonly enterpriseNumber: string };
  readonly worker: { readonly ssin: string };
  readonly content: DeclaredContent;
}

/** One of the four, as REST v2 names them. */
export type DeclaredContent =
  | { readonly dimonaIn: DimonaIn }
  | { readonly dimonaUpdate: DimonaUpdate }
  | { readonly dimonaOut: { readonly periodId: string; readonly endDate: string } }
  | { readonly dimonaCancel: { readonly periodId: string } };

export interface DimonaIn {
  readonly features: { readonly jointCommissionNumber: string; readonly workerType: string };
  /** Civil days. */
  readonly startDate: string;
  readonly endDate?: string;
  /** Whole hours, rounded up; of students only. */
  readonly plannedHoursNumber?: number;
  readonly studentPlaceOfWork?: StudentPlaceOfWork;
}

export interface DimonaUpdate {
  readonly periodId: string;
  readonly startDate: string;
  readonly endDate?: string;
  readonly plannedHoursNumber?: number;
}

export interface StudentPlaceOfWork {
  readonly name: string;
  readonly address: {
    readonly street: string;
    readonly houseNumber: string;
    readonly boxNumber?: string;
    readonly postCode: string;
    /** The code of the national institute of statistics. */
    readonly municipality: { readonly code: string; readonly name: string };
    readonly country: string;
  };
}

export type SendOutcome =
  | { readonly outcome: 'received'; readonly reference: string }
  /** It was read and not taken: the request itself is wrong, or not allowed. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** It did not arrive: another try doubles nothing. */
  | { readonly outcome: 'unavailable'; readonly reason: string }
  /** It may have arrived. */
  | { readonly outcome: 'unknown'; readonly reason: string };

export type AskOutcome =
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'unavailable'; readonly reason: string }
  | {
      readonly outcome: 'answered';
      /** A: accepted, W: with a warning, B: refused, S: waits for an identification. */
      readonly result: 'A' | 'W' | 'B' | 'S';
      readonly periodId: string | null;
      readonly anomalies: readonly Anomaly[];
    };

export interface Anomaly {
  /** Of annex 30 of the glossary of Dimona, e.g. "90017-369". */
  readonly code: string;
  /** In the service's own words, where it gives some. */
  readonly labels: Readonly<Partial<Record<'nl' | 'fr', string>>>;
}
