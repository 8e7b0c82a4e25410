import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { EquityResolver } from './equity.resolver.js';
import { messages } from './messages.js';
import { StartUpScenario } from './scenario.entity.js';
import { seeds } from './seeds.js';
import { StartUpActivity, StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';
import {
  ActivityResolver,
  HoldingResolver,
  InvestmentResolver,
  ScenarioResolver,
} from './start-up.resolver.js';

export const startUps = definePlugin({
  name: 'start-ups',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'StartUp',
  title: { nl: 'Start-ups', fr: 'Start-ups', en: 'Start-ups', de: 'Start-ups' },
  description: 'Investments, team, cash forecast by scenario, and who has which shares.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[StartUpActivity, StartUpInvestment, StartUpTeamMember, StartUpScenario],
    ...[StartUpHolder, StartUpEquityEvent],
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
  ],
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
      entity: StartUpHolder,
      subject: 'contact',
      holds: ['name'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: the register of shares (Code of Companies, art. 5:24 and 5:25).',
    }),
  ],
  messages,
  seeds,
});
