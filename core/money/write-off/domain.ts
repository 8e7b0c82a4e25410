import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { InvoiceWriteOff } from './invoice-write-off.entity.js';
import {
  invoiceWriteOffReversed,
  invoiceWriteOffs,
  invoiceWrittenOff,
} from './write-off.policy.js';
import { InvoiceWriteOffResolver, WrittenOffInvoiceResolver } from './write-off.resolver.js';

/** Debts that no client will pay. */
export const writingOff: DomainPart = {
  entities: [InvoiceWriteOff],
  resolvers: [InvoiceWriteOffResolver, WrittenOffInvoiceResolver],
  sources: [invoiceWriteOffs],
  transitions: [invoiceWrittenOff, invoiceWriteOffReversed] as readonly Transition<unknown>[],
};
