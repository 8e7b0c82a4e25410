import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { known, type RequestContext } from '../../platform/context.js';
import { Requires } from '../../platform/schema-rules.js';
import { placeOfWorkOf, setPlaceOfWork } from './place-of-work.js';
import { PlaceOfWork, PlaceOfWorkPayload, SetPlaceOfWorkInput } from './place-of-work.types.js';

@Resolver(() => Activity)
export class PlaceOfWorkResolver {
  @Requires('contract.write')
  @Mutation(() => PlaceOfWorkPayload, {
    description: 'Says where an activity’s people work; a declaration of a student names it.',
  })
  setPlaceOfWork(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetPlaceOfWorkInput, { description: 'Where.' }) input: SetPlaceOfWorkInput,
  ): Promise<PlaceOfWorkPayload> {
    return setPlaceOfWork(known(ctx), input);
  }

  @FieldResolver(() => PlaceOfWork, {
    nullable: true,
    description: 'Where its people work; null: not said.',
  })
  placeOfWork(@Ctx() ctx: RequestContext, @Root() activity: Activity) {
    return placeOfWorkOf(known(ctx), activity);
  }
}
