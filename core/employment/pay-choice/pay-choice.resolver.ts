import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Member } from '../../member/member.entity.js';
import { ownCurrency } from '../../money/cooperative-currency.js';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { decimalOf, minorOf, money } from '../../platform/money.js';
import { Requires } from '../../platform/schema-rules.js';
import { shareOf } from '../pay/simulate-pay.js';
import { type Choice, setPayChoice, visibleChoice } from './pay-choice.js';
import {
  PayChoice,
  PayReserve,
  SetPayChoiceInput,
  SetPayChoicePayload,
} from './pay-choice.types.js';
import { payReserve } from './pay-reserve.js';

@Resolver(() => Member)
export class PayChoiceResolver {
  @Requires('member.write')
  @Mutation(() => SetPayChoicePayload, {
    description:
      'Chooses withholding, household and monthly parts from a day on, all of them anew. What is ' +
      'signed already stays as it was signed.',
  })
  async setPayChoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetPayChoiceInput, { description: 'The choice.' })
    input: SetPayChoiceInput,
  ): Promise<SetPayChoicePayload> {
    return choose(known(ctx), input);
  }

  @FieldResolver(() => PayChoice, {
    nullable: true,
    description: 'What they chose about pay; null: nothing, or not yours to see.',
  })
  async payChoice(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<PayChoice | null> {
    const choice = await visibleChoice(known(ctx), member.id);
    return choice && said(choice, await ownCurrency(known(ctx)));
  }

  @FieldResolver(() => PayReserve, {
    nullable: true,
    description: 'Net pay that is kept for monthly parts; null when it is not yours to see.',
  })
  payReserve(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<PayReserve | null> {
    return payReserve(known(ctx), member.id);
  }
}

async function choose(ctx: Context, input: SetPayChoiceInput): Promise<SetPayChoicePayload> {
  const { memberId, household, monthlyInstalment } = input;
  const id = memberId == null ? ctx.viewer.memberId : localId('Member', memberId, 'memberId');
  const currency = await ownCurrency(ctx);
  const withholdingShare = shareOf(input.withholdingRate ?? null);
  if (withholdingShare === undefined) {
    const found = [{ code: 'pay.rate-out-of-range', path: ['withholdingRate'] }];
    return { choice: null, violations: violationsOf(ctx, found) };
  }
  const spouseWithoutIncome = household?.spouseWithoutIncome ?? false;
  const choice: Choice = {
    ...{ from: input.from ?? ctx.platform.clock.today(), withholdingShare },
    ...{ children: household?.children ?? 0, spouseWithoutIncome },
    single: household?.single ?? !spouseWithoutIncome,
    disabled: household?.disabled ?? false,
    instalmentMinor:
      monthlyInstalment == null ? null : minorOf(monthlyInstalment, currency, 'monthlyInstalment'),
  };
  const violations = await setPayChoice(ctx, id, choice);
  return { choice: violations.length === 0 ? said(choice, currency) : null, violations };
}

function said({ withholdingShare, instalmentMinor, ...choice }: Choice, currency: string) {
  return Object.assign(new PayChoice(), {
    ...choice,
    withholdingRate:
      withholdingShare === null
        ? null
        : decimalOf(BigInt(withholdingShare), 5).replace(/\.?0+$/, ''),
    monthlyInstalment: instalmentMinor === null ? null : money(instalmentMinor, currency),
  });
}
