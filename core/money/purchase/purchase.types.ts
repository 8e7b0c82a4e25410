import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Decimal, Iban } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Purchase, PurchaseStatus } from './purchase.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };

export enum PurchaseOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(PurchaseOrder, {
  name: 'PurchaseOrder',
  description: 'The order of a list of incoming documents.',
  valuesConfig: {
    NEWEST: { description: 'Last received first.' },
    OLDEST: { description: 'First received first.' },
  },
});

@InputType({ description: 'Which incoming documents: all conditions hold.' })
export class PurchaseFilter {
  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => [PurchaseStatus], { nullable: true, description: 'Any of these.' })
  status?: PurchaseStatus[] | null;
}

@InputType({ description: 'For which activity an incoming document is.' })
export class AssignPurchaseInput {
  @Field(() => ID, { description: 'The document.' })
  purchaseId: string;

  @Field(() => ID, { description: 'The activity, of the legal entity that it was sent to.' })
  activityId: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The document to approve.' })
export class ApprovePurchaseInput {
  @Field(() => ID, { description: 'The document.' })
  purchaseId: string;

  @Field(() => Decimal, {
    description: 'How much of its VAT may be deducted, from "0" to all; the rest is a cost.',
  })
  deductibleVat: string;

  @Field(() => Iban, {
    nullable: true,
    description: 'Where to pay, when not to the account that the document names.',
  })
  iban?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'A card or a direct debit has paid it: no payout is made, and the movement of the bank is ' +
      'awaited.',
  })
  alreadyPaid?: boolean | null;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat answers the first.' })
  idempotencyKey: string;
}

@InputType({ description: 'The self-billed document to accept.' })
export class AcceptSelfBilledInput {
  @Field(() => ID, { description: 'The document.' })
  purchaseId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Of an invoice: the client of the activity that made it out; not of a credit note.',
  })
  clientId?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat answers the first.' })
  idempotencyKey: string;
}

@InputType({ description: 'The document to refuse.' })
export class RefusePurchaseInput {
  @Field(() => ID, { description: 'The document.' })
  purchaseId: string;

  @Field(() => String, { description: 'Why it is not owed.' })
  reason: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The document after a step, or why not.', simpleResolvers: true })
export class PurchasePayload {
  @Field(() => Purchase, { nullable: true, description: 'The document; null: refused or tried.' })
  purchase: Purchase | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
