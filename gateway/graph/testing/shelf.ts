import {
  BigIntType,
  definePlugin,
  Entity,
  Field,
  ObjectType,
  PrimaryKey,
  Property,
  type Sentence,
} from '../../../core/sdk/index.js';

/** A plugin of the tests with which the store and its attempts are tried: four kinds of tables. */
@Entity({ tableName: 'activity', schema: 'shelf' })
@ObjectType({ simpleResolvers: true, description: 'ShelfActivity.' })
export class ShelfActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'companyName.' })
  companyName: string;

  @Property({ columnType: 'text', type: 'text' })
  discipline: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}

@Entity({ tableName: 'venue', schema: 'shelf' })
@ObjectType({ simpleResolvers: true, description: 'ShelfVenue.' })
export class ShelfVenue {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => String, { description: 'id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  city: string;

  @Property({ columnType: 'char(2)', type: 'text' })
  country: string;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  capacity: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  stageWidthCm: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  stageDepthCm: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  contactName: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  contactDetails: string | null;
}

@Entity({ tableName: 'day_kind', schema: 'shelf' })
@ObjectType({ simpleResolvers: true, description: 'ShelfDayKind.' })
export class ShelfDayKind {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'code.' })
  code: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  titles: Sentence;
}

@Entity({ tableName: 'offer', schema: 'shelf' })
@ObjectType({ simpleResolvers: true, description: 'ShelfOffer.' })
export class ShelfOffer {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => String, { description: 'id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  insurer: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  coverUpToMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  premiumPerDayMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  demonstration: boolean;
}

export const shelf = definePlugin({
  ...{ name: 'shelf', version: '0.1.0', platform: '^0.1.0', kind: 'sector', prefix: 'Shelf' },
  title: { nl: 'Plank', fr: 'Rayon', en: 'Shelf', de: 'Regal' },
  description: 'Offers and venues.',
  entities: [ShelfActivity, ShelfVenue, ShelfDayKind, ShelfOffer],
  migrations: new URL('./', import.meta.url),
  messages: {
    'shelf.activity-closed': {
      nl: 'Deze activiteit is afgesloten.',
      fr: 'Cette activité est clôturée.',
      en: 'This activity is closed.',
      de: 'Diese Aktivität ist abgeschlossen.',
    },
    'shelf.date-has-contracts': {
      nl: 'Op deze datum zijn er contracten.',
      fr: 'Cette date a des contrats.',
      en: 'There are contracts on this date.',
      de: 'Für dieses Datum gibt es Verträge.',
    },
  },
});
