import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { callOffTool } from './call-off.tool.js';
import { EditResolver } from './edit.resolver.js';
import { StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { equityMessages } from './equity.messages.js';
import { EquityResolver, SecurityResolver } from './equity.resolver.js';
import { handOver } from './hand-over.js';
import { endRole, noteHolding, noteMoved } from './heard.handler.js';
import { investmentsFact } from './investments.fact.js';
import { messages } from './messages.js';
import { LeftToMoveResolver, MoveResolver } from './moves.resolver.js';
import { StartUpCallOff, StartUpPurchaseAgreement } from './purchase.entity.js';
import { AgreementResolver } from './purchase.resolver.js';
import { StartUpFundingRound } from './round.entity.js';
import { RoundResolver } from './round.resolver.js';
import { StartUpScenario } from './scenario.entity.js';
import { seeds } from './seeds.js';
import { StartUpSpinOff, StartUpSpinOffItem, StartUpTold } from './spin-off.entity.js';
import { spinOffMessages } from './spin-off.messages.js';
import { SpinOffResolver } from './spin-off.resolver.js';
import { StartUpActivity, StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';
import {
  ActivityResolver,
  HoldingResolver,
  InvestmentResolver,
  ScenarioResolver,
} from './start-up.resolver.js';
import { TeamResolver } from './team.resolver.js';

export const startUps = definePlugin({
  name: 'start-ups',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'StartUp',
  title: { nl: 'Start-ups', fr: 'Start-ups', en: 'Start-ups', de: 'Start-ups' },
  description:
    'Investments, purchases, team, customers, cash by scenario, shares, and the way out as a company.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[StartUpActivity, StartUpInvestment, StartUpTeamMember, StartUpScenario],
    ...[StartUpHolder, StartUpEquityEvent, StartUpFundingRound],
    ...[StartUpPurchaseAgreement, StartUpCallOff],
    ...[StartUpSpinOff, StartUpSpinOffItem, StartUpTold],
  ],
  fields: [
    field({
      on: Activity,
      name: 'startUp',
      type: StartUpActivity,
      description: 'Its plans, its cash to come and its shares; null when it is no start-up.',
      permission: 'start-ups.read',
    }),
  ],
  resolvers: [
    ...[ActivityResolver, InvestmentResolver, ScenarioResolver, HoldingResolver, EquityResolver],
    ...[AgreementResolver, EditResolver, SpinOffResolver, MoveResolver, LeftToMoveResolver],
    ...[RoundResolver, TeamResolver, SecurityResolver],
  ],
  tools: [callOffTool],
  facts: [investmentsFact],
  events: [endRole, noteHolding, noteMoved],
  tells: ['start-ups.spun-off'],
  downloads: [handOver],
  permissions: [
    permission({
      name: 'start-ups.read',
      description: 'See investments, team, forecasts and shares of start-ups.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'start-ups.write',
      description: 'Plan investments and team, forecast cash, record what happens to shares.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'start-ups.judge-spin-off',
      description: 'Approve or refuse that an activity leaves as a company.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'start-ups.transfer-spin-off',
      description: 'Carry out that an activity leaves as a company, and pay out what is left.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: StartUpTeamMember,
      subject: 'memberId',
      holds: ['memberId'],
      onErase: 'erase',
      ground: 'GDPR art. 17: a plan needs roles and costs, not who filled them.',
    }),
    privacy({
      entity: StartUpSpinOff,
      subject: 'preparedById',
      holds: ['reasons', 'companyName'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: who answers for a transfer is kept as long as the accounts.',
      until: { term: 'accounting', from: 'changedAt' },
    }),
    privacy({
      entity: StartUpSpinOffItem,
      subject: 'contact',
      holds: ['note', 'movedHow'],
      onErase: 'retain',
      ground: 'GDPR art. 17.3.e: by what a creditor consented is needed as long as the debt.',
    }),
    privacy({
      entity: StartUpEquityEvent,
      subject: 'contact',
      holds: ['considerationText'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: the register of shares says what was paid for them.',
    }),
    privacy({
      entity: StartUpHolder,
      subject: 'contact',
      holds: ['name'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: the register of shares (Code of Companies, art. 5:24 and 5:25).',
    }),
  ],
  messages: { ...messages, ...equityMessages, ...spinOffMessages },
  seeds,
  // Full time by the general working time of the law: 38 hours a week.
  config: { moveDays: 30, fullTimeMinutes: 2_280 },
});
