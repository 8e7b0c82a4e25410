import { Activity, definePlugin, field, Member, permission, privacy } from 'gezel/sdk';
import { MarketplaceForm, MarketplaceInquiry } from './inquiry.entity.js';
import { InquiryResolver } from './inquiry.resolver.js';
import { MarketplacePlace, MarketplacePolicy, MarketplaceSkill } from './lists.entity.js';
import { ListsResolver } from './lists.resolver.js';
import { messages } from './messages.js';
import { MarketplaceFigure, MarketplaceMember, MarketplaceOffer } from './offer.entity.js';
import { MemberResolver, OfferResolver } from './offer.resolver.js';
import { ProposalResolver } from './proposal.resolver.js';
import { MarketplaceActivity, MarketplaceProposal, MarketplaceRequest } from './request.entity.js';
import { ActivityResolver, RequestResolver } from './request.resolver.js';
import { seeds } from './seeds.js';
import { teamAnswers } from './team.handler.js';
import { team } from './team.tool.js';

export const marketplace = definePlugin({
  name: 'marketplace',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Marketplace',
  title: { nl: 'Marktplaats', fr: 'Place de marché', en: 'Marketplace', de: 'Marktplatz' },
  description: 'Who offers what, who looks for whom, and who fits: with the reason of each point.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[MarketplaceActivity, MarketplaceMember, MarketplaceSkill, MarketplacePlace],
    ...[MarketplacePolicy, MarketplaceOffer, MarketplaceFigure, MarketplaceRequest],
    ...[MarketplaceProposal, MarketplaceInquiry, MarketplaceForm],
  ],
  fields: [
    field({
      on: Activity,
      name: 'marketplace',
      type: MarketplaceActivity,
      description: 'Whom it looks for; null while it never did.',
      permission: 'marketplace.read',
    }),
    field({
      on: Member,
      name: 'marketplace',
      type: MarketplaceMember,
      description: 'What this member offers; null while there never was anything.',
      permission: 'marketplace.read',
    }),
  ],
  resolvers: [
    ...[ActivityResolver, MemberResolver, ListsResolver],
    ...[OfferResolver, RequestResolver, ProposalResolver, InquiryResolver],
  ],
  tools: [team],
  events: [teamAnswers],
  permissions: [
    permission({
      name: 'marketplace.read',
      description: 'See offers and figures, requests of activities one sees, and own proposals.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'marketplace.offer',
      description: 'Offer work, and answer what is proposed.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'marketplace.request',
      description: 'Look for people for an activity, and propose work to them.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'marketplace.send',
      description: 'Send what a client asks: all that the token of a website’s form needs.',
      roles: { ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'marketplace.receive',
      description: 'Note what clients ask the co-operative for, and see who they are.',
      roles: { ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'marketplace.manage',
      description: 'Keep the lists of skills and places, and decide what scores are made of.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: MarketplaceMember,
      subject: 'memberId',
      holds: ['memberId'],
      onErase: 'erase',
      ground: 'GDPR art. 17: nobody offers any more who has left.',
    }),
    privacy({
      entity: MarketplaceOffer,
      subject: 'memberId',
      holds: ['memberId', 'offeredAs', 'title'],
      onErase: 'erase',
      ground: 'GDPR art. 17: an offer is of use only while it can be accepted.',
    }),
    privacy({
      entity: MarketplaceProposal,
      subject: 'memberId',
      holds: ['memberId', 'offeredAs'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.f: what was accepted is the evidence of what a client was quoted.',
      until: { term: 'accounting', from: 'proposedAt' },
    }),
    privacy({
      entity: MarketplaceInquiry,
      subject: 'contact',
      holds: ['clientName', 'contact'],
      onErase: 'erase',
      ground: 'GDPR art. 17: what came of it stands in the request, the quote and the invoice.',
    }),
    privacy({
      entity: MarketplaceInquiry,
      subject: 'receiverId',
      holds: ['receiverId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.f: who took a client’s words down answers for them.',
    }),
  ],
  messages,
  seeds,
  config: { sentInquiries: 100, sentInquiriesOfOne: 3 },
});
