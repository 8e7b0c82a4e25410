import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { notFound } from '../platform/errors.js';
import { globalId, localId } from '../platform/ids.js';
import { violationsOf } from '../platform/model/say.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import { requireReach } from '../platform/viewer.js';
import { type Once, takeKey } from '../platform/write/once.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import type { JsonRecord } from '../sdk/provider.js';
import { providerOf } from './ask.js';
import { schemaFindings } from './json-schema.js';
import { type Settlement, settle } from './settle.js';

export interface DeskAnswer {
  /** The UUID of the request; null when refused or only tried. */
  readonly id: string | null;
  readonly violations: Violation[];
}

interface DeskOrder {
  /** The global id. */
  readonly requestId: string;
  readonly dryRun?: boolean | null;
}

/** Says that the caller sees to a request, so that no two do; again by another takes it over. */
export function takeRequest(ctx: Context, order: DeskOrder): Promise<DeskAnswer> {
  return atDesk(ctx, order, null, async () => ({
    findings: [],
    write: async (tx, id) => {
      await tx.query(
        'update core.provider_request set taken_by = $3 where cooperative_id = $1 and id = $2',
        [tx.cooperativeId, id, ctx.viewer.memberId],
      );
      await record(tx, ctx, 'provider.take', [], { type: 'ProviderRequest', id });
    },
  }));
}

/** Answers a request in the supplier's place; what the answer lacks is said all at once. */
export function answerRequest(
  ctx: Context,
  order: DeskOrder & { readonly answer: JsonRecord },
  once: Once,
): Promise<DeskAnswer> {
  return atDesk(ctx, order, once, async (request) => {
    const plugin = ctx.platform.host.plugins.find(
      ({ definition }) => definition.name === request.plugin,
    );
    if (plugin === undefined) {
      return { findings: [{ code: 'plugin.unknown', values: { plugin: request.plugin } }] };
    }
    const provider = providerOf(plugin.definition, request.provider);
    const findings = schemaFindings(provider.name, provider.answer, order.answer, 'answer');
    return { findings, write: settling(ctx, { state: 'ANSWERED', answer: order.answer }) };
  });
}

/** Says in the supplier's place that it will not, and why. */
export function refuseRequest(
  ctx: Context,
  order: DeskOrder & { readonly reason: string },
  once: Once,
): Promise<DeskAnswer> {
  const reason = tidy(order.reason);
  return atDesk(ctx, order, once, async () => ({
    findings: lineFindings('reason', reason, 1_000),
    write: settling(ctx, { state: 'REFUSED', reason }),
  }));
}

const settling = (ctx: Context, settlement: Settlement) => async (tx: Tx, id: string) => {
  await settle(ctx, tx, id, settlement);
};

interface LockedRequest {
  readonly plugin: string;
  readonly provider: string;
  readonly state: string;
}

interface DeskWork {
  readonly findings: readonly Finding[];
  write?(tx: Tx, id: string): Promise<void>;
}

/** One step at the desk: the request locked and still open, then judged, then written. */
async function atDesk(
  ctx: Context,
  { requestId, dryRun }: DeskOrder,
  once: Once | null,
  judge: (request: LockedRequest) => Promise<DeskWork>,
): Promise<DeskAnswer> {
  requireReach(ctx.viewer, 'desk.work');
  const id = localId('ProviderRequest', requestId, 'requestId');
  return transact(ctx, async (tx) => {
    const done = once && !dryRun ? await takeKey(tx, ctx, 'provider.settle', once, id) : null;
    if (done !== null) return { id: done, violations: [] };
    const [request] = await tx.query<LockedRequest>(
      `select plugin, provider, state from core.provider_request
       where cooperative_id = $1 and id = $2 for no key update`,
      [ctx.viewer.cooperativeId, id],
    );
    if (request === undefined) {
      throw notFound('ProviderRequest', globalId('ProviderRequest', id));
    }
    const { findings, write } = await judge(request);
    const found = [...findings];
    if (request.state !== 'OPEN') {
      found.unshift({ code: 'provider.settled-already', values: { state: request.state } });
    }
    // Thrown, so that a refused try leaves no key behind.
    if (found.length > 0 || dryRun) throw new Refused(found);
    await write?.(tx, id);
    return { id, violations: [] };
  }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    return { id: null, violations: violationsOf(ctx, error.findings) };
  });
}

/** Carries the checklist out of the transaction that it rolls back. */
class Refused extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The request was not settled.');
  }
}
