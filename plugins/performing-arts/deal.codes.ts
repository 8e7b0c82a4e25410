import { registerEnumType } from 'gezel/sdk';

export enum DealKind {
  CESSION = 'CESSION',
  CO_REALISATION = 'CO_REALISATION',
  HALL_RENTAL = 'HALL_RENTAL',
}
registerEnumType(DealKind, {
  name: 'PerformingArtsDealKind',
  description: 'Who takes the risk of a date.',
  valuesConfig: {
    CESSION: { description: 'The organiser: it buys the show for a fixed fee a date.' },
    CO_REALISATION: { description: 'Both: they share the receipts, perhaps above a guarantee.' },
    HALL_RENTAL: { description: 'The company: it rents the place and keeps the receipts.' },
  },
});

export enum DealStatus {
  DRAFT = 'DRAFT',
  SIGNED = 'SIGNED',
  SETTLED = 'SETTLED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(DealStatus, {
  name: 'PerformingArtsDealStatus',
  description: 'How far a deal has come.',
  valuesConfig: {
    DRAFT: { description: 'Nobody is bound.' },
    SIGNED: { description: 'Both sides are bound; its dates are confirmed.' },
    SETTLED: { description: 'Every date that took place has its agreed settlement.' },
    CANCELLED: { description: 'It does not take place.' },
  },
});

export enum TicketSeller {
  ORGANISER = 'ORGANISER',
  COMPANY = 'COMPANY',
}
registerEnumType(TicketSeller, {
  name: 'PerformingArtsTicketSeller',
  description: 'Who sells the tickets and so has the receipts in hand.',
  valuesConfig: {
    ORGANISER: { description: 'The organiser.' },
    COMPANY: { description: 'The company that plays.' },
  },
});

export enum HouseSubsidy {
  STRUCTURAL = 'STRUCTURAL',
  PROJECT = 'PROJECT',
  NONE = 'NONE',
}
registerEnumType(HouseSubsidy, {
  name: 'PerformingArtsHouseSubsidy',
  description: 'How a house of joint committee 304 is subsidised.',
  valuesConfig: {
    STRUCTURAL: { description: 'For its working, over several years.' },
    PROJECT: { description: 'For a project.' },
    NONE: { description: 'Not at all: nothing is judged by what such houses pay at least.' },
  },
});

export enum CancelledFor {
  FORCE_MAJEURE = 'FORCE_MAJEURE',
  BY_ORGANISER = 'BY_ORGANISER',
  BY_COMPANY = 'BY_COMPANY',
}
registerEnumType(CancelledFor, {
  name: 'PerformingArtsCancelledFor',
  description: 'Why a deal does not take place.',
  valuesConfig: {
    FORCE_MAJEURE: { description: 'What neither side could foresee or prevent.' },
    BY_ORGANISER: { description: 'The organiser withdraws.' },
    BY_COMPANY: { description: 'The company withdraws.' },
  },
});

export enum SettlementStatus {
  PROPOSED = 'PROPOSED',
  AGREED = 'AGREED',
}
registerEnumType(SettlementStatus, {
  name: 'PerformingArtsSettlementStatus',
  description: 'Whether a settlement can still change.',
  valuesConfig: {
    PROPOSED: { description: 'Worked out; both sides may still look at it.' },
    AGREED: { description: 'Agreed by both sides: it never changes.' },
  },
});
