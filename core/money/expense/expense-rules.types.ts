import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Vehicle, VehicleKind } from './vehicle.entity.js';

const violations = { description: 'What stands in the way, and warnings.' };

export enum ExpenseKind {
  RECEIPT = 'RECEIPT',
  KILOMETRES = 'KILOMETRES',
}
registerEnumType(ExpenseKind, {
  name: 'ExpenseKind',
  description: 'How an expense is proved.',
  valuesConfig: {
    RECEIPT: { description: 'By what was paid.' },
    KILOMETRES: { description: 'By kilometres with one’s own vehicle, at a rate.' },
  },
});

export enum CeilingSpan {
  LINE = 'LINE',
  DAY = 'DAY',
  MONTH = 'MONTH',
}
registerEnumType(CeilingSpan, {
  name: 'CeilingSpan',
  description: 'What a ceiling counts together, of one member.',
  valuesConfig: {
    LINE: { description: 'Each line for itself.' },
    DAY: { description: 'All of a day.' },
    MONTH: { description: 'All of a month.' },
  },
});

export enum KmRegime {
  QUARTERLY = 'QUARTERLY',
  ANNUAL = 'ANNUAL',
}
registerEnumType(KmRegime, {
  name: 'KmRegime',
  description: 'Which published rate of kilometres a co-operative pays.',
  valuesConfig: {
    QUARTERLY: { description: 'That of each quarter.' },
    ANNUAL: { description: 'That of each year from 1 July.' },
  },
});

@ObjectType({ description: 'What may be claimed on a day.', simpleResolvers: true })
export class ExpenseCategory {
  @Field(() => String, { description: 'Its code, as lines name it.' })
  code: string;

  @Field(() => String, { description: 'Its name in the language of the caller.' })
  title: string;

  @Field(() => ExpenseKind, { description: 'How it is proved.' })
  kind: ExpenseKind;

  @Field(() => Boolean, { description: 'Whether a line needs a receipt.' })
  receiptRequired: boolean;

  @Field(() => Decimal, { description: 'Which part of the VAT is deducted, in percent.' })
  vatDeductible: string;

  @Field(() => Money, { nullable: true, description: 'The most that a member may claim.' })
  ceiling: Money | null;

  @Field(() => CeilingSpan, { nullable: true, description: 'What the ceiling counts together.' })
  ceilingPer: CeilingSpan | null;

  @Field(() => CivilDate, { description: 'Since when it holds.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'Until when, that day not counted.' })
  until: string | null;

  @Field(() => String, { description: 'The law or decision behind it.' })
  source: string;
}

@InputType({ description: 'A name in the four languages.' })
export class ExpenseTitleInput {
  @Field(() => String, { description: 'In Dutch.' })
  nl: string;

  @Field(() => String, { description: 'In French.' })
  fr: string;

  @Field(() => String, { description: 'In English.' })
  en: string;

  @Field(() => String, { description: 'In German.' })
  de: string;
}

@InputType({ description: 'What may be claimed from a day on; replaces what held for the code.' })
export class DecideExpenseCategoryInput {
  @Field(() => String, { description: 'Its code: small letters and dashes.' })
  code: string;

  @Field(() => ExpenseTitleInput, { description: 'Its name.' })
  title: ExpenseTitleInput;

  @Field(() => ExpenseKind, { description: 'How it is proved.' })
  kind: ExpenseKind;

  @Field(() => Boolean, { description: 'Whether a line needs a receipt.' })
  receiptRequired: boolean;

  @Field(() => Decimal, { description: 'Which part of the VAT is deducted, in percent.' })
  vatDeductible: string;

  @Field(() => Decimal, { nullable: true, description: 'The most that a member may claim.' })
  ceiling?: string | null;

  @Field(() => CeilingSpan, { nullable: true, description: 'What the ceiling counts together.' })
  ceilingPer?: CeilingSpan | null;

  @Field(() => CivilDate, {
    description: 'From when; a code that holds already changes from today at the earliest.',
  })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'Until when, that day not counted.' })
  until?: string | null;

  @Field(() => String, { description: 'The law or decision behind it: 1 to 300 characters.' })
  source: string;
}

@ObjectType({ description: 'The decision, or why not.', simpleResolvers: true })
export class DecideExpenseCategoryPayload {
  @Field(() => String, { nullable: true, description: 'The code; null when refused.' })
  code: string | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}

@InputType({ description: 'The choice between the two rates of kilometres.' })
export class ChooseKmRegimeInput {
  @Field(() => Int, { description: 'The calendar year, which it binds.' })
  year: number;

  @Field(() => KmRegime, { description: 'Which rate.' })
  regime: KmRegime;

  @Field(() => String, { description: 'Where the decision stands: 1 to 200 characters.' })
  reference: string;
}

@ObjectType({ description: 'The choice, or why not.', simpleResolvers: true })
export class ChooseKmRegimePayload {
  @Field(() => Boolean, { description: 'Whether that is the regime of the year now.' })
  chosen: boolean;

  @Field(() => [Violation], violations)
  violations: Violation[];
}

@InputType({ description: 'Your own vehicle.' })
export class RegisterVehicleInput {
  @Field(() => VehicleKind, { description: 'What it is.' })
  kind: VehicleKind;

  @Field(() => String, { description: 'Its number plate: 1 to 20 characters.' })
  plate: string;

  @Field(() => CivilDate, { nullable: true, description: 'From when; today if not said.' })
  from?: string | null;
}

@InputType({ description: 'A vehicle that you no longer drive.' })
export class RetireVehicleInput {
  @Field(() => ID, { description: 'The vehicle.' })
  vehicleId: string;

  @Field(() => CivilDate, { nullable: true, description: 'The first day without; or today.' })
  until?: string | null;
}

@ObjectType({ description: 'The vehicle, or why not.', simpleResolvers: true })
export class VehiclePayload {
  @Field(() => Vehicle, { nullable: true, description: 'The vehicle; null when refused.' })
  vehicle: Vehicle | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}
