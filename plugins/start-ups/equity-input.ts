import { CivilDate, Decimal, Field, ID, InputType, Int } from 'gezel/sdk';
import { EquityKind } from './equity.entity.js';

@InputType({ description: 'Somebody who may get shares.' })
export class StartUpAddHolderInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'Of the person or company, at most 200 characters.' })
  name: string;
}

@InputType({
  description:
    'Something that happened to shares, or to what may become shares. What its kind lacks, or does ' +
    'not have, is BAD_USER_INPUT.',
})
export class StartUpRecordEquityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => EquityKind, { description: 'What happened.' })
  kind: EquityKind;

  @Field(() => CivilDate, { description: 'When; not before the event before it, not after today.' })
  day: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the class of shares, e.g. "ordinary"; what follows from a security has none.',
  })
  shareClass?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who gets, gives or loses; not of a split.' })
  holderId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a transfer: to whom.' })
  toHolderId?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How many: whole; not of a split. Of a class: the most that may be issued.',
  })
  quantity?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a split: so many new shares; of a class: so many of that it converts into …',
  })
  numerator?: number | null;

  @Field(() => Int, { nullable: true, description: '… for so many old ones.' })
  denominator?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the plan, option, warrant or convertible, which the first event gives it.',
  })
  security?: string | null;

  @Field(() => String, { nullable: true, description: 'Of an option: the code of its plan.' })
  plan?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Of one share, in the activity’s currency, with at most ten decimals; of an option or a ' +
      'warrant: what exercising it costs; of a conversion: what others pay.',
  })
  price?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Of a convertible: what was lent; of its conversion: the interest that goes along.',
  })
  amount?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Of a convertible: the most that all shares are valued at when it converts.',
  })
  cap?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Of a convertible: per cent off the price that others pay; below 100.',
  })
  discountPercent?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Last day to exercise it; of a convertible: when it is to be paid back.',
  })
  expiresOn?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Of an option that vests month by month: from when; else all is vested at once.',
  })
  vestingFrom?: string | null;

  @Field(() => Int, { nullable: true, description: 'In how many months all has vested: 1 to 240.' })
  vestingMonths?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Before so many months nothing has vested; none when absent.',
  })
  cliffMonths?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of a class: votes of one share, 0 to 1,000.' })
  votes?: number | null;

  @Field(() => String, { nullable: true, description: 'Of a class: which it converts into.' })
  intoClass?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of a retraction or an acceptance: the event that issued something.',
  })
  eventId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How what is paid for it was given, at most 500 characters, e.g. "transfer of 12 May to the ' +
      'company’s account"; of what is issued, lent, exercised or bought back.',
  })
  considerationText?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}
