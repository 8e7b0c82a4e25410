import { isOneself, members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { claimFindings, claimUploads, uploadIds } from '../../platform/files/claim-uploads.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { because } from '../rules/law-figure.js';
import { Attestation, type AttestationKind } from './attestation.entity.js';
import { attestationRecord, attestations } from './attestation.policy.js';
import { attestationEvent, lockedAttestation } from './attestation-state.js';

export interface NewAttestation {
  /** The global id; the viewer when absent. */
  readonly memberId?: string | null;
  readonly kind: AttestationKind;
  readonly reference: string;
  readonly from: string;
  /** The first day on which it does not hold any more; by its kind when absent. */
  readonly until?: string | null;
  /** The document, from `POST /files?purpose=attestation`. */
  readonly uploadId?: string | null;
  readonly dryRun?: boolean | null;
}

export interface AttestationOutcome {
  readonly attestation: Attestation | null;
  readonly violations: Violation[];
}

/** The purpose under which the document is uploaded. */
export const attestationUpload = 'attestation';

/**
 * Keeps an attestation. What somebody of the co-operative records of another counts at once; what
 * members record of themselves counts when it was verified.
 */
export async function recordAttestation(
  ctx: Context,
  input: NewAttestation,
): Promise<AttestationOutcome> {
  const memberId = await memberOf(ctx, input);
  const today = ctx.platform.clock.today();
  const id = newId();
  const ids = input.uploadId == null ? [] : uploadIds([input.uploadId], 'uploadId');
  const claim = { purpose: attestationUpload, ids, path: ['uploadId'] };
  let longest: Validity | null = null;
  const { after, violations } = await runTransition(ctx, attestationRecord, {
    id,
    dryRun: input.dryRun,
    load: async (tx, known) => {
      if (known !== id) return lockedAttestation(tx, known);
      longest = await validityOf(tx, input);
      return draftOf(ctx, input, { id, memberId, until: input.until ?? longest?.until, today });
    },
    next: (draft) => draft,
    check: async (_before, draft, tx) => [
      ...lineFindings('reference', draft.reference, 100),
      ...periodFindings(draft, longest),
      ...(await knownFindings(tx, draft)),
      ...(await claimFindings(tx, ctx, claim)),
    ],
    write: async (tx, _before, draft) => {
      await tx.em.insert(Attestation, draft);
      const subject = { type: 'Attestation', id };
      const claims = ids.map((uploadId) => ({ id: uploadId, subject }));
      await claimUploads(tx, ctx, claims);
      return [attestationEvent('attestation.recorded', draft)];
    },
  });
  return { attestation: after && (await byId(ctx, attestations, after.id)), violations };
}

async function memberOf(ctx: Context, { memberId }: NewAttestation): Promise<string> {
  const permission = 'contract.write';
  const reach = requireReach(ctx.viewer, permission);
  if (memberId == null) return ctx.viewer.memberId;
  const member = await requireVisible(ctx, members, memberId, 'memberId');
  if (reach === 'own' && !isOneself(ctx.viewer, member)) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  return member.id;
}

interface Validity {
  readonly until: string;
  readonly from: string;
  readonly source: string;
}

/** Until when one of the kind holds that begins on a day; null where no figure is known. */
async function validityOf(tx: Tx, { kind, from }: NewAttestation): Promise<Validity | null> {
  const [row] = await tx.query<Validity>(
    `select ($3::date + make_interval(years => r.value::integer))::date::text as until,
       r.from_day as "from", r.source
     from core.employment_rule r
     join core.cooperative c on c.country = r.country and c.id = $1
     where r.code = $2 and r.joint_committee is null and r.from_day <= $3::date
       and (r.until_day is null or r.until_day > $3::date)
     order by r.from_day desc limit 1`,
    [tx.cooperativeId, `attestation.${kind.toLowerCase()}-years`, from],
  );
  return row ?? null;
}

function draftOf(
  ctx: Context,
  input: NewAttestation,
  known: { id: string; memberId: string; until: string | undefined; today: string },
): Attestation {
  const { viewer } = ctx;
  // Other eyes of the co-operative have seen what they record of somebody else.
  const seen = viewer.grants.get('contract.write') === 'all' && known.memberId !== viewer.memberId;
  return {
    ...{ cooperativeId: viewer.cooperativeId, id: known.id, memberId: known.memberId, version: 1 },
    ...{ kind: input.kind, reference: tidy(input.reference), from: input.from, endedOn: null },
    until: known.until ?? input.from,
    recordedById: viewer.memberId,
    verifiedById: seen ? viewer.memberId : null,
    verifiedOn: seen ? known.today : null,
  };
}

function periodFindings({ kind, from, until }: Attestation, longest: Validity | null): Finding[] {
  if (longest === null) {
    const figure = `attestation.${kind.toLowerCase()}-years`;
    return [{ code: 'law.figure-missing', path: ['from'], values: { figure, day: from } }];
  }
  const path = ['until'];
  if (until <= from) return [{ code: 'attestation.ends-first', path, values: { from, until } }];
  if (until <= longest.until) return [];
  const values = { until, longest: longest.until };
  return [{ code: 'attestation.too-long', path, values, ...because(longest) }];
}

/** One number is recorded once of a member; the member's lock puts two requests in order. */
async function knownFindings(tx: Tx, draft: Attestation): Promise<Finding[]> {
  await tx.query(
    'select from core.member where cooperative_id = $1 and id = $2 for no key update',
    [tx.cooperativeId, draft.memberId],
  );
  const rows = await tx.query(
    `select from core.attestation
     where cooperative_id = $1 and member_id = $2 and reference = $3`,
    [tx.cooperativeId, draft.memberId, draft.reference],
  );
  return rows.length === 0 ? [] : [{ code: 'attestation.recorded-before', path: ['reference'] }];
}
