import type { AssetPort } from '../../sdk/asset-door.js';
import type { BudgetPort } from '../../sdk/budget-door.js';
import type {
  ChargeOrder,
  ContractFacts,
  CoreFacts,
  CorePort,
  DocumentFacsimile,
  InvoiceFacts,
  QuoteOrder,
  RefundPart,
  StepEnd,
} from '../../sdk/core-port.js';
import type { PluginDefinition } from '../../sdk/define.js';
import type { EInvoicePort } from '../../sdk/einvoice-door.js';
import type { LateChargePort } from '../../sdk/late-charge-door.js';
import type { LinePort } from '../../sdk/line-door.js';
import type { ExpenseLineFacts, ExpensePage, TurnoverFacts } from '../../sdk/list-doors.js';
import type { MembershipPort } from '../../sdk/membership.js';
import type {
  CurrentAccountPort,
  DepositPort,
  IncomePort,
  LoanPort,
  PayOutOrder,
} from '../../sdk/money-doors.js';
import type { PayInquiry, PaySimulated } from '../../sdk/pay-door.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { ProviderPort } from '../../sdk/provider.js';
import type { SharingPort } from '../../sdk/sharing-door.js';
import type { Context, Platform } from '../context.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import type { Domain } from '../domain.js';
import { badInput, GezelError, notFound } from '../errors.js';
import type { EventSubscriber } from '../events/delivery.js';
import { globalId } from '../ids.js';
import type { Locale } from '../messages.js';
import { byId, visibility, visibleRows } from '../read/read.js';
import type { Source } from '../read/source.js';
import { requireReach } from '../viewer.js';
import { entityModel } from './entity-model.js';
import { rowOf } from './plugin-rows.js';

/** What the port asks of the domains and cannot read through their sources. */
export interface CoreServices {
  charge(ctx: Context, order: ChargeOrder): Promise<{ readonly transactionId: string }>;
  refund(ctx: Context, key: string, part?: RefundPart): Promise<void>;
  expenses(
    ctx: Context,
    activityId: string,
    page: ExpensePage,
  ): Promise<readonly ExpenseLineFacts[]>;
  expenseLines(
    ctx: Context,
    refs: readonly string[],
  ): Promise<readonly (ExpenseLineFacts | null)[]>;
  draftQuote(ctx: Context, order: QuoteOrder): Promise<{ readonly quoteId: string }>;
  turnover(
    ctx: Context,
    activityId: string,
    period: { readonly from: string; readonly until: string },
  ): Promise<TurnoverFacts>;
  payOut(ctx: Context, order: PayOutOrder): Promise<{ readonly payoutId: string }>;
  lines(ctx: Context): LinePort;
  loans(ctx: Context): LoanPort;
  providers(ctx: Context, plugin: PluginDefinition): ProviderPort;
  /** Tells plugins of the requests of their providers that are settled. */
  providerSubscribers(
    definitions: readonly PluginDefinition[],
    contextOf: (ctx: Context, plugin: string) => PluginContext,
    platform: Platform,
  ): readonly EventSubscriber[];
  /** Ends a step of an assignment that waits; answers whether it did. */
  endStep(ctx: Context, end: StepEnd): Promise<boolean>;
  budgets(ctx: Context): BudgetPort;
  assets(ctx: Context): AssetPort;
  deposits(ctx: Context): DepositPort;
  sharing(ctx: Context): SharingPort;
  simulatePay(ctx: Context, inquiry: PayInquiry): Promise<PaySimulated>;
  currentAccounts(ctx: Context): CurrentAccountPort;
  incomes(ctx: Context): IncomePort;
  lateCharges(ctx: Context): LateChargePort;
  einvoices(ctx: Context): EInvoicePort;
  memberships(ctx: Context): MembershipPort;
  /** The working days of a contract that the viewer may see, in order. */
  contractDays(ctx: Context, contractId: string): Promise<ContractFacts['days']>;
  /**
   * Whether the contract with the id in this column of `t` binds its worker now; null where
   * contracts are in another database and have to be asked for.
   */
  contractInForce(column: Fragment): Fragment | null;
  /** What is told of invoices besides what their entities hold, in their order. */
  invoiceFacts(
    ctx: Context,
    invoices: readonly object[],
  ): Promise<Pick<InvoiceFacts, 'dueMinor' | 'structuredCommunication' | 'orderPaid'>[]>;
  invoiceDocument(ctx: Context, id: string, locale?: Locale): Promise<DocumentFacsimile | null>;
  /** How a quote stands today: the calendar alone lets it expire. */
  quoteStatus(ctx: Context, quote: object): string;
}

/** The port in process: reads go through the core's sources, so visibility holds as everywhere. */
export function corePorts(
  domains: readonly Domain[],
  services: CoreServices,
): (ctx: Context) => CorePort {
  const sources = new Map(
    domains.flatMap((domain) => domain.sources.map((source) => [source.typeName, source] as const)),
  );
  return (ctx) => corePort(ctx, sources, services);
}

type Sources = ReadonlyMap<string, Source<{ id: string }>>;

function corePort(ctx: Context, sources: Sources, services: CoreServices): CorePort {
  const sourceOf = (type: keyof CoreFacts) => {
    const source = sources.get(type);
    if (source === undefined) throw new Error(`The core has no source of ${type}.`);
    return source;
  };
  const tell = async <Type extends keyof CoreFacts>(
    type: Type,
    rows: readonly { id: string }[],
  ) => {
    const besides = type === 'Invoice' ? await services.invoiceFacts(ctx, rows) : [];
    return Promise.all(
      rows.map(async (row, i) => {
        const facts: Record<string, unknown> = { ...factsOf(type, row), ...besides[i] };
        if (type === 'Contract') facts.days = await services.contractDays(ctx, row.id);
        if (type === 'Quote') facts.status = services.quoteStatus(ctx, row);
        return Object.freeze(facts) as unknown as CoreFacts[Type];
      }),
    );
  };
  const told = async <Type extends keyof CoreFacts>(type: Type, row: { id: string } | null) =>
    row === null ? null : ((await tell(type, [row]))[0] as CoreFacts[Type]);
  const read: CorePort['read'] = async (type, id) =>
    told(type, await byId(ctx, sourceOf(type), id));
  return portOver(ctx, {
    read,
    list: async (type, activityId, page = {}) => {
      const rows = await listed(ctx, sourceOf(type), activityId, page);
      return tell(type, rows) as Promise<never>;
    },
    turnover: (activityId, period) => services.turnover(ctx, activityId, period),
    payOut: (order) => services.payOut(ctx, order),
    expenses: (activityId, page = {}) => services.expenses(ctx, activityId, page),
    expenseLines: (refs) => services.expenseLines(ctx, refs),
    lock: async (type, id) => told(type, await heldRow(ctx, sourceOf(type), id)),
    charge: (order: ChargeOrder) => services.charge(ctx, order),
    refund: (key, part) => services.refund(ctx, key, part),
    lines: Object.freeze(services.lines(ctx)),
    draftQuote: (order: QuoteOrder) => services.draftQuote(ctx, order),
    loans: Object.freeze(services.loans(ctx)),
    budgets: Object.freeze(services.budgets(ctx)),
    assets: Object.freeze(services.assets(ctx)),
    deposits: Object.freeze(services.deposits(ctx)),
    sharing: Object.freeze(services.sharing(ctx)),
    simulatePay: (inquiry) => services.simulatePay(ctx, inquiry),
    currentAccounts: Object.freeze(services.currentAccounts(ctx)),
    incomes: Object.freeze(services.incomes(ctx)),
    lateCharges: Object.freeze(services.lateCharges(ctx)),
    einvoices: Object.freeze(services.einvoices(ctx)),
    memberships: Object.freeze(services.memberships(ctx)),
    endStep: (end: StepEnd) => services.endStep(ctx, end),
    invoiceDocument: (id, locale) => services.invoiceDocument(ctx, id, locale),
  });
}

/** What is one of the others, said shorter. */
type Shorthand =
  | ('activity' | 'member' | 'client' | 'invoice' | 'contract')
  | ('requireActivity' | 'requireContract');

/** A port from what differs between a core in this process and one elsewhere. */
export function portOver(ctx: Context, parts: Omit<CorePort, 'require' | Shorthand>): CorePort {
  const { read } = parts;
  const require: CorePort['require'] = async (type, id, permission) => {
    const reach = requireReach(ctx.viewer, permission);
    const found = await read(type, id);
    if (found === null) throw notFound(type, globalId(type, id));
    if (reach === 'own' && !(await isOwn(ctx, type, found, read))) {
      throw new GezelError('FORBIDDEN', { permission });
    }
    return found;
  };
  return Object.freeze({
    ...parts,
    require,
    activity: (id: string) => read('Activity', id),
    member: (id: string) => read('Member', id),
    client: (id: string) => read('Client', id),
    invoice: (id: string) => read('Invoice', id),
    contract: (id: string) => read('Contract', id),
    requireActivity: (id: string, permission: string) => require('Activity', id, permission),
    requireContract: (id: string, permission: string) => require('Contract', id, permission),
  });
}

/** The most that a page of a list has. */
const longestPage = 100;

/** A page of what belongs to an activity, in the order of the ids. */
function listed(
  ctx: Context,
  source: Source<{ id: string }>,
  activityId: string,
  { after, limit = longestPage }: { readonly after?: string; readonly limit?: number },
): Promise<{ id: string }[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > longestPage) {
    throw badInput(`A page has 1 to ${longestPage} things.`, 'limit');
  }
  const beyond = after === undefined ? sql`true` : sql`t.id > ${after}::uuid`;
  return visibleRows(
    ctx,
    source,
    sql`t.activity_id = ${activityId}::uuid and ${beyond} order by t.id limit ${limit}`,
  );
}

/** The row as it is now, held until the transaction ends; null where the viewer sees none. */
async function heldRow(
  ctx: Context,
  source: Source<{ id: string }>,
  id: string,
): Promise<{ id: string } | null> {
  if (ctx.tx === undefined) throw new Error('The core is held until the end of a transaction.');
  const visible = visibility(ctx, source);
  if (visible === null) return null;
  const model = entityModel(ctx.platform.orm, source.entity);
  const columns = raw(model.columns.map(({ name }) => `t.${name}`).join(', '));
  const { text, values } = sql`select ${columns} from ${raw(model.table)} t
    where ${visible} and t.id = ${id}::uuid for no key update of t`;
  const [row] = await ctx.tx.query(text, values);
  return row === undefined ? null : rowOf(source.entity, model, row);
}

/** A member's own is the member; all else belongs to an activity, and that to its manager. */
async function isOwn(
  ctx: Context,
  type: keyof CoreFacts,
  facts: CoreFacts[keyof CoreFacts],
  read: CorePort['read'],
): Promise<boolean> {
  if (type === 'Member') return facts.id === ctx.viewer.memberId;
  const activity =
    'managerId' in facts
      ? facts
      : 'activityId' in facts
        ? await read('Activity', facts.activityId)
        : null;
  return activity?.managerId === ctx.viewer.memberId;
}

const document = ['id', 'activityId', 'status'] as const;
const place = ['street', 'postalCode', 'city', 'country'] as const;

/** The properties of the entities that leave the core: the contract's facts and no more. */
export const factNames: Readonly<Record<keyof CoreFacts, readonly string[]>> = {
  Activity: ['id', 'name', 'managerId', 'sector', 'status', 'currency', 'hostEntityId'],
  Member: ['id', 'displayName', 'status'],
  Client: ['id', 'activityId', 'name', 'kind', 'enterpriseNumber', 'locale', 'email', ...place],
  Quote: ['id', 'activityId'],
  Invoice: [
    ...[...document, 'paymentStatus', 'netMinor', 'currency', 'kind', 'clientId', 'hostEntityId'],
    ...['number', 'issuedOn', 'dueOn', 'totalMinor', 'quoteId'],
  ],
  Contract: [
    ...[...document, 'workerId', 'jointCommittee', 'atRisk', 'engagementId', 'budgetMinor'],
    'currency',
  ],
  Engagement: [
    ...[...document, 'workerId', 'from', 'lastDay', 'fixedMinor', 'advanceMinor', 'currency'],
    'schedule',
  ],
  Assignment: document,
  HostEntity: ['id', 'name', 'enterpriseNumber', 'iban', ...place],
};

/** A fact that the entity lacks fails loudly. */
function factsOf(type: keyof CoreFacts, row: object): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const name of factNames[type]) {
    const value = (row as Record<string, unknown>)[name];
    if (value === undefined) throw new Error(`The entity of ${type} has no "${name}".`);
    facts[name] = value;
  }
  return facts;
}
