import { registerEnumType } from 'gezel/sdk';

export enum Risk {
  EQUIPMENT = 'EQUIPMENT',
  VEHICLE = 'VEHICLE',
  LIABILITY = 'LIABILITY',
  ACCIDENT = 'ACCIDENT',
  CANCELLATION = 'CANCELLATION',
}
registerEnumType(Risk, {
  name: 'InsuranceRisk',
  description: 'What a policy covers.',
  valuesConfig: {
    EQUIPMENT: { description: 'Loss of and damage to equipment.' },
    VEHICLE: { description: 'Damage to a vehicle that is rented.' },
    LIABILITY: { description: 'Damage that is done to others.' },
    ACCIDENT: { description: 'Accidents of people beyond what the law has an employer insure.' },
    CANCELLATION: { description: 'What is lost when work is called off.' },
  },
});

export enum Occasion {
  CONTRACT = 'CONTRACT',
  RISK = 'RISK',
  EQUIPMENT = 'EQUIPMENT',
  VAN = 'VAN',
}
registerEnumType(Occasion, {
  name: 'InsuranceOccasion',
  description: 'What makes the platform ask whether something should be insured.',
  valuesConfig: {
    CONTRACT: { description: 'A contract was signed.' },
    RISK: { description: 'A contract was signed for work with a risk for health or safety.' },
    EQUIPMENT: { description: 'Equipment was bought, leased or rented.' },
    VAN: { description: 'A van was rented.' },
  },
});

export enum CoverStatus {
  REQUESTED = 'REQUESTED',
  ACTIVE = 'ACTIVE',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(CoverStatus, {
  name: 'InsuranceCoverStatus',
  description: 'Whether a cover holds.',
  valuesConfig: {
    REQUESTED: { description: 'Paid and asked for; the insurer has not answered.' },
    ACTIVE: { description: 'The insurer has confirmed it.' },
    REFUSED: { description: 'The insurer has refused it; the premium went back.' },
    CANCELLED: { description: 'Called off; the premium went back.' },
  },
});

export enum ClaimStatus {
  REPORTED = 'REPORTED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  PAID = 'PAID',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ClaimStatus, {
  name: 'InsuranceClaimStatus',
  description: 'How a claim stands.',
  valuesConfig: {
    REPORTED: { description: 'With the insurer.' },
    ACCEPTED: { description: 'The insurer will pay.' },
    REJECTED: { description: 'The insurer will not pay.' },
    PAID: { description: 'The insurer has paid.' },
    WITHDRAWN: { description: 'Taken back before the insurer decided.' },
  },
});

export enum NeedStatus {
  OPEN = 'OPEN',
  COVERED = 'COVERED',
  WAIVED = 'WAIVED',
  GONE = 'GONE',
}
registerEnumType(NeedStatus, {
  name: 'InsuranceNeedStatus',
  description: 'What came of a need.',
  valuesConfig: {
    OPEN: { description: 'Somebody should decide.' },
    COVERED: { description: 'A cover was bought for it.' },
    WAIVED: { description: 'Nobody insures it, for a reason.' },
    GONE: { description: 'What it was raised for was called off or given back.' },
  },
});
