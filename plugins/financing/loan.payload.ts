import { type Attempted, Field, ObjectType, Violation } from 'gezel/sdk';
import { FinancingLoan } from './loan.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The loan as it now is, or why not.' })
export class FinancingLoanPayload {
  @Field(() => FinancingLoan, { nullable: true, description: 'The loan.' })
  loan: FinancingLoan | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

export const payloadOf = ({
  done,
  violations,
}: Attempted<FinancingLoan>): FinancingLoanPayload => ({ loan: done, violations });
