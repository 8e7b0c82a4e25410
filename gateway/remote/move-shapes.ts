/** Parts of the orders of moves. */
import { z } from 'zod';

export const key = z.string().min(1).max(200);
/** Also of no version: ids that are made of what a row holds are. */
export const id = z.guid();
export const day = z.iso.date();
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const minor = z.bigint().min(0n);
export const source = z.object({ type: z.string().min(1).max(80), id });
export const service = z.string().min(1).max(120);
export const price = { key, activityId: id, amountMinor: minor, currency, service, source };
export const chargeMove = { ...price, budget: z.enum(['SERVICES', 'PURCHASES']).optional() };
export const refundPart = z.object({ key, amountMinor: minor });
export const loanMove = { key, loanId: id, amountMinor: minor };
export const thingOwned = z.object({
  ...{ assetId: id, service, activityId: id, title: z.string().max(200), currency },
  ...{ costMinor: minor, residualMinor: minor, months: z.int() },
});
export const ownMove = { key, accountId: id, amountMinor: minor };
export const awaited = z.object({ type: z.enum(['Invoice', 'Quote']), id });
export const borrower = z.object({ type: z.enum(['Activity', 'Member']), id });

export const uploadIds = z.array(z.string().max(200)).max(100);

export const words = z.string().optional();
export const draftLine = z.object({
  ...{ description: z.string(), quantity: words, unitPrice: z.string() },
  vat: z
    .object({ category: words, rate: words, ground: words, legalGround: words, evidence: words })
    .optional(),
});

export const finding = z.object({
  code: z.string(),
  path: z.array(z.string()).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  severity: z.enum(['ERROR', 'WARNING']).optional(),
});

const enterprise = z.object({
  ...{ name: z.string().max(200), street: z.string().max(200), postalCode: z.string().max(20) },
  ...{ city: z.string().max(100), country: z.string().length(2) },
  ...{ enterpriseNumber: z.string().nullable(), vatNumber: z.string().max(20).nullable() },
});

export const electronicDocument = z.object({
  ...{ key, service, subject: source, memberId: id, currency, issuedOn: day, dueOn: day },
  ...{ kind: z.enum(['INVOICE', 'CREDIT_NOTE']), number: z.string().max(40) },
  ...{ seller: enterprise, buyer: enterprise, iban: z.string().max(34) },
  credits: z.object({ number: z.string().max(40), issuedOn: day }).nullable(),
  lines: z.array(
    z.object({
      ...{ description: z.string().max(1_000), quantity: z.string().max(30) },
      ...{ unitPriceMinor: minor, netMinor: minor, vatRate: z.int().min(0).max(10_000) },
      exemption: z.string().max(500).nullable(),
    }),
  ),
});
