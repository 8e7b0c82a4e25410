import {
  Activity,
  type CoreReference,
  DateTime,
  Entity,
  Field,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** An activity that has made something audiovisual: its key is the activity's id. */
@Entity({ tableName: 'activity', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'What an activity makes for the screen.' })
export class AudiovisualActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When its first production was registered.' })
  since: Date;

  @Field(() => Activity.type, { nullable: true, description: 'The activity itself.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }
}
