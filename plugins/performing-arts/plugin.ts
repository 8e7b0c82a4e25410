import { Activity, Contract, definePlugin, field, Invoice, permission, privacy } from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { ActivityResolver } from './activity.resolver.js';
import { PerformingArtsContract, PerformingArtsContractDay } from './contract.entity.js';
import { ContractDayResolver, ContractResolver } from './contract.resolver.js';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import { DayKindResolver } from './day-kind.resolver.js';
import { daySheetDocument } from './day-sheet-pdf.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { DealResolver, SettlementResolver } from './deal.resolver.js';
import { dealContract } from './deal-contract-pdf.js';
import { untestedExemption } from './exemption.validations.js';
import { PerformingArtsHouseInvoice } from './house-invoice.entity.js';
import { belowHouseMinimum } from './house-invoice.validation.js';
import { PerformingArtsHouseMinimum } from './house-minimum.entity.js';
import { houseMinimumMessages } from './house-minimum.messages.js';
import { HouseMinimumResolver } from './house-minimum.resolver.js';
import {
  PerformingArtsInsuranceCertificate,
  PerformingArtsInsuranceOffer,
} from './insurance.entity.js';
import { InsuranceResolver } from './insurance.resolver.js';
import { PerformingArtsInvoice } from './invoice.entity.js';
import { InvoiceResolver } from './invoice.resolver.js';
import { messages } from './messages.js';
import {
  servicesTooLong,
  tooManyServiceDays,
  tooManyServiceWeeks,
} from './per-service.validations.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformanceResolver } from './performance.resolver.js';
import { playDates } from './play-dates.job.js';
import { PerformingArtsProduction } from './production.entity.js';
import { ProductionResolver } from './production.resolver.js';
import { unbookTranches } from './receive-subsidy.js';
import { remindReports } from './remind-reports.job.js';
import { PerformingArtsRider } from './rider.entity.js';
import { RiderResolver } from './rider.resolver.js';
import { PerformingArtsRightsDeclaration, PerformingArtsRightsTariff } from './rights.entity.js';
import { rightsMessages } from './rights.messages.js';
import { RightsResolver } from './rights.resolver.js';
import { PerformingArtsEventTariff, PerformingArtsRightsContract } from './rights-terms.entity.js';
import { RightsTermsResolver } from './rights-terms.resolver.js';
import { SavedOvertimeResolver } from './saved-overtime.resolver.js';
import { savedOvertimeTooHigh } from './saved-overtime.validation.js';
import { seeds } from './seeds.js';
import { PerformingArtsSettlement } from './settlement.entity.js';
import { staffDates } from './staff-dates.handler.js';
import { PerformingArtsSubsidy, PerformingArtsSubsidyScheme } from './subsidy.entity.js';
import { SubsidyResolver } from './subsidy.resolver.js';
import { PerformingArtsSubsidyCost } from './subsidy-cost.entity.js';
import { PerformingArtsTour } from './tour.entity.js';
import { openSubsidies, tourDates } from './tour.facts.js';
import { tourMessages } from './tour.messages.js';
import { TourResolver } from './tour.resolver.js';
import { tour } from './tour.tool.js';
import { tourCalendar } from './tour-calendar.js';
import { tourInsurance } from './tour-insurance.tool.js';
import { PerformingArtsVenue } from './venue.entity.js';
import { VenueResolver } from './venue.resolver.js';
import {
  dayTooLong,
  dayWithoutKind,
  restTooShort,
  supplementDue,
  tooManyDaysInARow,
  weekTooLong,
} from './working-time.validations.js';

export const performingArts = definePlugin({
  name: 'performing-arts',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'PerformingArts',
  title: {
    nl: 'Podiumkunsten',
    fr: 'Arts de la scène',
    en: 'Performing arts',
    de: 'Darstellende Künste',
  },
  description: 'Productions, dates, deals, rights and subsidies; working time on a contract.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[PerformingArtsActivity, PerformingArtsProduction, PerformingArtsVenue],
    ...[PerformingArtsPerformance, PerformingArtsDayKind, PerformingArtsRider],
    ...[PerformingArtsTour, PerformingArtsHouseMinimum, PerformingArtsHouseInvoice],
    ...[PerformingArtsDeal, PerformingArtsDealDate, PerformingArtsSettlement],
    ...[PerformingArtsRightsTariff, PerformingArtsEventTariff, PerformingArtsRightsContract],
    PerformingArtsRightsDeclaration,
    ...[PerformingArtsSubsidyScheme, PerformingArtsSubsidy, PerformingArtsSubsidyCost],
    PerformingArtsInvoice,
    ...[PerformingArtsContract, PerformingArtsContractDay],
    ...[PerformingArtsInsuranceOffer, PerformingArtsInsuranceCertificate],
  ],
  fields: [
    field({
      on: Activity,
      name: 'performingArts',
      type: PerformingArtsActivity,
      description: 'The company, its productions and dates; null outside the performing arts.',
      permission: 'performing-arts.read',
    }),
    field({
      on: Contract,
      name: 'performingArts',
      type: PerformingArtsContract,
      description: 'What the days of the contract are for; null while nothing is said of them.',
      permission: 'performing-arts.read',
    }),
    field({
      on: Invoice,
      name: 'performingArts',
      type: PerformingArtsInvoice,
      description: 'Why it is exempt as a performing artist’s; null while that was not tested.',
      permission: 'performing-arts.read',
    }),
  ],
  resolvers: [
    ...[ActivityResolver, ProductionResolver, VenueResolver, PerformanceResolver],
    ...[DayKindResolver, RiderResolver, DealResolver, SettlementResolver, RightsResolver],
    ...[SubsidyResolver, InvoiceResolver, ContractResolver, ContractDayResolver],
    ...[InsuranceResolver, TourResolver, HouseMinimumResolver, RightsTermsResolver],
    SavedOvertimeResolver,
  ],
  validations: [
    ...[dayWithoutKind, dayTooLong, supplementDue, weekTooLong, restTooShort, tooManyDaysInARow],
    ...[servicesTooLong, tooManyServiceDays, tooManyServiceWeeks],
    ...[savedOvertimeTooHigh, untestedExemption, belowHouseMinimum],
  ],
  tools: [tour, tourInsurance],
  facts: [tourDates, openSubsidies],
  downloads: [daySheetDocument, dealContract, tourCalendar],
  events: [staffDates, unbookTranches],
  jobs: [playDates, remindReports],
  permissions: [
    permission({
      name: 'performing-arts.read',
      description: 'See productions, venues, dates and tariffs of the performing arts.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'performing-arts.write',
      description: 'Make productions, venues and dates, insure tours, say what days are for.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'performing-arts.book',
      description: 'Say which movement of the bank is a part of a subsidy.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'performing-arts.reference',
      description: 'Keep the reference lists: kinds of day and what insurers ask.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: PerformingArtsVenue,
      subject: 'contact',
      holds: ['contactName', 'contactDetails'],
      onErase: 'erase',
      ground: 'GDPR art. 17: a venue can be reached without this person.',
    }),
    privacy({
      entity: PerformingArtsProduction,
      subject: 'contact',
      holds: ['authors', 'castList'],
      onErase: 'retain',
      ground:
        'GDPR art. 6.1.c: who wrote and plays a work is named where it is played ' +
        '(CEL art. XI.165 and XI.204).',
    }),
    privacy({
      entity: PerformingArtsRightsDeclaration,
      subject: 'contact',
      holds: ['works'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: authors are paid by what was declared of their works.',
    }),
    privacy({
      entity: PerformingArtsSubsidyCost,
      subject: 'contact',
      holds: ['title'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: what a grant was spent on is proved to its funder.',
    }),
    privacy({
      entity: PerformingArtsPerformance,
      subject: 'contact',
      holds: ['practical'],
      onErase: 'erase',
      ground: 'GDPR art. 17: after the day nobody needs to know whom to call.',
    }),
    privacy({
      entity: PerformingArtsContractDay,
      subject: 'workerId',
      holds: ['workerId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: what was worked is kept as long as the contract itself.',
      until: { term: 'employment', from: 'day' },
    }),
  ],
  messages: { ...messages, ...tourMessages, ...houseMinimumMessages, ...rightsMessages },
  seeds,
  config: { longestCoverDays: 366, playedLookBackDays: 31, reportNoticeDays: 30 },
});
