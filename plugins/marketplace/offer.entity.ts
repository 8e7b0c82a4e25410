import {
  BigIntType,
  DateTime,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';
import { MarketplacePeriod, periodsOf } from './periods.js';

/** What a member does on the marketplace; its key is the member's, so at most one. */
@Entity({ tableName: 'member', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'A member who offers work.' })
export class MarketplaceMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it first offered something.' })
  since: Date;
}

export enum OfferStatus {
  OPEN = 'OPEN',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(OfferStatus, {
  name: 'MarketplaceOfferStatus',
  description: 'Whether an offer stands.',
  valuesConfig: {
    OPEN: { description: 'It is found and matched.' },
    WITHDRAWN: { description: 'It is not any more.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A part of a score, with its reason.' })
export class MarketplaceMatchPart {
  @Field(() => String, { description: 'Which: skills, availability, price or place.' })
  part: string;

  @Field(() => Int, { description: 'What it counts for beside the others, by the policy.' })
  weight: number;

  @Field(() => Int, { description: 'What the offer has of it: 0 to 1000.' })
  points: number;

  @Field(() => String, { description: 'Why, in the language of the caller.' })
  reason: string;
}

@Entity({ tableName: 'offer', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'Work that a member offers by the day.' })
export class MarketplaceOffer {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name under which it is offered, as the member chose.' })
  offeredAs: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What is offered, in a line.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the sector.' })
  sector: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], { description: 'Codes of skills.' })
  skills: string[];

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], { description: 'Codes of the places where it is offered.' })
  places: string[];

  @Property({ columnType: 'text[]', type: 'array' })
  regions: string[];

  @Property({ columnType: 'bigint', type: BigIntType })
  dayPriceMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  /** Ranges of days, as PostgreSQL writes them. */
  @Property({ columnType: 'datemultirange', type: 'string' })
  free: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => OfferStatus, { description: 'Whether it stands.' })
  status: OfferStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was offered.' })
  offeredAt: Date;

  @Field(() => Int, {
    nullable: true,
    description:
      'Kilometres from where was searched to the nearest of its places, over the great circle; null ' +
      'outside a search around a place.',
  })
  distanceKm?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How well it fits what was searched: 0 to 1000; null outside a search by score.',
  })
  score?: number | null;

  @Field(() => [MarketplaceMatchPart], {
    nullable: true,
    description: 'What makes the score, each part with its reason.',
  })
  parts?: MarketplaceMatchPart[] | null;

  @Field(() => Money, { description: 'The price of a day, without VAT.' })
  get dayPrice(): Money {
    return money(this.dayPriceMinor, this.currency);
  }

  @Field(() => [MarketplacePeriod], { description: 'The days that are free, in order.' })
  get freePeriods(): MarketplacePeriod[] {
    return periodsOf(this.free);
  }
}

/** A view of the database: nobody writes it. */
@Entity({ tableName: 'figure', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'What a skill costs in a sector; names no one.' })
export class MarketplaceFigure {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the sector.' })
  sector: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the skill.' })
  skill: string;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many people offer it.' })
  headcount: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  lowerMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  medianMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  upperMinor: bigint;

  @Field(() => Money, { description: 'A quarter of these people ask less a day; in whole units.' })
  get lower(): Money {
    return money(this.lowerMinor, this.currency);
  }

  @Field(() => Money, { description: 'Half of these people ask less a day; in whole units.' })
  get median(): Money {
    return money(this.medianMinor, this.currency);
  }

  @Field(() => Money, { description: 'A quarter of these people ask more a day; in whole units.' })
  get upper(): Money {
    return money(this.upperMinor, this.currency);
  }
}
