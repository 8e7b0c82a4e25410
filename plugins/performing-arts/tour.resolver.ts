import {
  Arg,
  CivilDate,
  Ctx,
  Download,
  FieldResolver,
  ID,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  visible,
} from 'gezel/sdk';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsTour } from './tour.entity.js';
import { fileOf, tourCalendar } from './tour-calendar.js';
import { datesOf, spanOf, statusOf } from './tour-dates.js';

@Resolver(() => PerformingArtsTour)
export class TourResolver {
  @FieldResolver(() => PerformingArtsProduction, { nullable: true, description: 'What is played.' })
  production(@Root() { productionId }: PerformingArtsTour, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsProduction, productionId);
  }

  @FieldResolver(() => [PerformingArtsPerformance], {
    description: 'Its dates by their day, cancelled ones too: at most 100.',
  })
  dates(@Root() tour: PerformingArtsTour, @Ctx() ctx: PluginContext) {
    return datesOf(ctx, tour);
  }

  @FieldResolver(() => CivilDate, {
    nullable: true,
    description: 'The first day that takes place; of a cancelled tour the first that it had.',
  })
  async from(@Root() tour: PerformingArtsTour, @Ctx() ctx: PluginContext) {
    return spanOf(await datesOf(ctx, tour))?.from ?? null;
  }

  @FieldResolver(() => CivilDate, {
    nullable: true,
    description: 'The last day that takes place; of a cancelled tour the last that it had.',
  })
  async until(@Root() tour: PerformingArtsTour, @Ctx() ctx: PluginContext) {
    return spanOf(await datesOf(ctx, tour))?.until ?? null;
  }

  @FieldResolver(() => PerformanceStatus, {
    description: 'As certain as the least certain date that takes place; cancelled if none does.',
  })
  async status(@Root() tour: PerformingArtsTour, @Ctx() ctx: PluginContext) {
    return statusOf(await datesOf(ctx, tour));
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'Its dates as a file for calendars (RFC 5545), in the caller’s language.',
  })
  calendar(@Root() tour: PerformingArtsTour, @Ctx() { files, locale }: PluginContext) {
    return files.link(tourCalendar.name, { id: tour.id, locale }, fileOf(tour));
  }

  @Requires('performing-arts.read')
  @Query(() => PerformingArtsTour, { nullable: true, description: 'A tour by its id.' })
  performingArtsTour(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<PerformingArtsTour | null> {
    return visible(ctx, PerformingArtsTour, id);
  }
}
