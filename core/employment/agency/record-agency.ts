import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, localId, newId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { Agency } from './agency.entity.js';
import { agencyEnd, agencyRecord } from './agency.policy.js';

export interface NewAgency {
  readonly name: string;
  readonly enterpriseNumber: string;
  readonly recognition: string;
  readonly dryRun?: boolean | null;
}

/** Takes an agency into the list, by somebody of the co-operative who has seen its recognition. */
export function recordAgency(
  ctx: Context,
  { dryRun, ...given }: NewAgency,
): Promise<TransitionOutcome<Agency>> {
  requireForAll(ctx.viewer, 'contract.write');
  const id = newId();
  const agency: Agency = {
    ...{ cooperativeId: ctx.viewer.cooperativeId, id, version: 1, endedOn: null },
    ...{ name: tidy(given.name), recognition: tidy(given.recognition) },
    enterpriseNumber: given.enterpriseNumber,
  };
  return runTransition<Agency>(ctx, agencyRecord, {
    ...{ id, dryRun },
    load: async (tx) => {
      // One after the other, so that an agency is there once.
      await tx.query('select from core.cooperative where id = $1 for no key update', [
        tx.cooperativeId,
      ]);
      return agency;
    },
    next: (before) => before,
    check: async (_before, _after, tx) => [
      ...lineFindings('name', agency.name, 200),
      ...lineFindings('recognition', agency.recognition, 100),
      ...((await isKnown(tx, agency))
        ? [{ code: 'agency.known', path: ['enterpriseNumber'] }]
        : []),
    ],
    write: async (tx) => {
      await tx.query(
        `insert into core.agency (cooperative_id, id, name, enterprise_number, recognition)
         values ($1, $2, $3, $4, $5)`,
        [tx.cooperativeId, id, agency.name, agency.enterpriseNumber, agency.recognition],
      );
      return [{ type: 'agency.recorded', subject: { type: 'Agency', id } }];
    },
  });
}

/** Nothing is signed with it from today on; what is signed stays. */
export function endAgency(
  ctx: Context,
  input: { readonly id: string; readonly dryRun?: boolean | null },
): Promise<TransitionOutcome<Agency>> {
  requireForAll(ctx.viewer, 'contract.write');
  const today = ctx.platform.clock.today();
  return runTransition<Agency>(ctx, agencyEnd, {
    id: localId('Agency', input.id),
    dryRun: input.dryRun,
    load: async (tx, id) => {
      const agency = await locked(tx, Agency, id);
      if (agency === null) throw notFound('Agency', globalId('Agency', id));
      return agency;
    },
    next: (before) => ({ ...before, endedOn: today, version: before.version + 1 }),
    check: ({ endedOn }) => (endedOn === null ? [] : [{ code: 'agency.ended', path: ['id'] }]),
    write: async (tx, { id }) => {
      await tx.query(
        `update core.agency set ended_on = $3, version = version + 1
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, id, today],
      );
      return [{ type: 'agency.ended', subject: { type: 'Agency', id } }];
    },
  });
}

async function isKnown(tx: Tx, { enterpriseNumber }: Agency): Promise<boolean> {
  const known = await tx.query(
    'select from core.agency where cooperative_id = $1 and enterprise_number = $2',
    [tx.cooperativeId, enterpriseNumber],
  );
  return known.length > 0;
}
