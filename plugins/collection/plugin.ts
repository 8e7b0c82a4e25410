import { definePlugin, field, Invoice, permission, privacy } from 'gezel/sdk';
import { evidenceFile, letterFile } from './downloads.js';
import { CollectionFile } from './file.entity.js';
import { FileResolver, LetterResolver } from './file.resolver.js';
import { CollectionInstalment } from './instalment.entity.js';
import { legal } from './legal.provider.js';
import { CollectionLetter } from './letter.entity.js';
import { messages } from './messages.js';
import { pursue } from './pursue.tool.js';
import { CollectionFigure, CollectionPolicy } from './reference.entity.js';
import { ReferenceResolver } from './reference.resolver.js';
import { seeds } from './seeds.js';
import { settleFiles } from './settle.handler.js';
import { watchPlans } from './watch-plans.job.js';

export const collection = definePlugin({
  name: 'collection',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Collection',
  title: { nl: 'Invordering', fr: 'Recouvrement', en: 'Collection', de: 'Forderungseinzug' },
  description: 'What a client does not pay: reminder, notice, plan, bailiff or court.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    CollectionFile,
    CollectionLetter,
    CollectionInstalment,
    CollectionFigure,
    CollectionPolicy,
  ],
  fields: [
    field({
      on: Invoice,
      name: 'collection',
      type: CollectionFile,
      description: 'The collection of what it asks for; null while nobody watches it.',
      permission: 'collection.read',
    }),
  ],
  resolvers: [FileResolver, LetterResolver, ReferenceResolver],
  tools: [pursue],
  providers: [legal],
  downloads: [letterFile, evidenceFile],
  events: [settleFiles],
  jobs: [watchPlans],
  permissions: [
    permission({
      name: 'collection.read',
      description: 'See files, letters, plans, figures and policies of collection.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'collection.write',
      description: 'Have invoices watched, remind, write down disputes, give up.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'collection.pursue',
      description: 'Give notice, agree on plans, waive charges, hand over to a bailiff or lawyer.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'collection.reference',
      description: 'Keep the figures of the law and the policies.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: CollectionLetter,
      subject: 'contact',
      holds: ['parties'],
      onErase: 'retain',
      ground: 'GDPR art. 17.3.e: a letter is evidence of a legal claim.',
      until: { term: 'accounting', from: 'sentOn' },
    }),
    privacy({
      entity: CollectionFile,
      subject: 'contact',
      holds: ['subject', 'disputeReason', 'legalReason'],
      onErase: 'retain',
      ground: 'GDPR art. 17.3.e: what a debt is for and why it is disputed decide on the claim.',
      until: { term: 'accounting', from: 'changedAt' },
    }),
  ],
  messages,
  seeds,
  config: { solvencyDays: 30 },
});
