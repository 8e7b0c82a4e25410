import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Download, downloadLink } from '../../platform/files/downloads.js';
import { Requires } from '../../platform/schema-rules.js';
import { DmfaExport } from './dmfa.types.js';
import { dmfaDownload, dmfaExport, dmfaName, dmfaType } from './dmfa-export.js';

@Resolver(() => DmfaExport)
export class DmfaResolver {
  @Requires('contract.read')
  @Query(() => DmfaExport, {
    description: 'The quarterly declaration; for those who see every contract.',
  })
  dmfa(
    @Ctx() ctx: RequestContext,
    @Arg('year', () => Int, { description: 'The year of the work.' }) year: number,
    @Arg('quarter', () => Int, { description: '1 to 4.' }) quarter: number,
  ): Promise<Omit<DmfaExport, 'document'>> {
    return dmfaExport(known(ctx), year, quarter);
  }

  @FieldResolver(() => Download, {
    description:
      'As XML in the shape of the declaration: employer, natural person, worker line, occupation ' +
      'line. Whoever declares to social security gets workers by their national number, each opening ' +
      'of which is written down; everybody else, and who has none, by member id.',
  })
  document(@Ctx() ctx: RequestContext, @Root() { year, quarter }: DmfaExport): Promise<Download> {
    const params = { year: String(year), quarter: String(quarter) };
    const file = { mediaType: dmfaType, filename: dmfaName(year, quarter) };
    return downloadLink(known(ctx), dmfaDownload.name, params, file);
  }
}
