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

export enum TicketStatus {
  REQUESTED = 'REQUESTED',
  OFFERED = 'OFFERED',
  PAID = 'PAID',
  ISSUED = 'ISSUED',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(TicketStatus, {
  name: 'MobilityTicketStatus',
  description: 'How far a request for tickets is.',
  valuesConfig: {
    REQUESTED: { description: 'The desk or the railway is asked for a price.' },
    OFFERED: { description: 'There is a price, and the activity has to accept it.' },
    PAID: { description: 'The activity has paid; the tickets come.' },
    ISSUED: { description: 'The tickets are there to download.' },
    REFUSED: { description: 'There are no such tickets; the reason is told.' },
    CANCELLED: { description: 'Called off; what was paid went back.' },
  },
});

export enum TravelClass {
  FIRST = 'FIRST',
  SECOND = 'SECOND',
}
registerEnumType(TravelClass, {
  name: 'MobilityTravelClass',
  description: 'Class of a train.',
  valuesConfig: {
    FIRST: { description: 'First class.' },
    SECOND: { description: 'Second class.' },
  },
});

export enum AgeGroup {
  CHILD = 'CHILD',
  YOUTH = 'YOUTH',
  ADULT = 'ADULT',
  SENIOR = 'SENIOR',
}
registerEnumType(AgeGroup, {
  name: 'MobilityAgeGroup',
  description: 'What railways price by; each draws the lines itself.',
  valuesConfig: {
    CHILD: { description: 'Under 12.' },
    YOUTH: { description: '12 to 25.' },
    ADULT: { description: 'Neither younger nor older.' },
    SENIOR: { description: '65 and over.' },
  },
});

/** Its id is the key of its charge and of what the railway is asked; a step's when it is one. */
@Entity({ tableName: 'ticket_request', schema: 'mobility' })
@ObjectType({
  simpleResolvers: true,
  description: 'Tickets for a train that an activity asks for.',
})
export class MobilityTicketRequest {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Station or town where the journey begins.' })
  origin: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Station or town where it goes.' })
  destination: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Day of the outward journey.' })
  outwardOn: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'Day of the journey back; null: none.' })
  returnOn: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TravelClass, { description: 'Class.' })
  travelClass: TravelClass;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  maximumMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  priceMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How the railway knows the booking.' })
  supplierReference: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why there are none, as we were told.' })
  refusal: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TicketStatus, { description: 'How far it is.' })
  status: TicketStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, {
    nullable: true,
    description: 'Up to this a price is accepted without asking; null: every price is asked.',
  })
  get maximum(): Money | null {
    return this.maximumMinor === null ? null : money(this.maximumMinor, this.currency);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What all tickets cost; null: not known yet.',
  })
  get price(): Money | null {
    return this.priceMinor === null ? null : money(this.priceMinor, this.currency);
  }
}

@Entity({ tableName: 'traveller', schema: 'mobility' })
@ObjectType({ simpleResolvers: true, description: 'Somebody who needs a ticket.' })
export class MobilityTraveller {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  requestId: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'As on the ticket; null once erased.' })
  travellerName: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AgeGroup, { description: 'What the price depends on.' })
  ageGroup: AgeGroup;
}
