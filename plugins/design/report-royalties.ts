import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { DesignLicence, DesignRoyaltyStatement } from './licence.entity.js';

@InputType({ description: 'What a client reports to have sold under a licence.' })
export class DesignReportRoyaltiesInput {
  @Field(() => ID, { description: 'The licence.' })
  licenceId: string;

  @Field(() => CivilDate, { description: 'First day of the period.' })
  from: string;

  @Field(() => CivilDate, { description: 'Last day of the period, included; not after today.' })
  until: string;

  @Field(() => Decimal, { description: 'What was sold, without VAT, in the licence’s currency.' })
  base: string;

  @Field(() => String, { description: 'Where the figures come from, at most 500 characters.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Keeps what was sold in a period and works out what is due; a day counts in one period only. */
export async function reportRoyalties(
  ctx: PluginContext,
  input: DesignReportRoyaltiesInput,
): Promise<Attempted<DesignRoyaltyStatement>> {
  const { id, activityId, currency } = await changeable(ctx, DesignLicence, input.licenceId, {
    ...{ permission: 'design.write', path: 'licenceId' },
  });
  const source = text(input.source, 'source', 500);
  const baseMinor = minorOf(input.base, currency, 'base');
  if (baseMinor < 0n) throw badInput('What was sold is not below nothing.', 'base');
  const period = { fromDay: input.from, untilDay: input.until };
  const step = { action: 'design.report-royalties', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const licence = await locked(inside, DesignLicence, id);
    const royaltyBps = licence.royaltyBps ?? 0;
    return {
      findings: await periodFindings(inside, licence, period),
      write: async () => {
        const royaltyMinor = royalty(baseMinor, royaltyBps);
        const statement = await inside.store.insert(DesignRoyaltyStatement, {
          ...{ activityId, licenceId: id, ...period, baseMinor, royaltyBps, royaltyMinor },
          ...{ currency, source, reportedOn: inside.today },
        });
        const subject = { type: 'DesignRoyaltyStatement', id: statement.id };
        inside.emit({ type: 'design.royalties-reported', subject, activityId });
        return statement;
      },
    };
  });
}

/** Hundredths of a percent of an amount, half up: 1.50 € at 7.5 % is 0.11 €. */
export const royalty = (baseMinor: bigint, bps: number): bigint =>
  (2n * baseMinor * BigInt(bps) + 10_000n) / 20_000n;

async function periodFindings(
  { store, today }: PluginContext,
  licence: DesignLicence,
  { fromDay, untilDay }: Pick<DesignRoyaltyStatement, 'fromDay' | 'untilDay'>,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const values = { from: fromDay, until: untilDay };
  if (licence.status === 'WITHDRAWN') {
    found.push({ code: 'design.licence-withdrawn', path: ['licenceId'] });
  }
  if (licence.royaltyBps === null) {
    found.push({ code: 'design.no-royalty-agreed', path: ['licenceId'] });
  }
  if (untilDay < fromDay || untilDay > today) {
    return [...found, { code: 'design.royalty-period-unclear', path: ['until'], values }];
  }
  const after = licence.untilDay ?? untilDay;
  if (fromDay < licence.fromDay || untilDay > after) {
    found.push({ code: 'design.royalty-period-outside', path: ['from'], values });
  }
  const [other] = await store.find(
    DesignRoyaltyStatement,
    { licenceId: licence.id, fromDay: { upTo: untilDay }, untilDay: { from: fromDay } },
    { limit: 1 },
  );
  if (other === undefined) return found;
  const told = { from: other.fromDay, until: other.untilDay };
  return [...found, { code: 'design.royalties-reported-before', path: ['from'], values: told }];
}
