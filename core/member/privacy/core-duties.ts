/** What the core does with the tables that hold a person, and on which ground. */
export interface CoreDuty {
  /** With its schema. */
  readonly table: string;
  /** The column with the member's id. */
  readonly subject: string;
  /** What the columns get that are erased: an SQL expression over the row. */
  readonly erase: Readonly<Record<string, string>>;
  readonly ground: string;
}

/**
 * Tables of the core of which something is erased. Every other that points at a member is kept as
 * it is: it holds ids, days and amounts of documents that the law obliges to keep.
 */
export const coreDuties: readonly CoreDuty[] = [
  {
    table: 'core.member',
    subject: 'id',
    erase: {
      display_name: `'—'`,
      email: `id::text || '@erased.invalid'`,
      ...{ subject: 'null', phone: 'null', street: 'null', postal_code: 'null', city: 'null' },
    },
    ground: 'The row stays, without the person, for documents that point at it.',
  },
  {
    table: 'core.api_token',
    subject: 'member_id',
    erase: { name: `'—'`, revoked_at: 'coalesce(revoked_at, now())' },
    ground: 'A token’s name is the person’s own words; who did what through it is kept.',
  },
  {
    table: 'core.provider_request',
    subject: 'member_id',
    erase: { request: `'{}'`, answer: `case when answer is null then null else '{}'::jsonb end` },
    ground: 'What a supplier was told of a person is of no use after the person has left.',
  },
];

/** The ground on which all other tables of the core keep what they have. */
export const keptByLaw =
  'Documents of employment, of money and of decisions are kept as long as the law obliges to.';

/** Columns that no export shows: they let somebody in, or tell how. */
export const secretColumns: ReadonlySet<string> = new Set(['hash', 'request_hash', 'subject']);
