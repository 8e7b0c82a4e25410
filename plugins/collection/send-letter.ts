import {
  type Attempted,
  addDays,
  CivilDate,
  type ClientFacts,
  Field,
  type HostEntityFacts,
  holdingOn,
  InputType,
  type InvoiceFacts,
  type PluginContext,
  type PluginFinding,
  printedLocale,
} from 'gezel/sdk';
import { type CollectionClaim, claimOn } from './claim.js';
import { groundOf } from './claim-of-file.js';
import { Channel, DebtorKind, FileStatus, LetterKind } from './codes.js';
import { consumerLawOn, lastDayOf, penaltyCapMinor } from './consumer-terms.js';
import type { CollectionFile } from './file.entity.js';
import { CollectionStepInput, fileSteps, type StepGround, takeFileStep } from './file-step.js';
import { askOnTop } from './late-charges.js';
import { CollectionLetter, type LetterParties } from './letter.entity.js';
import { noPolicy, policyFor } from './open-file.js';

@InputType({ description: 'A letter that was sent, or is sent today.' })
export class CollectionLetterInput extends CollectionStepInput {
  @Field(() => Channel, { description: 'How it is sent.' })
  channel: Channel;

  @Field(() => CivilDate, { nullable: true, description: 'When; today when absent, never later.' })
  sentOn?: string | null;
}

/** A reminder, free of charge; to a consumer it says what the law wants it to say. */
export const remind = (
  ctx: PluginContext,
  input: CollectionLetterInput,
): Promise<Attempted<CollectionFile>> =>
  takeFileStep(ctx, fileSteps.remind, input, (ground) =>
    letter(ground, input, LetterKind.REMINDER),
  );

/** A formal notice with interest, lump sum or penalty of its day. */
export const giveNotice = (
  ctx: PluginContext,
  input: CollectionLetterInput,
): Promise<Attempted<CollectionFile>> =>
  takeFileStep(ctx, fileSteps.giveNotice, input, (ground) =>
    letter(ground, input, LetterKind.NOTICE),
  );

async function letter(
  { inside, file, invoice }: StepGround,
  { channel, sentOn: given }: CollectionLetterInput,
  kind: LetterKind,
) {
  const sentOn = given ?? inside.today;
  const notice = kind === LetterKind.NOTICE;
  const ground = await groundOf(inside, file, invoice, sentOn);
  const { claim, missing } = claimOn(ground);
  const policy = await policyFor(inside, file.debtorKind);
  const sent = await inside.store.listBy(CollectionLetter, 'invoiceId', file.invoiceId);
  const findings = [
    ...dayFindings(inside, invoice, sent, sentOn),
    ...(notice ? noticeFindings(file, sent, sentOn) : []),
    ...(notice ? missing : []),
  ];
  if (policy === undefined) findings.push(noPolicy(inside, file.debtorKind));
  const payBy = lastDayOf(sentOn, channel, policy?.termDays ?? 1);
  const status = notice ? FileStatus.NOTICED : FileStatus.REMINDED;
  const asked = notice ? claim : nothingOnTop(claim);
  return {
    findings,
    change: { status, rung: status, nextStepOn: addDays(payBy, 1) },
    also: async () => {
      const id = inside.newId();
      if (notice)
        await askOnTop(inside, file, {
          ...chargesOf(asked),
          key: `letter:${id}`,
          by: 'notice',
          on: sentOn,
        });
      await inside.store.insert(CollectionLetter, {
        ...{ id, invoiceId: file.invoiceId, activityId: file.activityId, kind, channel, sentOn },
        ...{ payBy, currency: claim.currency, ...asked },
        announcedMinor: announced(file, holdingOn(ground.policies, sentOn), claim, sentOn),
        announcedRate: notice ? null : rateOf(file, holdingOn(ground.policies, sentOn)),
        parties: await partiesOf(inside, file, invoice),
      });
    },
  };
}

type Amounts = Pick<
  CollectionClaim,
  'principalMinor' | 'interestMinor' | 'lumpSumMinor' | 'penaltyMinor'
>;

const chargesOf = ({ lumpSumMinor, interestMinor, penaltyMinor }: Amounts) => ({
  ...{ costsMinor: lumpSumMinor, interestMinor, penaltyMinor },
});

const nothingOnTop = ({ principalMinor }: CollectionClaim): Amounts => ({
  ...{ principalMinor, interestMinor: 0n, lumpSumMinor: 0n, penaltyMinor: 0n },
});

/** The penalty that follows if a consumer does not pay: a reminder must say it. */
function announced(
  { debtorKind }: CollectionFile,
  policy: { readonly penaltyAgreed: boolean } | undefined,
  { principalMinor }: CollectionClaim,
  on: string,
): bigint {
  const law = consumerLawOn(on);
  if (debtorKind !== DebtorKind.CONSUMER || law === undefined || !policy?.penaltyAgreed) return 0n;
  return penaltyCapMinor(law, principalMinor);
}

/** The interest that its terms agree with a consumer, in hundredths of a percent. */
const rateOf = (
  { debtorKind }: CollectionFile,
  policy: { readonly interestAgreed: number | null } | undefined,
): number | null => (debtorKind === DebtorKind.CONSUMER ? (policy?.interestAgreed ?? null) : null);

function dayFindings(
  { today }: PluginContext,
  { dueOn }: InvoiceFacts,
  sent: readonly CollectionLetter[],
  sentOn: string,
): PluginFinding[] {
  const path = ['sentOn'];
  const found: PluginFinding[] = [];
  if (sentOn > today) found.push({ code: 'collection.sent-later', path, values: { sentOn } });
  if (dueOn !== null && sentOn <= dueOn) {
    found.push({ code: 'collection.not-late', path, values: { dueOn } });
  }
  const last = sent
    .map((one) => one.sentOn)
    .sort()
    .at(-1);
  if (last !== undefined && sentOn <= last) {
    found.push({ code: 'collection.letter-sent-since', path, values: { last } });
  }
  return found;
}

/** A consumer has a free reminder and its whole term first (CEL art. XIX.2). */
function noticeFindings(
  { debtorKind }: CollectionFile,
  sent: readonly CollectionLetter[],
  sentOn: string,
): PluginFinding[] {
  if (debtorKind !== DebtorKind.CONSUMER) return [];
  const ends = sent.filter(({ kind }) => kind === LetterKind.REMINDER).map(({ payBy }) => payBy);
  const payBy = ends.sort()[0];
  if (payBy === undefined) return [{ code: 'collection.reminder-first', path: ['invoiceId'] }];
  if (sentOn > payBy) return [];
  return [{ code: 'collection.reminder-runs', path: ['sentOn'], values: { payBy } }];
}

async function partiesOf(
  { core, locale }: PluginContext,
  { subject }: CollectionFile,
  invoice: InvoiceFacts,
): Promise<LetterParties> {
  const client = await core.read('Client', invoice.clientId);
  const creditor = await core.read('HostEntity', invoice.hostEntityId);
  if (client === null || creditor === null) throw new Error('An invoice has its two parties.');
  return {
    creditor: { ...partyOf(creditor), iban: creditor.iban },
    debtor: partyOf(client),
    locale: client.locale === null ? locale : printedLocale(client.locale),
    ...{ invoiceNumber: invoice.number as string, subject },
    ...{ issuedOn: invoice.issuedOn as string, dueOn: invoice.dueOn as string },
    communication: invoice.structuredCommunication ?? (invoice.number as string),
  };
}

const partyOf = (party: ClientFacts | HostEntityFacts) => ({
  name: party.name,
  lines: [
    party.street,
    `${party.country} ${party.postalCode} ${party.city}`,
    ...(party.enterpriseNumber === null ? [] : [party.enterpriseNumber]),
  ],
});
