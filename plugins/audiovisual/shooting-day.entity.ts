import {
  CivilDate,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum ShootingDayStatus {
  PLANNED = 'PLANNED',
  SHOT = 'SHOT',
  CANCELLED = 'CANCELLED',
}
registerEnumType(ShootingDayStatus, {
  name: 'AudiovisualShootingDayStatus',
  description: 'How far a shooting day has come.',
  valuesConfig: {
    PLANNED: { description: 'It is to be shot.' },
    SHOT: { description: 'It was shot: its production report is there.' },
    CANCELLED: { description: 'It does not take place; its number is not used again.' },
  },
});

/** A day on which a production is shot. */
@Entity({ tableName: 'shooting_day', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'A day on which a production is shot.' })
export class AudiovisualShootingDay {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Which day of the production, in the order of planning: 1 on.' })
  number: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day, even when it wraps after midnight.' })
  day: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where is shot.' })
  location: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ShootingDayStatus, { description: 'How far it has come.' })
  status: ShootingDayStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
