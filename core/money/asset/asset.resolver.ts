import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Download } from '../../platform/files/downloads.js';
import { localId } from '../../platform/ids.js';
import { money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { cooperativeScope } from '../report/report-access.js';
import { reportLink } from '../report/report-file.js';
import { assetReport, assetSums } from './asset.report.js';
import { AssetPolicyPayload, AssetReport, DecideAssetPolicyInput } from './asset.types.js';
import { decideAssetPolicy } from './asset-policy.js';

@Resolver(() => AssetReport)
export class AssetResolver {
  @Requires('report.read')
  @Query(() => AssetReport, {
    description: 'What legal entities own for activities over a period, and what was written off.',
  })
  async assetReport(
    @Ctx() request: RequestContext,
    @Arg('from', () => CivilDate, { description: 'The first day.' }) from: string,
    @Arg('until', () => CivilDate, {
      description: 'The last day: ten years after the first at most.',
    })
    until: string,
    @Arg('hostEntityId', () => ID, {
      nullable: true,
      description: 'Of one legal entity; of all when absent.',
    })
    hostEntityId?: string | null,
  ): Promise<AssetReport> {
    const ctx = known(request);
    const entity =
      hostEntityId == null ? null : localId('HostEntity', hostEntityId, 'hostEntityId');
    const scope = await cooperativeScope(ctx, from, until, entity);
    const sums = await assetSums(ctx.platform.database, scope);
    const shown = (minor: bigint) => money(minor, scope.currency);
    return {
      ...{ scope, opening: shown(sums.openingMinor), acquired: shown(sums.acquiredMinor) },
      ...{ depreciated: shown(sums.depreciatedMinor), disposed: shown(sums.disposedMinor) },
      closing: shown(sums.closingMinor),
    };
  }

  @FieldResolver(() => Download, { description: 'Thing by thing, as a CSV file.' })
  download(@Ctx() ctx: RequestContext, @Root() { scope }: AssetReport): Promise<Download> {
    return reportLink(known(ctx), assetReport, scope);
  }

  @Requires('chart.write')
  @Mutation(() => AssetPolicyPayload, {
    description: 'Decides which things are written off, and over how many months, from a day on.',
  })
  decideAssetPolicy(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DecideAssetPolicyInput, { description: 'The policy.' })
    input: DecideAssetPolicyInput,
  ): Promise<AssetPolicyPayload> {
    return decideAssetPolicy(known(ctx), input);
  }
}
