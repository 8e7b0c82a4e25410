import {
  type Attempted,
  addDays,
  CivilDate,
  type ClientFacts,
  Field,
  InputType,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { claimOfFile } from './claim-of-file.js';
import { DebtorKind, FileStatus, LetterKind, Procedure } from './codes.js';
import type { CollectionFile } from './file.entity.js';
import { CollectionStepInput, fileSteps, takeFileStep } from './file-step.js';
import { askOnTop } from './late-charges.js';
import { CollectionLetter } from './letter.entity.js';

@InputType({ description: 'To whom a debt is handed over.' })
export class CollectionHandOverInput extends CollectionStepInput {
  @Field(() => Procedure, { description: 'By which way.' })
  procedure: Procedure;

  @Field(() => CivilDate, {
    nullable: true,
    description:
      'When it was seen in the insolvency register that the debtor is in none: for IOS, within ' +
      'the last 30 days.',
  })
  solventOn?: string | null;
}

/**
 * Hands an unpaid debt to a bailiff as undisputed (IOS: Judicial Code art. 1394/20 and following,
 * between enterprises of the register only) or to a lawyer for the court.
 */
export const handOver = (
  ctx: PluginContext,
  input: CollectionHandOverInput,
): Promise<Attempted<CollectionFile>> =>
  takeFileStep(ctx, fileSteps.handOver, input, async ({ inside, file, invoice }) => {
    const { procedure } = input;
    const { claim, missing } = await claimOfFile(inside, file, invoice, inside.today);
    const client = (await inside.core.read('Client', invoice.clientId)) as ClientFacts;
    const creditor = await inside.core.read('HostEntity', invoice.hostEntityId);
    const letters = await inside.store.listBy(CollectionLetter, 'invoiceId', file.invoiceId);
    const findings = [...missing, ...noticeFindings(inside, letters)];
    if (procedure === Procedure.IOS) findings.push(...iosFindings(inside, file, client, input));
    const key = `${file.invoiceId}:${inside.newId()}`;
    const { principalMinor, interestMinor, lumpSumMinor, penaltyMinor } = claim;
    return {
      findings,
      change: {
        status: procedure === Procedure.IOS ? FileStatus.IOS : FileStatus.COURT,
        ...{ legalKey: key, legalOutcome: null, legalReason: null, nextStepOn: null },
      },
      also: async () => {
        const increase = lumpSumMinor + penaltyMinor;
        const ios = procedure === Procedure.IOS;
        const most = (minor: bigint) => (ios ? capped(minor, principalMinor) : minor);
        const request = {
          ...{ procedure, invoiceNumber: invoice.number, currency: claim.currency },
          ...{ askedOn: inside.today, principalMinor: `${principalMinor}` },
          ...{ interestMinor: `${interestMinor}`, creditorNumber: creditor?.enterpriseNumber },
          increaseMinor: `${most(increase)}`,
          ...(client.enterpriseNumber && { debtorNumber: client.enterpriseNumber }),
          noticedOn: letters.findLast(isNotice)?.sentOn,
        };
        await askOnTop(inside, file, {
          ...{ key: `hand-over:${key}`, by: 'hand-over', on: inside.today, interestMinor },
          ...{ costsMinor: most(lumpSumMinor), penaltyMinor },
        });
        const provider = 'collection.legal';
        await inside.providers.ask({ provider, key, request, activityId: file.activityId });
      },
    };
  });

/** Art. 1394/20: what comes on top besides interest is at most a tenth of the principal. */
const capped = (increase: bigint, principal: bigint): bigint =>
  increase < principal / 10n ? increase : principal / 10n;

const isNotice = ({ kind }: CollectionLetter): boolean => kind === LetterKind.NOTICE;

function noticeFindings(
  { today }: PluginContext,
  letters: readonly CollectionLetter[],
): PluginFinding[] {
  const notice = letters.findLast(isNotice);
  if (notice === undefined || today > notice.payBy) return [];
  const values = { payBy: notice.payBy };
  return [{ code: 'collection.notice-runs', path: ['invoiceId'], values }];
}

function iosFindings(
  { today, config }: PluginContext,
  { debtorKind, contestedOn }: CollectionFile,
  client: ClientFacts,
  { solventOn }: CollectionHandOverInput,
): PluginFinding[] {
  const found: PluginFinding[] = [];
  const path = ['procedure'];
  if (debtorKind !== DebtorKind.COMPANY) found.push({ code: 'collection.ios-companies', path });
  else if (client.enterpriseNumber === null) found.push({ code: 'collection.ios-number', path });
  if (contestedOn !== null) {
    found.push({ code: 'collection.ios-disputed', path, values: { contestedOn } });
  }
  const earliest = addDays(today, -(config.solvencyDays as number));
  if (solventOn == null || solventOn > today || solventOn < earliest) {
    found.push({ code: 'collection.ios-solvency', path: ['solventOn'], values: { earliest } });
  }
  return found;
}
