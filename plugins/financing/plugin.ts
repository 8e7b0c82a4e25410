import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { FinancingActivity } from './activity.entity.js';
import { ActivityResolver } from './activity.resolver.js';
import { ApplyResolver } from './apply.resolver.js';
import { carryOut } from './carry-out.handler.js';
import { collectFromInvoice, collectInstalments } from './collect.job.js';
import { remindReports } from './file-report.js';
import { FinancingInstalment } from './instalment.entity.js';
import { FinancingLoan } from './loan.entity.js';
import { LoanResolver } from './loan.resolver.js';
import { LoanStepsResolver } from './loan-steps.resolver.js';
import { messages } from './messages.js';
import { FinancingOpinion } from './opinion.entity.js';
import { FinancingOwnMoney } from './own-money.entity.js';
import { payBackOwnMoney } from './own-money.job.js';
import { OwnMoneyResolver } from './own-money.resolver.js';
import { endStepOfOwnMoney, ownMoneyTool } from './own-money.tool.js';
import { prefinance } from './prefinance.tool.js';
import { loansFact, termsFact } from './published.facts.js';
import { seeds } from './seeds.js';
import { endStepOfLoan } from './step-loan.handler.js';
import { FinancingTerms } from './terms.entity.js';
import { TermsResolver } from './terms.resolver.js';

export const financing = definePlugin({
  name: 'financing',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Financing',
  title: { nl: 'Financiering', fr: 'Financement', en: 'Financing', de: 'Finanzierung' },
  description: 'Credits and advances that the co-operative lends to activities.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    FinancingActivity,
    FinancingTerms,
    FinancingLoan,
    FinancingInstalment,
    FinancingOpinion,
    FinancingOwnMoney,
  ],
  fields: [
    field({
      on: Activity,
      name: 'financing',
      type: FinancingActivity,
      description: 'What the co-operative lends to it; null while it has asked for nothing.',
      permission: 'financing.read',
    }),
  ],
  resolvers: [
    ...[ActivityResolver, TermsResolver, LoanResolver, ApplyResolver, LoanStepsResolver],
    OwnMoneyResolver,
  ],
  tools: [prefinance, ownMoneyTool],
  facts: [loansFact, termsFact],
  events: [collectFromInvoice, endStepOfLoan, carryOut, endStepOfOwnMoney],
  tells: [
    ...['financing.loan-drawn', 'financing.loan-repaid', 'financing.loan-assumed'],
    ...['financing.loan-settled', 'financing.loan-written-off', 'financing.own-money-running'],
    ...['financing.own-money-settled', 'financing.own-money-assumed'],
  ],
  jobs: [collectInstalments, remindReports, payBackOwnMoney],
  permissions: [
    permission({
      name: 'financing.read',
      description: 'See loans, their scoring and the terms.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'financing.apply',
      description: 'Apply for loans, draw and repay them.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'financing.review',
      description: 'See the loans of the whole co-operative.',
      roles: { ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'financing.advise',
      description: 'Advise on applications.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'financing.decide',
      description: 'Grant, refuse and write off loans.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'financing.terms',
      description: 'Decide the terms on which is lent.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: FinancingLoan,
      subject: 'appliedById',
      holds: ['purpose'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: records of the accounts are kept (CEL art. III.86 and III.88).',
      until: { term: 'accounting', from: 'changedAt' },
    }),
    privacy({
      entity: FinancingOwnMoney,
      subject: 'memberId',
      holds: ['memberId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: records of the accounts are kept (CEL art. III.86 and III.88).',
      until: { term: 'accounting', from: 'endedOn' },
    }),
    privacy({
      entity: FinancingOpinion,
      subject: 'byId',
      holds: ['reasons'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: who answers for a decision is kept as long as the accounts.',
      until: { term: 'accounting', from: 'givenAt' },
    }),
  ],
  messages,
  seeds,
  config: { reportNoticeDays: 30, expectedAfterDays: 60 },
});
