import { definePlugin, permission, privacy } from 'gezel/sdk';
import { certificate } from './certificate.js';
import { InsuranceClaim } from './claim.entity.js';
import { ClaimResolver } from './claim.resolver.js';
import { InsuranceClaimState } from './claim-state.entity.js';
import { InsuranceCover } from './cover.entity.js';
import { coversOfActivity } from './cover.facts.js';
import { CoverResolver, NeedResolver } from './cover.resolver.js';
import { coverTool } from './cover.tool.js';
import { adjuster, insurer } from './insurer.providers.js';
import { messages } from './messages.js';
import { InsuranceNeed } from './need.entity.js';
import { closeNeeds, raiseNeeds } from './needs.js';
import { InsurancePolicy } from './policy.entity.js';
import { PolicyResolver } from './policy.resolver.js';
import { seeds } from './seeds.js';

export const insurance = definePlugin({
  name: 'insurance',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Insurance',
  title: { nl: 'Verzekeringen', fr: 'Assurances', en: 'Insurance', de: 'Versicherungen' },
  description: 'Policies, quotes, covers with their certificate, and claims with their history.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [InsurancePolicy, InsuranceNeed, InsuranceCover, InsuranceClaim, InsuranceClaimState],
  resolvers: [PolicyResolver, NeedResolver, CoverResolver, ClaimResolver],
  tools: [coverTool],
  facts: [coversOfActivity],
  providers: [insurer, adjuster],
  downloads: [certificate],
  events: [raiseNeeds, closeNeeds],
  tells: ['insurance.cover-confirmed', 'insurance.cover-ended'],
  permissions: [
    permission({
      name: 'insurance.read',
      description: 'See policies, needs, covers and claims.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'insurance.write',
      description: 'Insure things, say what should be insured, report losses.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'insurance.handle',
      description: 'Write down that an insurer has paid a claim.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'insurance.reference',
      description: 'Keep the policies of insurers.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: InsuranceClaim,
      subject: 'contact',
      holds: ['description'],
      onErase: 'retain',
      ground: 'GDPR art. 17.3.e: what happened decides on the claim.',
      until: { term: 'accounting', from: 'changedAt' },
    }),
    privacy({
      entity: InsuranceNeed,
      subject: 'contact',
      holds: ['reason'],
      onErase: 'erase',
      ground: 'GDPR art. 17: the need is known without the words for it.',
    }),
  ],
  messages,
  seeds,
  config: { longestCoverDays: 366 },
});
