import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { percentOf } from './vat.js';
import { VatGround, vatGroundsAt } from './vat-ground.js';

@Resolver()
export class VatResolver {
  @Requires('cooperative.read')
  @Query(() => [VatGround], {
    description: 'On which articles a line may be taxed otherwise than at the standard rate.',
  })
  async vatGrounds(
    @Ctx() request: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<VatGround[]> {
    const ctx = known(request);
    const { database, clock } = ctx.platform;
    const [cooperative] = await database.query<{ country: string }>(
      'select country from core.cooperative where id = $1',
      [ctx.viewer.cooperativeId],
    );
    const rows = await vatGroundsAt(database, cooperative?.country ?? '', on ?? clock.today());
    return rows.map((row) => ({
      ...{ code: row.code, category: row.category, article: row.article, source: row.source },
      rate: row.rate === null ? null : percentOf(row.rate),
      mention: row.mention[ctx.locale],
      evidenceRequired: row.evidenceRequired,
    }));
  }
}
