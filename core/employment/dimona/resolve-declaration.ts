import { registerEnumType } from 'type-graphql';
import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import { notFound } from '../../platform/errors.js';
import { locked } from '../../platform/model/locked.js';
import { requireVisible } from '../../platform/read/read.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { Declaration as DeclarationEntity } from './declaration.entity.js';
import { declarationResolve, declarations, type ResolvedState } from './declaration.policy.js';
import { DeclarationState, forAPerson } from './declaration-state.js';

export enum DeclarationResolution {
  SEND_AGAIN = 'SEND_AGAIN',
  HANDLED = 'HANDLED',
}
registerEnumType(DeclarationResolution, {
  name: 'DeclarationResolution',
  description: 'What a person decides about a declaration that does not go on by itself.',
  valuesConfig: {
    SEND_AGAIN: { description: 'It surely did not arrive, or its cause is mended: send it again.' },
    HANDLED: { description: 'It stands declared, by hand or by an earlier try, as referred to.' },
  },
});

export interface Resolution {
  /** The global id. */
  readonly id: string;
  readonly as: DeclarationResolution;
  readonly reference?: string | null;
  readonly periodId?: string | null;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

export async function resolveDeclaration(
  ctx: Context,
  order: Resolution,
): Promise<{ declarationId: string | null; violations: Violation[] }> {
  requireForAll(ctx.viewer, 'declaration.write');
  const seen = await requireVisible(ctx, declarations, order.id);
  const handled = order.as === DeclarationResolution.HANDLED;
  const { after, violations } = await runTransition(ctx, declarationResolve, {
    id: seen.id,
    dryRun: order.dryRun,
    expectedVersion: order.expectedVersion,
    load: async (tx, id) => {
      const row = await locked(tx, DeclarationEntity, id);
      if (row === null) throw notFound('Declaration', order.id);
      const { contractId, kind, state, reference, periodId, version } = row;
      return { id: row.id, contractId, kind, state, reference, periodId, version };
    },
    next: (before) => ({
      ...before,
      version: before.version + 1,
      state: handled ? DeclarationState.HANDLED : DeclarationState.QUEUED,
      reference: handled ? (order.reference ?? before.reference) : null,
      periodId: handled ? (order.periodId ?? before.periodId) : null,
    }),
    check: (before, after) => findings(before, after, handled),
    write: async (tx, before, after) => {
      await tx.query(
        `update core.dimona_declaration set state = $3, reference = $4, period_id = $5,
           handled_by = $6, version = $7, anomalies = '[]', attempts = 0, next_at = $8
         where cooperative_id = $1 and id = $2`,
        [
          ...[tx.cooperativeId, before.id, after.state, after.reference, after.periodId],
          ...[handled ? ctx.viewer.memberId : null, after.version],
          handled ? null : ctx.platform.clock.now(),
        ],
      );
      const subject = { type: 'Contract', id: before.contractId };
      const payload = { kind: before.kind, state: after.state };
      return [{ type: 'contract.declaration-settled', subject, payload }];
    },
  });
  return { declarationId: after?.id ?? null, violations };
}

function findings(before: ResolvedState, after: ResolvedState, handled: boolean): Finding[] {
  const { state } = before;
  const found: Finding[] = [];
  if (!forAPerson.includes(state)) {
    found.push({ code: 'declaration.goes-on', values: { state } });
  }
  if (handled && !after.reference?.trim()) {
    found.push({ code: 'declaration.no-reference', path: ['reference'] });
  }
  for (const path of ['reference', 'periodId'] as const) {
    const value = after[path];
    if (value !== null && !/^[A-Za-z0-9-]{0,40}$/.test(value)) {
      found.push({ code: 'declaration.reference-unreadable', path: [path] });
    }
  }
  return found;
}
