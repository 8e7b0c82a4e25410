import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type Transition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { Attestation } from './attestation.entity.js';
import { attestationEnd, attestations, attestationVerify } from './attestation.policy.js';
import { attestationEvent, lockedAttestation } from './attestation-state.js';
import type { AttestationOutcome } from './record-attestation.js';

export interface AttestationStep {
  /** The global id. */
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/** Says that somebody of the co-operative, not its holder, has seen an attestation. */
export function verifyAttestation(
  ctx: Context,
  input: AttestationStep,
): Promise<AttestationOutcome> {
  const change = { verifiedById: ctx.viewer.memberId, verifiedOn: ctx.platform.clock.today() };
  return step(ctx, input, { transition: attestationVerify, event: 'attestation.verified', change });
}

/** Says that an attestation does not count from today on: withdrawn, or recorded by mistake. */
export function endAttestation(ctx: Context, input: AttestationStep): Promise<AttestationOutcome> {
  const change = { endedOn: ctx.platform.clock.today() };
  return step(ctx, input, { transition: attestationEnd, event: 'attestation.ended', change });
}

interface Change {
  readonly transition: Transition<Attestation>;
  readonly event: 'attestation.verified' | 'attestation.ended';
  readonly change: Partial<Attestation>;
}

async function step(
  ctx: Context,
  input: AttestationStep,
  { transition, event, change }: Change,
): Promise<AttestationOutcome> {
  const permission = 'contract.write';
  const seen = await requireVisible(ctx, attestations, input.id);
  if (requireReach(ctx.viewer, permission) !== 'all') {
    throw new GezelError('FORBIDDEN', { permission });
  }
  const { after, violations } = await runTransition(ctx, transition, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    load: lockedAttestation,
    next: (before) => ({ ...before, ...change, version: before.version + 1 }),
    check: (before) => stepFindings(before, change, ctx.viewer.memberId),
    write: async (tx, _before, { version }) => {
      const where = { cooperativeId: tx.cooperativeId, id: seen.id };
      await tx.em.nativeUpdate(Attestation, where, { ...change, version });
      return [attestationEvent(event, seen)];
    },
  });
  return { attestation: after && (await byId(ctx, attestations, after.id)), violations };
}

function stepFindings(
  before: Attestation,
  change: Partial<Attestation>,
  memberId: string,
): Finding[] {
  const found: Finding[] = [];
  if (before.memberId === memberId) found.push({ code: 'attestation.own' });
  if (before.endedOn !== null) {
    found.push({ code: 'attestation.has-ended', values: { day: before.endedOn } });
  }
  if (change.verifiedOn != null && before.verifiedOn !== null) {
    found.push({ code: 'attestation.verified-before', values: { day: before.verifiedOn } });
  }
  return found;
}
