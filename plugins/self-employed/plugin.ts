import { definePlugin, field, Member, permission, privacy } from 'gezel/sdk';
import { document } from './document.js';
import { SelfEmployedScale, SelfEmployedThreshold } from './figures.entity.js';
import { SelfEmployedInvoice, SelfEmployedMember } from './invoice.entity.js';
import { ownInvoice } from './invoice.tool.js';
import { InvoiceStepsResolver } from './invoice-steps.resolver.js';
import { messages } from './messages.js';
import { seeds } from './seeds.js';
import { FiguresResolver, InvoiceResolver, MemberResolver } from './self-employed.resolver.js';
import { transmitted } from './send-invoice.js';

export const selfEmployed = definePlugin({
  name: 'self-employed',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'SelfEmployed',
  title: { nl: 'Zelfstandigen', fr: 'Indépendants', en: 'Self-employed', de: 'Selbstständige' },
  description: 'Invoices in the own name, contributions estimated, and the two statuses compared.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [SelfEmployedMember, SelfEmployedInvoice, SelfEmployedScale, SelfEmployedThreshold],
  fields: [
    field({
      on: Member,
      name: 'selfEmployed',
      type: SelfEmployedMember,
      description: 'Who this member is as self-employed; null for who is not.',
      permission: 'self-employed.read',
    }),
  ],
  resolvers: [MemberResolver, InvoiceResolver, InvoiceStepsResolver, FiguresResolver],
  tools: [ownInvoice],
  events: [transmitted],
  downloads: [document],
  permissions: [
    permission({
      name: 'self-employed.read',
      description: 'See own invoices, estimates and comparisons; whoever sees all sees all.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'self-employed.write',
      description: 'Issue invoices in the own name.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'self-employed.confirm',
      description: 'Confirm that an enterprise is the member’s, so that its invoices are sent.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'self-employed.reference',
      description: 'Enter the figures of the law.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: SelfEmployedMember,
      subject: 'memberId',
      holds: ['memberId', 'tradeName', 'enterpriseNumber', 'iban', 'street'],
      onErase: 'erase',
      ground: 'GDPR art. 17: nobody invoices here any more who has left.',
    }),
    privacy({
      entity: SelfEmployedInvoice,
      subject: 'memberId',
      holds: ['memberId', 'seller', 'client', 'clientName', 'buyer'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: invoices are kept as long as the law on VAT asks for.',
      until: { term: 'accounting', from: 'issuedOn' },
    }),
    privacy({
      entity: SelfEmployedInvoice,
      subject: 'contact',
      holds: ['client', 'clientName'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: invoices are kept as long as the law on VAT asks for.',
      until: { term: 'accounting', from: 'issuedOn' },
    }),
  ],
  messages,
  seeds,
});
