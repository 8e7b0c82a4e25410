/** An event as it is asked for: what each kind needs and may have, read and checked. */
import {
  badInput,
  code,
  count,
  globalId,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { EquityKind, StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { type EquityFact, type EquityTerms, priceOf } from './equity-fact.js';
import type { StartUpRecordEquityInput } from './equity-input.js';

type Name = Exclude<keyof StartUpRecordEquityInput, 'activityId' | 'kind' | 'day' | 'dryRun'>;

interface Shape {
  readonly needs: readonly Name[];
  readonly may?: readonly Name[];
}

const ofHolder: readonly Name[] = ['shareClass', 'holderId', 'quantity'];
const bySecurity: Shape = { needs: ['security'] };
const byEvent: Shape = { needs: ['eventId'] };
const paid: readonly Name[] = ['considerationText'];
const vesting: readonly Name[] = ['vestingFrom', 'vestingMonths', 'cliffMonths'];

/** Of shares first; with a security, the last. */
const shapes: Readonly<Record<EquityKind, readonly Shape[]>> = {
  [EquityKind.CLASS]: [
    {
      needs: ['shareClass', 'votes'],
      may: ['quantity', 'intoClass', 'numerator', 'denominator'],
    },
  ],
  [EquityKind.VALUE]: [{ needs: ['shareClass', 'price'] }],
  [EquityKind.ISSUE]: [{ needs: ofHolder, may: ['price', ...paid] }],
  [EquityKind.TRANSFER]: [
    { needs: [...ofHolder, 'toHolderId'], may: ['price'] },
    { needs: ['security', 'toHolderId'] },
  ],
  [EquityKind.CANCEL]: [{ needs: ofHolder }, { ...bySecurity, may: ['quantity'] }],
  [EquityKind.REPURCHASE]: [{ needs: [...ofHolder, 'price'], may: paid }],
  [EquityKind.SPLIT]: [{ needs: ['shareClass', 'numerator', 'denominator'] }],
  [EquityKind.CONVERT]: [
    { needs: ofHolder },
    { needs: ['security', 'shareClass'], may: ['price', 'amount'] },
  ],
  [EquityKind.PLAN]: [{ needs: ['security', 'shareClass', 'quantity'] }],
  [EquityKind.GRANT]: [
    {
      needs: ['security', 'plan', 'holderId', 'quantity', 'price'],
      may: [...vesting, 'expiresOn'],
    },
  ],
  [EquityKind.WARRANT]: [
    { needs: ['security', ...ofHolder, 'price'], may: ['expiresOn', ...paid] },
  ],
  [EquityKind.CONVERTIBLE]: [
    {
      needs: ['security', 'shareClass', 'holderId', 'amount'],
      may: ['cap', 'discountPercent', 'expiresOn', ...paid],
    },
  ],
  [EquityKind.EXERCISE]: [{ needs: ['security', 'quantity'], may: paid }],
  [EquityKind.FORFEIT]: [bySecurity],
  [EquityKind.RETRACT]: [byEvent],
  [EquityKind.ACCEPT]: [byEvent],
};

const names: readonly Name[] = [
  ...(['shareClass', 'holderId', 'toHolderId', 'quantity', 'numerator', 'denominator'] as const),
  ...(['security', 'plan', 'price', 'amount', 'cap', 'discountPercent', 'expiresOn'] as const),
  ...(['vestingFrom', 'vestingMonths', 'cliffMonths', 'votes', 'intoClass', 'eventId'] as const),
  'considerationText',
];

/** As far as the input says it: class, holder and number may follow from the security it names. */
export type ReadEvent = Omit<EquityFact, 'sequence' | 'shareClass' | 'kind'> & {
  readonly kind: EquityKind;
  readonly shareClass: string | null;
  readonly considerationText: string | null;
};

/** BAD_USER_INPUT for what its kind does not have or lacks. */
export async function readEvent(
  ctx: PluginContext,
  { activityId, currency }: { readonly activityId: string; readonly currency: string },
  input: StartUpRecordEquityInput,
): Promise<ReadEvent> {
  expectShape(input);
  const { kind, day, numerator = null, denominator = null } = input;
  if (numerator !== null) whole(BigInt(numerator), 1_000_000n, 'numerator');
  if (denominator !== null) whole(BigInt(denominator), 1_000_000n, 'denominator');
  const holderId = await holderOf(ctx, activityId, input.holderId ?? null, 'holderId');
  const toHolderId = await holderOf(ctx, activityId, input.toHolderId ?? null, 'toHolderId');
  if (holderId !== null && holderId === toHolderId) {
    throw badInput('Two holders are expected.', 'toHolderId');
  }
  const quantity = input.quantity == null ? null : quantityOf(input.quantity);
  const of = await placeOf(ctx, activityId, input.eventId ?? null);
  return {
    ...{ kind, day, holderId, toHolderId, quantity, numerator, denominator },
    shareClass: codeOf(input, 'shareClass') ?? null,
    security: codeOf(input, 'security') ?? null,
    terms: present({ ...termsOf(input, currency), of }),
    considerationText: text(input.considerationText ?? null, 'considerationText', 500),
  };
}

function expectShape(input: StartUpRecordEquityInput): void {
  const given = (name: Name) => (input[name] ?? null) !== null;
  const [first, last = first] = shapes[input.kind];
  const shape = (given('security') ? last : first) as Shape;
  for (const name of names) {
    const needed = shape.needs.includes(name);
    if (needed && !given(name)) throw badInput('It is needed here.', name);
    if (given(name) && !needed && shape.may?.includes(name) !== true) {
      throw badInput('It has no meaning here.', name);
    }
  }
  together(input, ['vestingFrom', 'vestingMonths'], 'cliffMonths');
  if (input.kind === EquityKind.CLASS) together(input, ['intoClass', 'numerator', 'denominator']);
}

/** All of them or none; what goes with them only beside them. */
function together(input: StartUpRecordEquityInput, all: readonly Name[], beside?: Name): void {
  const given = all.filter((name) => (input[name] ?? null) !== null);
  const lacks = all.find((name) => !given.includes(name));
  const alone = beside !== undefined && (input[beside] ?? null) !== null;
  if (lacks !== undefined && (given.length > 0 || alone)) {
    throw badInput('It is needed here.', lacks);
  }
}

function termsOf(input: StartUpRecordEquityInput, currency: string): EquityTerms {
  const { price, amount, cap, discountPercent, expiresOn, vestingFrom, votes, day } = input;
  if (price != null && priceOf(price) === null) {
    throw badInput('A price above nothing with at most ten decimals is expected.', 'price');
  }
  if (votes != null && (votes < 0 || votes > 1_000)) throw badInput('0 to 1,000.', 'votes');
  if (expiresOn != null && expiresOn < day) throw badInput('It is over by then.', 'expiresOn');
  const vestingMonths = count(input.vestingMonths ?? undefined, 'vestingMonths', 240);
  const cliffMonths = count(input.cliffMonths || undefined, 'cliffMonths', vestingMonths ?? 240);
  const money = amount != null || cap != null;
  return {
    ...{ price: price ?? undefined, amountMinor: sum(amount, currency, 'amount') },
    ...{ capMinor: sum(cap, currency, 'cap'), currency: money ? currency : undefined },
    discountMillionths: discountPercent == null ? undefined : discountOf(discountPercent),
    ...{ expiresOn: expiresOn ?? undefined, plan: codeOf(input, 'plan') },
    ...{ vestingFrom: vestingFrom ?? undefined, vestingMonths, cliffMonths },
    ...{ votes: votes ?? undefined, into: codeOf(input, 'intoClass') },
  } as EquityTerms;
}

/** What is absent is no key of the JSON. */
const present = (terms: object): EquityTerms =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));

function codeOf(
  input: StartUpRecordEquityInput,
  name: 'shareClass' | 'security' | 'plan' | 'intoClass',
): string | undefined {
  const said = input[name];
  return said == null ? undefined : code(said, name);
}

function sum(amount: string | null | undefined, currency: string, path: string) {
  if (amount == null) return undefined;
  const minor = minorOf(amount, currency, path);
  if (minor > 0n) return `${minor}`;
  throw badInput('The amount is more than nothing.', path);
}

function discountOf(percent: string): number {
  const [, all = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(percent) ?? [];
  const millionths = Number(`${all}${part.padEnd(4, '0')}`);
  if (all !== '' && millionths > 0) return millionths;
  throw badInput('Per cent above 0 and below 100, at most four decimals.', 'discountPercent');
}

export async function holderOf(
  { store }: PluginContext,
  activityId: string,
  holderId: string | null,
  path: string,
): Promise<string | null> {
  if (holderId === null) return null;
  const id = localId('StartUpHolder', holderId, path);
  const holder = await store.get(StartUpHolder, id);
  if (holder?.activityId !== activityId) {
    throw notFound('StartUpHolder', globalId('StartUpHolder', id));
  }
  return id;
}

/** The place of the event that is meant. */
async function placeOf(
  { store }: PluginContext,
  activityId: string,
  eventId: string | null,
): Promise<number | undefined> {
  if (eventId === null) return undefined;
  const id = localId('StartUpEquityEvent', eventId, 'eventId');
  const event = await store.get(StartUpEquityEvent, id);
  if (event?.activityId === activityId) return event.sequence;
  throw notFound('StartUpEquityEvent', eventId);
}

function quantityOf(quantity: string): bigint {
  if (!/^\d{1,12}$/.test(quantity)) throw badInput('A whole number is expected.', 'quantity');
  return whole(BigInt(quantity), 999_999_999_999n, 'quantity');
}

function whole(value: bigint, limit: bigint, path: string): bigint {
  if (value >= 1n && value <= limit) return value;
  throw badInput(`A whole number from 1 to ${limit} is expected.`, path);
}
