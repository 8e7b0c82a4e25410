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

/** A note on the activity: its key is the activity's id, so there is at most one. */
@Entity({ tableName: 'note', schema: 'sample_plugin' })
@ObjectType({ description: 'A note on the activity.', simpleResolvers: true })
export class SamplePluginNote {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it says.' })
  text: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it has been dealt with.' })
  resolved: boolean;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was written.' })
  writtenAt: Date;

  @Field(() => Activity.type, { nullable: true, description: 'The activity that it is on.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }
}
