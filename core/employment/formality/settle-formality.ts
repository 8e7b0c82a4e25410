import { activities, mayManage } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { claimFindings, claimUploads, uploadIds } from '../../platform/files/claim-uploads.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { Formality, FormalityStatus } from './formality.entity.js';
import { formalities, formalitySettle } from './formality.policy.js';

export interface Settlement {
  /** The global id. */
  readonly id: string;
  /** The number of what proves it; of what is waived, why. */
  readonly reference: string;
  /** Not needed in this case: only somebody of the co-operative says so. */
  readonly waive?: boolean | null;
  /** Evidence, from `POST /files?purpose=formality`. */
  readonly uploadId?: string | null;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

export interface FormalityOutcome {
  readonly formality: Formality | null;
  readonly violations: Violation[];
}

/** Says that something was arranged, with its reference and its proof; or that it is not needed. */
export async function settleFormality(ctx: Context, input: Settlement): Promise<FormalityOutcome> {
  const seen = await requireVisible(ctx, formalities, input.id);
  await requireSettling(ctx, seen, input.waive === true);
  const today = ctx.platform.clock.today();
  const ids = input.uploadId == null ? [] : uploadIds([input.uploadId], 'uploadId');
  const claim = { purpose: formalityUpload, ids, path: ['uploadId'] };
  const { after, violations } = await runTransition(ctx, formalitySettle, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.expectedVersion,
    load: lockedFormality,
    next: (before) => ({
      ...before,
      status: input.waive ? FormalityStatus.WAIVED : FormalityStatus.DONE,
      reference: tidy(input.reference),
      settledOn: today,
      version: before.version + 1,
    }),
    check: async (before, after, tx) => [
      ...openFindings(before),
      ...lineFindings('reference', after.reference ?? '', 200),
      ...(await claimFindings(tx, ctx, claim)),
    ],
    write: async (tx, _before, after) => {
      await writeSettlement(tx, after, ctx.viewer.memberId);
      const subject = { type: 'Formality', id: after.id };
      await claimUploads(
        ...([tx, ctx] as const),
        ids.map((id) => ({ id, subject })),
      );
      const payload = { kind: after.kind, status: after.status };
      return [{ type: 'formality.settled', subject, activityId: after.activityId, payload }];
    },
  });
  return { formality: after && (await byId(ctx, formalities, after.id)), violations };
}

/** The purpose under which evidence is uploaded. */
export const formalityUpload = 'formality';

async function requireSettling(ctx: Context, seen: Formality, waive: boolean): Promise<void> {
  const permission = 'contract.write';
  const reach = requireReach(ctx.viewer, permission);
  const activity = await byId(ctx, activities, seen.activityId);
  const manages = activity !== null && mayManage(ctx.viewer, reach, activity);
  if (!manages || (waive && reach !== 'all')) throw new GezelError('FORBIDDEN', { permission });
}

async function lockedFormality(tx: Tx, id: string): Promise<Formality> {
  const row = await locked(tx, Formality, id);
  if (row === null) throw notFound('Formality', globalId('Formality', id));
  return row;
}

const openFindings = ({ status }: Formality): Finding[] =>
  status === 'OPEN' ? [] : [{ code: 'formality.not-open', values: { status } }];

async function writeSettlement(tx: Tx, after: Formality, by: string): Promise<void> {
  await tx.query(
    `update core.formality set status = $3, reference = $4, settled_on = $5, settled_by = $6,
       version = $7
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, after.id, after.status, after.reference],
      ...[after.settledOn, by, after.version],
    ],
  );
}
