import {
  type Attempted,
  badInput,
  CivilDate,
  Field,
  ID,
  InputType,
  Int,
  localId,
  type PluginContext,
  replaceFrom,
  text,
} from 'gezel/sdk';
import { QuoteValidity } from './activity.entity.js';
import { DesignTerms } from './terms.entity.js';
import { checkedTerms } from './terms.js';

@InputType({ description: 'On which terms works are quoted from a day on: one of them at least.' })
export class DesignSetTermsInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The client with whom it was agreed; absent: the whole co-operative’s terms.',
  })
  clientId?: string | null;

  @Field(() => QuoteValidity, { nullable: true, description: 'How long a quote can be accepted.' })
  quoteValidity?: QuoteValidity | null;

  @Field(() => Int, { nullable: true, description: 'Percent asked in advance, 0 to 100.' })
  advancePercent?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days from its invoice within which that is paid, 1 to 60.',
  })
  advanceDays?: number | null;

  @Field(() => CivilDate, { description: 'The first day on which one quotes on them; from today.' })
  from: string;

  @Field(() => String, { description: 'Where they come from, at most 500 characters.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Adds terms from a day on, in place of those that would hold then; quotes keep what they say. */
export async function setTerms(
  ctx: PluginContext,
  input: DesignSetTermsInput,
): Promise<Attempted<DesignTerms>> {
  const clientId = input.clientId == null ? null : localId('Client', input.clientId, 'clientId');
  const client = clientId && (await ctx.core.require('Client', clientId, 'design.write'));
  if (client === null) ctx.require('design.terms');
  const { quoteValidity = null, advancePercent = null, advanceDays = null } = input;
  checkedTerms(input);
  if ([quoteValidity, advancePercent, advanceDays].every((one) => one === null)) {
    throw badInput('At least one of the terms is expected.', 'advanceDays');
  }
  const holderId = clientId ?? ctx.cooperativeId;
  const row = {
    ...{ holderId, clientId, quoteValidity, advancePercent, advanceDays, fromDay: input.from },
    ...{ untilDay: null, source: text(input.source, 'source', 500) },
  };
  const step = { action: 'design.set-terms', dryRun: input.dryRun };
  return ctx.attempt(step, async ({ core, store, today }) => {
    // Two who agree at once with a client wait for each other.
    if (client) await core.lock('Activity', client.activityId);
    const past = { code: 'design.terms-past', path: ['from'], values: { today } };
    return {
      findings: input.from < today ? [past] : [],
      write: () => replaceFrom(store, DesignTerms, { holderId }, row),
    };
  });
}
