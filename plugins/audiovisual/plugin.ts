import { Activity, Contract, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { AudiovisualActivity } from './activity.entity.js';
import { ActivityResolver } from './activity.resolver.js';
import { AudiovisualTaxShelterAgreement } from './agreement.entity.js';
import { AudiovisualCallSheet } from './call-sheet.entity.js';
import { CallSheetResolver } from './call-sheet.resolver.js';
import { callSheetDocument } from './call-sheet-pdf.js';
import { AudiovisualContract, AudiovisualContractDay } from './contract.entity.js';
import { ContractCostResolver, ContractResolver } from './contract.resolver.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { CrewResolver } from './crew.resolver.js';
import { AudiovisualEquipment } from './equipment.entity.js';
import { EquipmentResolver } from './equipment.resolver.js';
import { ExpenseResolver } from './expense.resolver.js';
import { followContracts } from './follow-contracts.js';
import { followCovers } from './follow-covers.js';
import { AudiovisualJointCommittee } from './joint-committee.entity.js';
import { JointCommitteeResolver } from './joint-committee.resolver.js';
import { otherJointCommittee } from './joint-committee.validations.js';
import { messages } from './messages.js';
import { AudiovisualProduction } from './production.entity.js';
import { productions } from './production.reference.js';
import { ProductionResolver } from './production.resolver.js';
import { AudiovisualCrewHours, AudiovisualProductionReport } from './production-report.entity.js';
import { productionReportDocument } from './production-report-pdf.js';
import { seeds } from './seeds.js';
import { equipmentUsed, productionDays, productionEquipment, shootingDays } from './shoot.facts.js';
import { shoot } from './shoot.tool.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';
import { ShootingDayResolver } from './shooting-day.resolver.js';
import { AudiovisualSpend } from './spend.entity.js';
import { TaxShelterResolver } from './tax-shelter.resolver.js';
import { AudiovisualTaxShelterFigure } from './tax-shelter-figure.entity.js';

export const audiovisual = definePlugin({
  name: 'audiovisual',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'Audiovisual',
  title: { nl: 'Audiovisueel', fr: 'Audiovisuel', en: 'Audiovisual', de: 'Audiovision' },
  description: 'Productions with their days, call sheets, crew, equipment and tax-shelter spend.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    AudiovisualActivity,
    AudiovisualProduction,
    AudiovisualShootingDay,
    AudiovisualCallSheet,
    AudiovisualCrewMember,
    AudiovisualProductionReport,
    AudiovisualCrewHours,
    AudiovisualEquipment,
    AudiovisualSpend,
    AudiovisualContract,
    AudiovisualContractDay,
    AudiovisualJointCommittee,
    AudiovisualTaxShelterAgreement,
    AudiovisualTaxShelterFigure,
  ],
  fields: [
    field({
      on: Activity,
      name: 'audiovisual',
      type: AudiovisualActivity,
      description: 'Its productions and shooting days; null while it has no production.',
      permission: 'audiovisual.read',
    }),
    field({
      on: Contract,
      name: 'audiovisual',
      type: AudiovisualContract,
      description: 'For which production it works; null while nobody said.',
      permission: 'audiovisual.read',
    }),
  ],
  resolvers: [
    ActivityResolver,
    ProductionResolver,
    ShootingDayResolver,
    CallSheetResolver,
    CrewResolver,
    EquipmentResolver,
    TaxShelterResolver,
    ContractResolver,
    ContractCostResolver,
    ExpenseResolver,
    JointCommitteeResolver,
  ],
  references: [productions],
  validations: [otherJointCommittee],
  tools: [shoot],
  facts: [shootingDays, equipmentUsed, productionDays, productionEquipment],
  events: [followContracts, followCovers],
  downloads: [callSheetDocument, productionReportDocument],
  permissions: [
    permission({
      name: 'audiovisual.read',
      description: 'See productions, their days and sheets, crew, equipment and spend.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'audiovisual.write',
      description: 'Make productions, plan and report days, keep crew, equipment and spend.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'audiovisual.reference',
      description: 'Keep the list of joint committees and the figures of the tax shelter.',
      roles: { FINANCE: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: AudiovisualTaxShelterAgreement,
      subject: 'contact',
      holds: ['investor', 'producer'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: the agreement is proved to the State (CIR 1992, art. 194ter).',
    }),
    privacy({
      entity: AudiovisualProduction,
      subject: 'contact',
      holds: ['director'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: the director is an author of the work (CEL art. XI.179).',
    }),
    privacy({
      entity: AudiovisualCallSheet,
      subject: 'contact',
      holds: ['performers', 'contacts'],
      onErase: 'erase',
      ground: 'GDPR art. 17: after the day nobody needs to be reached by it.',
    }),
    privacy({
      entity: AudiovisualCrewMember,
      subject: 'workerId',
      holds: ['workerId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: who worked under a contract is kept as long as the contract.',
      until: { term: 'employment', from: 'worksUntil' },
    }),
    privacy({
      entity: AudiovisualCrewHours,
      subject: 'workerId',
      holds: ['workerId', 'crewMemberId'],
      onErase: 'retain',
      ground: 'GDPR art. 6.1.c: what was worked is kept as long as the contract itself.',
      until: { term: 'employment', from: 'day' },
    }),
  ],
  messages,
  seeds,
});
