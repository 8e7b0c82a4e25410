import type { CoreDuty } from './core-duty.js';
import { employmentDuties } from './employment-duties.js';
import { moneyDuties } from './money-duties.js';

/** The registers of the co-operative itself are kept with its statutes. */
const register = 'The registers of a co-operative say who was in it and in which role.';

const membershipDuties: readonly CoreDuty[] = [
  {
    table: 'core.member',
    whose: 'id = $2',
    erase: {
      display_name: `'—'`,
      email: `id::text || '@erased.invalid'`,
      ...{ subject: 'null', phone: 'null', street: 'null', postal_code: 'null', city: 'null' },
    },
    ground: 'The row stays, without the person, for documents that point at it.',
  },
  {
    table: 'vault.person_key',
    whose: 'member_id = $2',
    erase: 'vault',
    ground: 'The key itself.',
  },
  {
    table: 'vault.secret',
    whose: 'member_id = $2',
    erase: 'vault',
    ground: 'Without the person’s key nobody opens their national number, in backups neither.',
  },
  {
    table: 'core.api_token',
    whose: 'member_id = $2',
    erase: { name: `'—'`, revoked_at: 'coalesce(revoked_at, now())' },
    ground: 'A token’s name is the person’s own words; who did what through it is kept.',
  },
  {
    table: 'core.webhook',
    whose: 'member_id = $2',
    erase: {
      ...{ url: `'https://erased.invalid/'`, description: `''` },
      ...{ ended_at: 'coalesce(ended_at, now())', end_reason: `coalesce(end_reason, 'DELETED')` },
    },
    ground: 'An address may name the person; that it was told something is kept.',
  },
  {
    table: 'core.provider_request',
    whose: 'member_id = $2',
    erase: { request: `'{}'`, answer: `case when answer is null then null else '{}'::jsonb end` },
    ground: 'What a supplier was told of a person is of no use after the person has left.',
  },
  {
    table: 'core.idempotency',
    whose: 'member_id = $2',
    erase: 'row',
    ground: 'Keys are the words of the person’s own applications.',
  },
  {
    table: 'core.pending_validation',
    whose: `subject_type = 'Member' and subject_id = $2`,
    erase: 'row',
    ground: 'A question about the person that waits for an answer is of no use any more.',
  },
  {
    table: 'core.payout_account',
    whose: 'member_id = $2',
    erase: 'row',
    ground: 'Each payout keeps the account that it went to; nothing more is paid.',
  },
  {
    table: 'core.purge_hold',
    whose: 'subject_id = $2',
    term: 'accounting',
    ground: 'Says what was kept for a lawsuit, why and by whom: GDPR art. 17(3)(e).',
  },
  {
    table: 'core.stored_file',
    whose: 'uploaded_by = $2 and claimed_at is null',
    erase: { filename: `'—'`, expires_at: 'least(expires_at, now())' },
    ground: 'An upload that nothing uses; its bytes go within two hours.',
  },
  ...['core.participation', 'core.role_grant', 'core.share_movement'].map(
    (table): CoreDuty => ({ table, whose: 'member_id = $2', ground: register }),
  ),
  { table: 'core.advice', whose: 'member_id = $2 or adviser_id = $2', ground: register },
  {
    table: 'core.audit',
    whose: `subject_id = $2`,
    ground: 'Says by ids what was done and decided, so that it can be accounted for.',
  },
  {
    table: 'vault.opening',
    whose: 'member_id = $2',
    ground: 'Says who opened the person’s number and for what, never the number.',
  },
];

/** Every table of the core in which a person may be found; the others hold none. */
export const coreDuties: readonly CoreDuty[] = [
  ...membershipDuties,
  ...moneyDuties,
  ...employmentDuties,
];

/**
 * Columns that no export shows: they let somebody in, or tell how. The "subject" of a plugin's row
 * is what it is about.
 */
export const secretColumns: ReadonlySet<string> = new Set([
  ...['hash', 'request_hash', 'req_hash', 'subject', 'secret', 'previous_secret'],
  ...['sealed', 'fingerprint', 'wrapped'],
]);
