import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { CostSharingApplication } from './application.entity.js';
import { ApplicationResolver } from './application.resolver.js';
import { applicationDecided, applyTool } from './apply.tool.js';
import { messages } from './messages.js';
import { CostSharingActivity, CostSharingPassedOn, CostSharingRule } from './rule.entity.js';
import { ActivityResolver, PassedOnResolver, RuleResolver } from './rule.resolver.js';
import { seeds } from './seeds.js';

export const costSharing = definePlugin({
  name: 'cost-sharing',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'CostSharing',
  title: {
    ...{ nl: 'Kostendeling', fr: 'Partage des coûts' },
    ...{ en: 'Cost sharing', de: 'Kostenteilung' },
  },
  description: 'Who bears the price of a tool: the community, the sector, the client or the user.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [CostSharingActivity, CostSharingRule, CostSharingPassedOn, CostSharingApplication],
  fields: [
    field({
      on: Activity,
      name: 'costSharing',
      type: CostSharingActivity,
      description:
        'What it passed on to clients and asked others to bear; null while it never did.',
      permission: 'cost-sharing.read',
    }),
  ],
  resolvers: [ActivityResolver, ApplicationResolver, PassedOnResolver, RuleResolver],
  tools: [applyTool],
  events: [applicationDecided],
  permissions: [
    permission({
      name: 'cost-sharing.read',
      description: 'See the rules, and how the prices of activities one sees were shared.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'cost-sharing.pass-on',
      description: 'Put the client’s part of a price on an invoice.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'cost-sharing.apply',
      description: 'Ask others to bear a part of a tool’s price.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'cost-sharing.report',
      description: 'See who bore what over the whole co-operative.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'cost-sharing.manage',
      description: 'Propose rules, and assess applications.',
      roles: { ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'cost-sharing.decide',
      description: 'Decide what somebody else proposed or assessed.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: CostSharingRule,
      subject: 'proposerId',
      holds: ['proposerId', 'deciderId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: who proposed and decided what the books apply is kept with them.',
    }),
    privacy({
      entity: CostSharingApplication,
      subject: 'applicantId',
      holds: ['applicantId', 'assessorId', 'deciderId', 'reason'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: what the books apply is kept with the reasons for it.',
    }),
  ],
  // Thousandths that a plan asks the sector to bear when the need is all that is said.
  config: { proposedShare: 500 },
  messages,
  seeds,
});
