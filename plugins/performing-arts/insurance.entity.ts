import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

/** A row of an insurer's tariff. A new tariff ends the row before and adds one: none is altered. */
@Entity({ tableName: 'insurance_offer', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'What an insurer asks a day for a tour.' })
export class PerformingArtsInsuranceOffer {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who insures.' })
  insurer: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  coverUpToMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  premiumPerDayMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which a cover may begin under it.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration: no insurer has offered it.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'The highest value that it covers.' })
  get coverUpTo(): Money {
    return money(this.coverUpToMinor, this.currency);
  }

  @Field(() => Money, { description: 'The price of one day.' })
  get premiumPerDay(): Money {
    return money(this.premiumPerDayMinor, this.currency);
  }
}

export enum CertificateStatus {
  ACTIVE = 'ACTIVE',
  VOID = 'VOID',
}
registerEnumType(CertificateStatus, {
  name: 'PerformingArtsCertificateStatus',
  description: 'Whether a certificate covers anything.',
  valuesConfig: {
    ACTIVE: { description: 'It covers the tour.' },
    VOID: { description: 'Cancelled; the premium went back.' },
  },
});

/** The proof of a cover. Its id is that of the step that made it, and the charge's key. */
@Entity({ tableName: 'insurance_certificate', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'The proof that a tour is insured.' })
export class PerformingArtsInsuranceCertificate {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  offerId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day of the cover.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day of the cover, included.' })
  untilDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  valueMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  premiumMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => CertificateStatus, { description: 'Whether it covers anything.' })
  status: CertificateStatus;

  @Field(() => Money, { description: 'What is insured.' })
  get value(): Money {
    return money(this.valueMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the activity paid for it.' })
  get premium(): Money {
    return money(this.premiumMinor, this.currency);
  }
}
