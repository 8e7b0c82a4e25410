import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { Violation } from '../../platform/write/violation.js';

@ObjectType({
  description: 'What is to be declared to social security of a quarter of work.',
  simpleResolvers: true,
})
export class DmfaExport {
  @Field(() => Int, { description: 'The year.' })
  year: number;

  @Field(() => Int, { description: '1 to 4.' })
  quarter: number;

  @Field(() => Int, { description: 'Natural persons who worked.' })
  workers: number;

  @Field(() => Int, { description: 'Contracts, each an occupation line.' })
  contracts: number;

  @Field(() => Money, { description: 'What contributions are computed on, together.' })
  contributionBase: Money;

  @Field(() => Money, { description: 'The workers’ contributions.' })
  employeeContribution: Money;

  @Field(() => Money, { description: 'The employer’s contributions.' })
  employerContribution: Money;

  @Field(() => [Violation], {
    description:
      'What must be known before it can be declared: codes that nobody has given, and each worker ' +
      'without a national number, by name.',
  })
  problems: Violation[];
}
