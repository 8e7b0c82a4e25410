import { Activity, definePlugin, field, Invoice, permission, privacy } from 'gezel/sdk';
import { DesignActivity } from './activity.entity.js';
import { ActivityResolver } from './activity.resolver.js';
import { DesignBrief } from './brief.entity.js';
import { BriefResolver } from './brief.resolver.js';
import { closeBriefs, failStepOfBrief } from './close-briefs.handler.js';
import { commission } from './commission.tool.js';
import { DesignDeliverable, DesignRevisionRound } from './deliverable.entity.js';
import { DeliverableResolver } from './deliverable.resolver.js';
import { DesignInvoice } from './invoice.entity.js';
import { DesignLicence, DesignRoyaltyStatement } from './licence.entity.js';
import { InvoiceResolver, LicenceResolver } from './licence.resolver.js';
import { licenceDocument } from './licence-pdf.js';
import { messages } from './messages.js';
import { rightsShares } from './rights-share.validations.js';
import { seeds } from './seeds.js';
import { followQuote, takeBackRights } from './take-back-rights.handler.js';
import { DesignTerms } from './terms.entity.js';
import { TermsResolver } from './terms.resolver.js';

export const design = definePlugin({
  name: 'design',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'Design',
  title: { nl: 'Ontwerp', fr: 'Design', en: 'Design', de: 'Design' },
  description: 'Briefs and deliverables on an activity; licences and author rights on an invoice.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[DesignActivity, DesignBrief, DesignDeliverable, DesignRevisionRound],
    ...[DesignInvoice, DesignLicence, DesignRoyaltyStatement, DesignTerms],
  ],
  fields: [
    field({
      on: Activity,
      name: 'design',
      type: DesignActivity,
      description: 'The studio, its briefs and licences; null outside design.',
      permission: 'design.read',
    }),
    field({
      on: Invoice,
      name: 'design',
      type: DesignInvoice,
      description: 'The author rights that it asks for; null when there are no licences on it.',
      permission: 'design.read',
    }),
  ],
  resolvers: [
    ...[ActivityResolver, BriefResolver, DeliverableResolver, InvoiceResolver, LicenceResolver],
    TermsResolver,
  ],
  validations: rightsShares,
  tools: [commission],
  downloads: [licenceDocument],
  events: [closeBriefs, failStepOfBrief, followQuote, takeBackRights],
  permissions: [
    permission({
      name: 'design.read',
      description: 'See briefs, deliverables, licences and royalties.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'design.write',
      description: 'Make briefs and deliverables, grant licences, report royalties.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'design.terms',
      description: 'Decide on which terms works are quoted in the whole co-operative.',
      roles: { ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: DesignDeliverable,
      subject: 'authorId',
      holds: ['authorId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: the author of a work may claim to be named (CEL art. XI.165).',
    }),
  ],
  messages,
  seeds,
});
