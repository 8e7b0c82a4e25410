import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Violation } from '../../platform/write/violation.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { TransmissionStatus } from './transmission.entity.js';

export enum TransmissionOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(TransmissionOrder, {
  name: 'TransmissionOrder',
  description: 'The order of a list of transmissions.',
  valuesConfig: {
    NEWEST: { description: 'Last queued first.' },
    OLDEST: { description: 'First queued first.' },
  },
});

@InputType({ description: 'Which transmissions: all conditions hold.' })
export class TransmissionFilter {
  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => [TransmissionStatus], { nullable: true, description: 'Any of these.' })
  status?: TransmissionStatus[] | null;
}

@InputType({ description: 'The document to send.' })
export class SendInvoiceInput {
  @Field(() => ID, { description: 'An issued invoice or credit note.' })
  invoiceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat answers the first.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'The document that is queued, or why not.', simpleResolvers: true })
export class SendInvoicePayload {
  @Field(() => Invoice, { nullable: true, description: 'The document; null: refused or tried.' })
  invoice: Invoice | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
