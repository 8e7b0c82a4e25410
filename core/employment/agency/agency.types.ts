import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/read/connection-type.js';
import { EnterpriseNumber } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Contract } from '../contract/contract.entity.js';
import { Agency } from './agency.entity.js';

export const AgencyConnection = connectionType(Agency, 'Agency');

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const violations = { description: 'What stands in the way, or is to be looked at.' };

@InputType({ description: 'An agency of temporary employment.' })
export class RecordAgencyInput {
  @Field(() => String, { description: 'Its name, at most 200 characters.' })
  name: string;

  @Field(() => EnterpriseNumber, { description: 'By which its invoices are known.' })
  enterpriseNumber: string;

  @Field(() => String, { description: 'The number of its recognition, at most 100 characters.' })
  recognition: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'An agency that we no longer work with.' })
export class EndAgencyInput {
  @Field(() => ID, { description: 'The agency.' })
  id: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'An agency after a step, or why not.', simpleResolvers: true })
export class AgencyPayload {
  @Field(() => Agency, { nullable: true, description: 'The agency as it now is.' })
  agency: Agency | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}

@InputType({ description: 'Which interim work an agency’s invoice is for.' })
export class SettleAgencyInput {
  @Field(() => ID, { description: 'The invoice: an approved incoming document.' })
  purchaseId: string;

  @Field(() => [ID], { description: 'The worked contracts, at most 100.' })
  contractIds: string[];

  @Field(() => String, { description: 'Your own key: a repeat with it changes nothing.' })
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The work that an invoice is for, or why not.', simpleResolvers: true })
export class SettleAgencyPayload {
  @Field(() => [Contract], { nullable: true, description: 'The contracts, now paid.' })
  contracts: Contract[] | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}
