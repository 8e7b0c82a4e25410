import { z } from 'zod';
import { maximumLines } from '../../core/money/limits.js';
import type { Context } from '../../core/platform/context.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import {
  uploadIds as localUploads,
  releaseUploads,
} from '../../core/platform/files/claim-uploads.js';
import { expectOwn } from '../../core/platform/host/own-services.js';
import { emitted } from '../../core/platform/host/step-events.js';
import { locales } from '../../core/platform/messages.js';
import { transact } from '../../core/platform/write/transact.js';
import type { QuoteOrder } from '../../core/sdk/core-port.js';
import type { LinesOrder } from '../../core/sdk/line-door.js';
import { chargeBearers } from '../../core/sdk/sharing-door.js';
import { aMove, type Doors, type FileDoor, type Move, type StepEvent } from './a-move.js';
import { lateChargeMoves } from './late-charge-moves.js';
import { leaveStanding } from './leave-standing.js';
import { loanMoves } from './loan-moves.js';
import { named, ofCharge, ofIncome, ofLines, ofStep } from './move-owners.js';
import {
  chargeMove,
  currency,
  day,
  draftLine,
  electronicDocument,
  finding,
  id,
  key,
  minor,
  price,
  refundPart,
  service,
  source,
  uploadIds,
} from './move-shapes.js';
import { thingMoves } from './thing-moves.js';
import { undoneSuffix, undoRefund } from './undo-refund.js';
import { undoRepay } from './undo-repay.js';

/** What a plugin elsewhere has the core do: the doors of `CorePort` and of its providers. */
export type CoreMove = keyof typeof moves;

/**
 * Does a move for a plugin, if it is for one of its own services, steps or providers. Every move has a
 * key, so a repeat is harmless, however the first one ended.
 */
export async function move(
  ctx: Context,
  plugin: string,
  name: string,
  order: unknown,
): Promise<unknown> {
  const { ended, endedAs, run, own } = await ofOwn(ctx, plugin, name, order);
  // What was begun and undone is not begun again under its key: it would look done and be nothing.
  const sought = endedAs === undefined ? keyOf(own) : endedAs(own);
  if (ended !== undefined && sought !== null && (await isThere(ctx, ended, sought))) {
    const values = { thing: `move "${name}"`, expected: 'new', actual: 'undone before' };
    throw new GezelError('CONFLICT', values);
  }
  const { host } = ctx.platform;
  const doors = { ...host.port(ctx), providers: host.providers(ctx, plugin) };
  const emit = (event: StepEvent) => transact(ctx, (tx) => emitted({ ...ctx, tx }, plugin, event));
  const inFiles: FileDoor = (work) =>
    transact(ctx, (tx) => work(host.files({ ...ctx, tx }, plugin), { ...ctx, tx }));
  const facts = host.facts(ctx, plugin);
  const undo: Pick<Doors, 'undoRefund' | 'undoRepay' | 'leaveStanding'> = {
    undoRefund: (key, part) => undoRefund(ctx, key, part),
    undoRepay: (repaid) => undoRepay(ctx, repaid),
    leaveStanding: async (left) => {
      const { own: known } = await ofOwn(ctx, plugin, left.move, left.order);
      await leaveStanding(ctx, plugin, { ...left, order: known });
    },
  };
  return run({ ...doors, emit, inFiles, facts, ...undo }, own);
}

/** The move of a name and its order, if it is for something of the plugin's own. */
async function ofOwn(
  ctx: Context,
  plugin: string,
  name: string,
  order: unknown,
): Promise<Move<unknown> & { readonly own: unknown }> {
  if (!Object.hasOwn(moves, name)) throw badInput(`There is no move "${name.slice(0, 80)}".`);
  const one = moves[name as CoreMove] as Move<unknown>;
  const read = one.shape.safeParse(order);
  if (!read.success) throw badInput(z.prettifyError(read.error), 'order');
  const service = await one.owner(ctx, read.data);
  if (service !== null) expectOwn(plugin, service);
  return { ...one, own: read.data };
}

async function isThere(ctx: Context, select: string, sought: string): Promise<boolean> {
  const sql = ctx.tx ?? ctx.platform.database;
  const rows = await sql.query(select, [ctx.viewer.cooperativeId, sought]);
  return rows.length > 0;
}

const keyOf = (order: unknown): string => (order as { readonly key: string }).key;

const moves = {
  charge: aMove({
    ...{ shape: z.object(chargeMove), owner: named },
    ended: `select from core.service_charge
      where cooperative_id = $1 and key = $2 and refund_id is not null`,
    run: (core, order) => core.charge(order),
  }),
  refund: aMove({
    shape: z.object({ key, part: refundPart.optional() }),
    owner: (ctx, order) => ofCharge(ctx, order.key),
    ended: 'select from core.service_charge where cooperative_id = $1 and key = $2',
    endedAs: ({ part }) => (part === undefined ? null : `${part.key}${undoneSuffix}`),
    run: (core, order) => core.refund(order.key, order.part),
  }),
  'refund.undo': aMove({
    shape: z.object({ key, part: refundPart.optional() }),
    owner: (ctx, order) => ofCharge(ctx, order.key),
    run: (core, order) => core.undoRefund(order.key, order.part),
  }),
  list: aMove({
    shape: z.tuple([
      z.enum(['Client', 'Quote', 'Invoice', 'Contract', 'Engagement']),
      id,
      z.object({ after: id.optional(), limit: z.int().optional() }),
    ]),
    owner: async () => null,
    run: (core, [type, activityId, page]) => core.list(type, activityId, page),
  }),
  expenses: aMove({
    shape: z.tuple([
      id,
      z.object({
        ...{ from: day.optional(), until: day.optional(), limit: z.int().optional() },
        after: z.object({ day, ref: z.string().max(80) }).optional(),
      }),
    ]),
    owner: async () => null,
    run: (core, [activityId, page]) => core.expenses(activityId, page),
  }),
  expenseLines: aMove({
    ...{ shape: z.array(z.string().max(80)).max(1_000), owner: async () => null },
    run: (core, refs) => core.expenseLines(refs),
  }),
  turnover: aMove({
    ...{ shape: z.tuple([id, z.object({ from: day, until: day })]), owner: async () => null },
    run: (core, [activityId, period]) => core.turnover(activityId, period),
  }),
  payOut: aMove({
    shape: z.object({
      ...{ ...price, iban: z.string().max(42), holder: z.string().min(1).max(200) },
      remittance: z.string().max(140).nullable(),
    }),
    owner: named,
    run: (core, order) => core.payOut(order),
  }),
  'lines.add': aMove({
    shape: z.object({
      ...{ key, service, document: z.object({ type: z.enum(['Invoice', 'Quote']), id }) },
      lines: z.array(draftLine).max(maximumLines),
    }),
    owner: named,
    ended: `select from core.added_lines
      where cooperative_id = $1 and key = $2 and removed_at is not null`,
    run: (core, order) => core.lines.add(order as LinesOrder),
  }),
  'lines.remove': aMove({
    shape: key,
    owner: ofLines,
    run: (core, order) => core.lines.remove(order),
  }),
  draftQuote: aMove({
    shape: z.object({
      ...{ key, activityId: id, clientId: id, title: z.string(), validUntil: z.string() },
      conditions: z.string().max(20_000).nullable().optional(),
      depositPercent: z.string().max(20).nullable().optional(),
      depositTermDays: z.number().int().nullable().optional(),
      lines: z.array(draftLine).max(maximumLines),
    }),
    owner: async () => null,
    run: (core, order) => core.draftQuote(order as QuoteOrder),
  }),
  ...loanMoves,
  'incomes.record': aMove({
    shape: z.object({
      ...{ key, service, activityId: id, bankLineId: id, amountMinor: minor, currency },
      ...{ payer: z.string().max(1_000), reference: z.string().max(1_000) },
      kind: z.enum(['SUBSIDY', 'PATRONAGE', 'OTHER']),
    }),
    owner: named,
    run: (core, order) => core.incomes.record(order),
  }),
  'incomes.reverse': aMove({
    shape: z.object({ key, reason: z.string().max(1_000) }),
    owner: (ctx, order) => ofIncome(ctx, order.key),
    run: (core, order) => core.incomes.reverse(order),
  }),
  'incomes.state': aMove({
    ...{ shape: key, owner: ofIncome },
    run: (core, order) => core.incomes.state(order),
  }),
  ...lateChargeMoves,
  ...thingMoves,
  'memberships.standing': aMove({
    ...{ shape: z.tuple([id, day]), owner: async () => null },
    run: (core, [memberId, on]) => core.memberships.standing(memberId, on),
  }),
  'memberships.countOn': aMove({
    shape: z.tuple([day, z.object({ shareholders: z.boolean().optional() })]),
    owner: async () => null,
    run: (core, [on, options]) => core.memberships.countOn(on, options),
  }),
  'memberships.advisedBy': aMove({
    shape: z.tuple([id, z.object({ after: id.optional(), limit: z.int().optional() })]),
    owner: async () => null,
    run: (core, [adviserId, page]) => core.memberships.advisedBy(adviserId, page),
  }),
  'memberships.assignAdviser': aMove({
    shape: z.object({ memberId: id, adviserId: id, expectedId: id.nullable() }),
    owner: async () => null,
    run: (core, order) => core.memberships.assignAdviser(order),
  }),
  simulatePay: aMove({
    shape: z.object({
      ...{ kind: z.string().max(80), jointCommittee: z.string().max(20).nullable() },
      ...{ invoiced: z.string().regex(/^\d{1,15}(\.\d{1,6})?$/), on: day },
    }),
    owner: async () => null,
    run: (core, inquiry) => core.simulatePay(inquiry),
  }),
  'sharing.decide': aMove({
    shape: z.object({
      ...{ id, service, sector: z.string().max(80).nullable(), fromDay: day },
      ...{ source: z.string(), shares: z.record(z.enum(chargeBearers), z.int()) },
      ...{ activityId: id.nullish(), untilDay: day.nullish() },
    }),
    // A rule is about the services of others: whoever may keep rules says so to its own callers.
    owner: async () => null,
    run: (core, order) => core.sharing.decide(order),
  }),
  'sharing.ruleOn': aMove({
    shape: z.object({ service, sector: z.string().max(80), activityId: id.nullish(), day }),
    owner: async () => null,
    run: (core, order) => core.sharing.ruleOn(order),
  }),
  'sharing.shares': aMove({
    shape: z.tuple([
      id,
      z.object({
        ...{ after: id.optional(), limit: z.int().optional() },
        bearer: z.enum(chargeBearers).optional(),
      }),
    ]),
    owner: async () => null,
    run: (core, [activityId, page]) => core.sharing.shares(activityId, page),
  }),
  'sharing.share': aMove({
    ...{ shape: id, owner: async () => null },
    run: (core, one) => core.sharing.share(one),
  }),
  'sharing.sums': aMove({
    ...{ shape: z.object({ from: day, until: day }), owner: async () => null },
    run: (core, period) => core.sharing.sums(period),
  }),
  'einvoices.send': aMove({
    ...{ shape: electronicDocument, owner: named },
    run: (core, order) => core.einvoices.send(order),
  }),
  endStep: aMove({
    shape: z.object({ stepId: id, failed: z.array(finding).optional() }),
    owner: (ctx, { stepId }) => ofStep(ctx, stepId),
    run: (core, order) => core.endStep(order),
  }),
  leaveStanding: aMove({
    shape: z.object({
      move: z.string().max(60),
      order: z.unknown(),
      reasons: z.array(finding).max(100),
    }),
    owner: async () => null,
    run: (core, left) => core.leaveStanding(left),
  }),
  emit: aMove({
    shape: z.object({
      ...{ id, type: z.string().max(120), subject: source, activityId: id.nullish() },
      payload: z.record(z.string(), z.unknown()).optional(),
    }),
    owner: async (_ctx, { type }) => type,
    run: (core, order) => core.emit(order),
  }),
  invoiceDocument: aMove({
    ...{ shape: z.object({ id, locale: z.enum(locales).optional() }), owner: async () => null },
    run: (core, order) => core.invoiceDocument(order.id, order.locale),
  }),
  'files.link': aMove({
    shape: z.object({
      ...{ name: service, params: z.record(z.string(), z.string().nullable()) },
      file: z.object({ mediaType: z.string().max(100), filename: z.string().max(200) }),
    }),
    owner: async (_ctx, { name }) => name,
    run: ({ inFiles }, { name, params, file }) =>
      inFiles((files) => files.link(name, params, file)),
  }),
  'files.claimable': aMove({
    shape: z.object({ purpose: service, ids: uploadIds, path: z.array(z.string()) }),
    owner: async (_ctx, { purpose }) => purpose,
    run: ({ inFiles }, claim) => inFiles((files) => files.claimable(claim)),
  }),
  'files.claim': aMove({
    ...{ shape: z.object({ ids: uploadIds, subject: source }), owner: async () => null },
    run: ({ inFiles }, { ids, subject }) => inFiles((files) => files.claim(ids, subject)),
  }),
  'files.release': aMove({
    ...{ shape: z.object({ ids: uploadIds, subject: source }), owner: async () => null },
    run: ({ inFiles }, { ids, subject }) =>
      inFiles(async (files, ctx) => {
        // Its own rows only, as `of` refuses any other's.
        await files.of(subject);
        await releaseUploads(ctx.tx, ctx, localUploads(ids, 'ids'), subject);
      }),
  }),
  'files.of': aMove({
    ...{ shape: source, owner: async () => null },
    run: ({ inFiles }, subject) => inFiles((files) => files.of(subject)),
  }),
  'facts.read': aMove({
    ...{ shape: z.tuple([service, z.array(id).max(1_000)]), owner: async () => null },
    run: ({ facts }, [fact, ids]) => Promise.all(ids.map((one) => facts.read(fact, one))),
  }),
  'providers.ask': aMove({
    shape: z.object({
      ...{ provider: z.string().max(120), key, request: z.record(z.string(), z.unknown()) },
      ...{ activityId: id.nullish(), memberId: id.nullish() },
    }),
    owner: async (_ctx, { provider }) => provider,
    run: (core, order) => core.providers.ask(order),
  }),
  'providers.ticket': aMove({
    ...{ shape: key, owner: async () => null },
    run: (core, order) => core.providers.ticket(order),
  }),
  'providers.cancel': aMove({
    ...{ shape: key, owner: async () => null },
    run: (core, order) => core.providers.cancel(order),
  }),
} as const;
