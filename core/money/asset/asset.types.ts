import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import type { ReportScope } from '../report/report.js';

@InputType({
  description: 'Which things are written off, and over how many months, from a day on.',
})
export class DecideAssetPolicyInput {
  @Field(() => String, {
    description: 'A service, e.g. "equipment.purchase", or all of a plugin, e.g. "equipment".',
  })
  service: string;

  @Field(() => Decimal, {
    description:
      'What costs less is a cost at once, in the co-operative’s currency; 0: nothing is.',
  })
  threshold: string;

  @Field(() => Int, { description: 'The fewest months over which a thing is written off.' })
  shortestMonths: number;

  @Field(() => Int, { description: 'The most months, 600 at most.' })
  longestMonths: number;

  @Field(() => CivilDate, { description: 'The first day on which it holds: today or later.' })
  from: string;

  @Field(() => String, { description: 'Who decided it, or the rule that it follows.' })
  source: string;
}

@ObjectType({ simpleResolvers: true, description: 'Whether a policy was decided, or why not.' })
export class AssetPolicyPayload {
  @Field(() => Boolean, { description: 'Whether it holds from its day on.' })
  decided: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({
  description:
    'What legal entities own for activities over a period; the lines of its file are the things.',
})
export class AssetReport {
  scope: ReportScope;

  @Field(() => Money, { description: 'What the books had of it before the first day.' })
  opening: Money;

  @Field(() => Money, { description: 'What was bought, without what was called off.' })
  acquired: Money;

  @Field(() => Money, { description: 'What was written off.' })
  depreciated: Money;

  @Field(() => Money, { description: 'What was left of things that were sold or lost.' })
  disposed: Money;

  @Field(() => Money, { description: 'What the books have of it on the last day.' })
  closing: Money;
}
