import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { InvoiceWriteOff } from './invoice-write-off.entity.js';

@InputType({ description: 'An invoice that its client will never pay.' })
export class ProposeInvoiceWriteOffInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field(() => String, { description: 'Why the claim is lost: a code of `lossGrounds`.' })
  ground: string;

  @Field(() => CivilDate, {
    description:
      'From when the loss is certain, e.g. the day of the judgment; today at the latest.',
  })
  lostOn: string;

  @Field(() => String, {
    nullable: true,
    description: 'What proves it, where the ground asks for that: at most 500 characters.',
  })
  evidence?: string | null;

  @Field(() => String, { description: 'Why the client will not pay: at most 1000 characters.' })
  reason: string;

  @Field(() => String, { description: 'Your key for this request: a repeat proposes it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A decision over a write-off that another person proposed.' })
export class DecideInvoiceWriteOffInput {
  @Field(() => ID, { description: 'The write-off.' })
  writeOffId: string;

  @Field(() => Boolean, { description: 'Whether it is written off, or stays due.' })
  approve: boolean;

  @Field(() => Int, { nullable: true, description: 'Its version as you saw it.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat decides it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A write-off that is taken back: the invoice is due again.' })
export class ReverseInvoiceWriteOffInput {
  @Field(() => ID, { description: 'The write-off.' })
  writeOffId: string;

  @Field(() => String, { description: 'Why, in at most 1000 characters.' })
  reason: string;

  @Field(() => Int, { nullable: true, description: 'Its version as you saw it.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat reverses it once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'The write-off as it is now, or why not.', simpleResolvers: true })
export class InvoiceWriteOffPayload {
  @Field(() => InvoiceWriteOff, {
    nullable: true,
    description: 'The write-off; null when refused.',
  })
  writeOff: InvoiceWriteOff | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
