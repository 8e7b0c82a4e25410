import { DateTime, Entity, Field, ID, Int, ObjectType, PrimaryKey, Property } from 'gezel/sdk';
import { Call, CrewContact, Performer, Scene } from './call-sheet-lines.js';

/** One version of what everybody must know for a shooting day; it never changes. */
@Entity({ tableName: 'call_sheet', schema: 'audiovisual' })
@ObjectType({
  simpleResolvers: true,
  description: 'A version of the call sheet of a day. Times are local at the place of the shoot.',
})
export class AudiovisualCallSheet {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  shootingDayId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'The first is 1; the highest of a day holds.' })
  version: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'When everybody is there: "07:30".' })
  generalCall: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'When it is to end; before the call: after midnight.' })
  estimatedWrap: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'When the sun rises.' })
  sunrise: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'When the sun sets.' })
  sunset: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the unit gathers.' })
  unitBase: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The nearest hospital with emergency care.' })
  nearestHospital: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The police of the place.' })
  police: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where to park.' })
  parking: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The weather that is foreseen.' })
  weather: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'When and where is eaten.' })
  meals: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How people and goods get there.' })
  transport: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is needed.' })
  equipment: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The firms that the equipment is from.' })
  rentalHouse: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [Scene], { description: 'The scenes, in the order of shooting.' })
  scenes: Scene[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [Call], {
    description: 'The calls of departments that differ from the general one.',
  })
  calls: Call[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [Performer], { description: 'The cast.' })
  performers: Performer[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [CrewContact], { description: 'Whom to reach.' })
  contacts: CrewContact[];

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When this version was made.' })
  madeAt: Date;
}
