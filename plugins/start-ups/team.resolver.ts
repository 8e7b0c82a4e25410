import { Ctx, Decimal, FieldResolver, type PluginContext, Resolver, Root } from 'gezel/sdk';
import { StartUpTeamMember } from './start-up.entity.js';

@Resolver(() => StartUpTeamMember)
export class TeamResolver {
  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'The hours of a week, by the employment that fills it; null: none does.',
  })
  weeklyHours(@Root() { weeklyMinutes }: StartUpTeamMember): string | null {
    if (weeklyMinutes == null) return null;
    const hundredths = Math.round((weeklyMinutes * 100) / 60);
    return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether that is full time: 38 hours a week by the law; null: no employment.',
  })
  fullTime(
    @Root() { weeklyMinutes }: StartUpTeamMember,
    @Ctx() { config }: PluginContext,
  ): boolean | null {
    return weeklyMinutes == null ? null : weeklyMinutes >= (config.fullTimeMinutes as number);
  }
}
