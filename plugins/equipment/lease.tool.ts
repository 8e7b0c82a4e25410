import { priceOf, type StepContext, tool } from 'gezel/sdk';
import {
  acquireOnce,
  amountAboveZero,
  bringing,
  callOffThing,
  judgeThing,
  thingProperties,
  thingRequired,
  whole,
  words,
  zeroOrMore,
} from './acquire-step.js';
import { InstalmentStatus, LeaseStatus } from './codes.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { EquipmentLease } from './lease.entity.js';
import { keepLeased, type SaidTerms, type SaidThing, termsOf } from './thing.js';

/**
 * Leases a thing for an assignment. It offers itself to nobody: what is known of an assignment
 * names no thing, no lessor and no price.
 */
export const leaseTool = tool<SaidThing & SaidTerms, null>({
  name: 'equipment.lease',
  title: {
    nl: 'Materiaal leasen',
    fr: 'Prendre du matériel en leasing',
    en: 'Lease equipment',
    de: 'Ausrüstung leasen',
  },
  description:
    'Leases a thing in monthly parts, taken as they are due, also after the assignment. It is ' +
    'called off on the same day only; later a person settles its end with the lessor.',
  permission: 'equipment.write',
  meets: ['lease'],
  input: {
    type: 'object',
    required: [...thingRequired, 'lessor', 'firstDueOn', 'months', 'instalment'],
    additionalProperties: false,
    properties: {
      ...thingProperties,
      lessor: words(200, 'Who owns it meanwhile.'),
      firstDueOn: { type: 'string', format: 'date', description: 'When the first part is taken.' },
      months: whole(100, 'How many parts, one a month.'),
      instalment: amountAboveZero('Each part.'),
      option: zeroOrMore('What it costs to keep it at the end; 0 if absent.'),
    },
  },

  // The option is no cost yet: whether the thing is kept is decided at the end.
  plan: async (ctx, input) => {
    const { row, findings } = await judgeThing(ctx, input);
    const { currency } = row;
    const { amountMinor, dueDays } = termsOf(input, currency);
    const costMinor = amountMinor * BigInt(dueDays.length);
    const cashFlow = dueDays.flatMap((day) => priceOf('equipment.lease', amountMinor, day));
    const against = [...findings, ...tooEarly(input, ctx.today)];
    const planned = { costMinor, currency, findings: against, plan: null, cashFlow };
    return { ...planned, ...bringing(ctx, row) };
  },

  start: (ctx, input) =>
    acquireOnce(
      ctx,
      async () => {
        const { row, findings } = await judgeThing(ctx, input);
        return { row, findings: [...findings, ...tooEarly(input, ctx.today)] };
      },
      (row) => keepLeased(ctx, row, termsOf(input, row.currency)),
    ),

  cancel: (ctx, _input, reference) =>
    callOffThing(ctx, reference, {
      tooLate: 'equipment.lease-stands',
      giveUp: ({ id }) => giveUpLease(ctx, id),
    }),
});

const tooEarly = ({ firstDueOn: from }: SaidTerms, today: string) =>
  from < today ? [{ code: 'equipment.in-the-past', path: ['firstDueOn'], values: { from } }] : [];

/** Ends the lease of a thing with all its parts; false when one of them was taken. */
async function giveUpLease({ store, now, today }: StepContext, itemId: string): Promise<boolean> {
  for (const { id: leaseId } of await store.find(EquipmentLease, { itemId })) {
    const lease = await store.lock(EquipmentLease, leaseId);
    if (lease?.status !== LeaseStatus.RUNNING) return false;
    for (const { id } of await store.find(EquipmentInstalment, { leaseId })) {
      const part = await store.lock(EquipmentInstalment, id);
      if (part?.status === InstalmentStatus.PAID) return false;
      await store.update(EquipmentInstalment, id, { status: InstalmentStatus.CANCELLED });
    }
    const ended = { status: LeaseStatus.CANCELLED, endedOn: today, changedAt: now };
    await store.update(EquipmentLease, leaseId, ended);
  }
  return true;
}
