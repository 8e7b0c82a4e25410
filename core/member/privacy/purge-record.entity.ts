import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CivilDate, DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

/** That rows were purged, and how many: never what they contained. */
@Entity({ tableName: 'purge_record', schema: 'core' })
@ObjectType('PurgeRecord', {
  implements: Node,
  simpleResolvers: true,
  description: 'Rows of one table that were purged after the term of the law had ended.',
})
export class PurgeRecord {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The plugin; null: the core.' })
  plugin: string | null;

  @Property({ fieldName: 'table_name', columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The table of the core, or the plugin’s type.' })
  table: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many rows.' })
  rows: number;

  @Property({ fieldName: 'before_day', columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'What was dated before this day was out of its term.' })
  before: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The source of that term.' })
  source: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  at: Date;
}
