import {
  type Attempted,
  CivilDate,
  count,
  Field,
  ID,
  InputType,
  Int,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { CommunityPetition, CommunitySignature, PetitionStatus } from './petition.entity.js';
import { memberOf, onRow } from './steps.js';

const { OPEN, HANDED_OVER, ANSWERED, WITHDRAWN } = PetitionStatus;

@InputType({ description: 'A petition to start.' })
export class CommunityStartPetitionInput {
  @Field(() => String, { description: 'In a line.' })
  title: string;

  @Field(() => String, { description: 'In full: up to 10,000 characters.' })
  body: string;

  @Field(() => String, {
    description: 'To whom: social partners, a joint committee, an authority.',
  })
  addressee: string;

  @Field(() => Int, { description: 'Signatures that it needs to be handed over.' })
  threshold: number;

  @Field(() => CivilDate, { description: 'The last day to sign.' })
  closesOn: string;
}

/** By any member, who signs it first. */
export async function startPetition(
  ctx: PluginContext,
  input: CommunityStartPetitionInput,
): Promise<Attempted<CommunityPetition>> {
  const starterId = memberOf(ctx);
  const { closesOn } = input;
  const card = {
    ...{ closesOn, starterId, title: text(input.title, 'title') },
    body: text(input.body, 'body', 10_000),
    addressee: text(input.addressee, 'addressee'),
    threshold: count(input.threshold, 'threshold', 1_000_000),
  };
  return ctx.attempt({ action: 'community.start-petition' }, async ({ store, now, today }) => ({
    findings: closesOn < today ? [{ code: 'community.day-has-passed', path: ['closesOn'] }] : [],
    write: async () => {
      const row = { ...card, status: OPEN, signatures: 1, openedAt: now };
      const petition = await store.insert(CommunityPetition, row);
      const first = { petitionId: petition.id, memberId: starterId, signedAt: now };
      await store.insert(CommunitySignature, first);
      return petition;
    },
  }));
}

@InputType({ description: 'Whether the caller signs a petition.' })
export class CommunitySignPetitionInput {
  @Field(() => ID, { description: 'The petition.' })
  id: string;

  @Field(() => Boolean, { description: 'False takes a signature back, while it is open.' })
  signs: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export function signPetition(
  ctx: PluginContext,
  input: CommunitySignPetitionInput,
): Promise<Attempted<CommunityPetition>> {
  const memberId = memberOf(ctx);
  return onRow(ctx, CommunityPetition, 'community.sign-petition', input, async (inside, row) => {
    const { store, today, now } = inside;
    const petitionId = row.id;
    const findings = notIn([OPEN], row);
    if (today > row.closesOn) findings.push({ code: 'community.petition-closed', path: ['id'] });
    const [mine] = await store.find(CommunitySignature, { petitionId, memberId }, { limit: 1 });
    if (input.signs && mine) findings.push({ code: 'community.signed-already', path: ['signs'] });
    if (!input.signs && !mine) findings.push({ code: 'community.not-signed', path: ['signs'] });
    return {
      findings,
      write: async () => {
        if (mine === undefined) {
          await store.insert(CommunitySignature, { petitionId, memberId, signedAt: now });
        } else await store.remove(CommunitySignature, mine.id);
        const signatures = row.signatures + (mine === undefined ? 1 : -1);
        return (await store.update(CommunityPetition, petitionId, { signatures })) ?? row;
      },
    };
  });
}

@InputType({ description: 'A petition to hand over.' })
export class CommunityHandOverPetitionInput {
  @Field(() => ID, { description: 'The petition.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A petition to call off.' })
export class CommunityWithdrawPetitionInput {
  @Field(() => ID, { description: 'The petition.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Once it has its signatures, by who organises the community. */
export function handOverPetition(
  ctx: PluginContext,
  input: CommunityHandOverPetitionInput,
): Promise<Attempted<CommunityPetition>> {
  ctx.require('community.manage');
  return onRow(ctx, CommunityPetition, 'community.hand-over-petition', input, async (on, row) => {
    const findings = notIn([OPEN], row);
    const { signatures, threshold } = row;
    if (signatures < threshold) {
      const values = { count: signatures, threshold };
      findings.push({ code: 'community.too-few-signatures', path: ['id'], values });
    }
    const change = { status: HANDED_OVER, handedOverOn: on.today };
    return {
      findings,
      write: async () => {
        const subject = { type: 'CommunityPetition', id: row.id };
        on.emit({ type: 'community.petition-handed-over', subject, payload: { signatures } });
        return (await on.store.update(CommunityPetition, row.id, change)) ?? row;
      },
    };
  });
}

@InputType({ description: 'What the addressee of a petition answered.' })
export class CommunityAnswerPetitionInput {
  @Field(() => ID, { description: 'The petition.' })
  id: string;

  @Field(() => String, { description: 'The answer: up to 10,000 characters.' })
  answer: string;

  @Field(() => CivilDate, { description: 'The day on which it came.' })
  answeredOn: string;
}

export function answerPetition(
  ctx: PluginContext,
  input: CommunityAnswerPetitionInput,
): Promise<Attempted<CommunityPetition>> {
  ctx.require('community.manage');
  const { answeredOn } = input;
  const answer = text(input.answer, 'answer', 10_000);
  return onRow(ctx, CommunityPetition, 'community.answer-petition', input, async (on, row) => {
    const findings = notIn([HANDED_OVER], row);
    if (answeredOn > on.today || (row.handedOverOn !== null && answeredOn < row.handedOverOn)) {
      findings.push({ code: 'community.no-day-of-an-answer', path: ['answeredOn'] });
    }
    const change = { status: ANSWERED, answer, answeredOn };
    return {
      findings,
      write: async () => (await on.store.update(CommunityPetition, row.id, change)) ?? row,
    };
  });
}

/** By who started it, or who organises the community, while nobody else has it. */
export function withdrawPetition(
  ctx: PluginContext,
  input: CommunityWithdrawPetitionInput,
): Promise<Attempted<CommunityPetition>> {
  const memberId = memberOf(ctx);
  return onRow(ctx, CommunityPetition, 'community.withdraw-petition', input, async (on, row) => {
    const findings = notIn([OPEN], row);
    if (row.starterId !== memberId && on.viewer?.reach('community.manage') === undefined) {
      findings.push({ code: 'community.not-the-starter', path: ['id'] });
    }
    return {
      findings,
      write: async () =>
        (await on.store.update(CommunityPetition, row.id, { status: WITHDRAWN })) ?? row,
    };
  });
}

const notIn = (admitted: readonly PetitionStatus[], row: CommunityPetition): PluginFinding[] =>
  admitted.includes(row.status) ? [] : [{ code: 'community.petition-moved-on', path: ['id'] }];
