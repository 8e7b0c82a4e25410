/** What the API tells of holdings, classes and securities on a day. */
import {
  CivilDate,
  Decimal,
  Field,
  Int,
  Money,
  money,
  ObjectType,
  registerEnumType,
} from 'gezel/sdk';
import { StartUpHolding } from './equity.entity.js';
import { priceText } from './equity-fact.js';
import { classOf, type Equity, type Holding, issuedOf, type Security } from './equity-state.js';
import { asIfConverted, dilutedOf, outstandingOf, vestedOf } from './securities.js';

export enum StartUpSecurityKind {
  PLAN = 'PLAN',
  GRANT = 'GRANT',
  WARRANT = 'WARRANT',
  CONVERTIBLE = 'CONVERTIBLE',
}
registerEnumType(StartUpSecurityKind, {
  name: 'StartUpSecurityKind',
  description: 'What may become shares.',
  valuesConfig: {
    PLAN: { description: 'Shares set apart for options.' },
    GRANT: { description: 'An option of a plan, which may vest month by month.' },
    WARRANT: { description: 'A right to shares at a price, of no plan.' },
    CONVERTIBLE: { description: 'Money lent that becomes shares.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A class of shares, as it stands on a day.' })
export class StartUpShareClass {
  @Field(() => String, { description: 'Its code, e.g. "ordinary".' })
  code: string;

  @Field(() => Int, { description: 'Votes of one share.' })
  votes: number;

  @Field(() => Decimal, { description: 'How many there are: a whole number.' })
  issued: string;

  @Field(() => Decimal, { nullable: true, description: 'The most that may be; null: no limit.' })
  authorised: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What one was last issued or valued at, in the activity’s currency.',
  })
  price: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'The day of that price.' })
  pricedOn: string | null;

  @Field(() => String, { nullable: true, description: 'The class that it converts into.' })
  intoClass: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How many of that class for how many of this one, e.g. "3/2".',
  })
  ratio: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A plan, an option, a warrant or a convertible, as it stands on a day.',
})
export class StartUpSecurity {
  holderId: string | null;

  @Field(() => String, { description: 'The code that its first event gave it.' })
  code: string;

  @Field(() => StartUpSecurityKind, { description: 'What it is.' })
  kind: StartUpSecurityKind;

  @Field(() => String, { description: 'Code of the class of shares that it is for.' })
  shareClass: string;

  @Field(() => String, { nullable: true, description: 'Of an option: the code of its plan.' })
  plan: string | null;

  @Field(() => CivilDate, { description: 'When it was made.' })
  issuedOn: string;

  @Field(() => Decimal, { description: 'So many shares were reserved, granted or promised.' })
  quantity: string;

  @Field(() => Decimal, {
    description:
      'So many may still be taken or, of a plan, granted; of a convertible: as it would convert.',
  })
  outstanding: string;

  @Field(() => Decimal, { description: 'Of an option: so many have vested, taken ones too.' })
  vested: string;

  @Field(() => Decimal, { description: 'So many shares were taken.' })
  exercised: string;

  @Field(() => Decimal, { nullable: true, description: 'What exercising one costs.' })
  price: string | null;

  @Field(() => Money, { nullable: true, description: 'Of a convertible: what was lent.' })
  amount: Money | null;

  @Field(() => Money, { nullable: true, description: 'Of a convertible: its cap.' })
  cap: Money | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Of a convertible: its discount, per cent.',
  })
  discountPercent: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Last day; null: it has none.' })
  expiresOn: string | null;

  @Field(() => Boolean, { description: 'Whether anything of it is left.' })
  open: boolean;
}

/** What holders have, the largest first; percentages are of all shares of every class. */
export function holdingsOf(equity: Equity, diluted?: { readonly on: string }): StartUpHolding[] {
  const held: Holding[] = diluted ? dilutedOf(equity, diluted.on) : [...equity.holdings.values()];
  const all = held.reduce((total, { shares }) => total + shares, 0n);
  return held
    .sort((a, b) => (a.shares === b.shares ? 0 : a.shares > b.shares ? -1 : 1))
    .map(({ holderId, shareClass, shares }) => {
      const hundredths = (shares * 10_000n) / all;
      const percent = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
      const votes = `${shares * BigInt(classOf(equity, shareClass).votes)}`;
      return { holderId, shareClass, shares: String(shares), percent, votes };
    });
}

export const classesOf = (equity: Equity): StartUpShareClass[] =>
  [...equity.classes.values()].map(({ code, votes, authorised, price, pricedOn, into }) => ({
    ...{ code, votes, issued: `${issuedOf(equity, code)}`, pricedOn },
    authorised: authorised === null ? null : `${authorised}`,
    price: price && priceText(price),
    ...{ intoClass: into?.code ?? null, ratio: into && ratioText(into.ratio) },
  }));

export const securitiesOf = (equity: Equity, day: string): StartUpSecurity[] =>
  [...equity.securities.values()].map((one) => securityOf(equity, one, day));

function securityOf(equity: Equity, one: Security, day: string): StartUpSecurity {
  const { code, kind, shareClass, holderId, made, quantity, exercised, price } = one;
  const { terms } = made;
  const loan = kind === 'CONVERTIBLE';
  const asShares = one.open ? asIfConverted(equity, one, day) : 0n;
  const left = loan ? asShares : outstandingOf(equity, one, day);
  const sum = (minor: string | undefined) =>
    minor === undefined ? null : money(BigInt(minor), terms.currency as string);
  const { discountMillionths: discount } = terms;
  return {
    ...{ code, kind: StartUpSecurityKind[kind], shareClass, holderId, issuedOn: made.day },
    ...{ plan: terms.plan ?? null, quantity: `${quantity}`, outstanding: `${left}` },
    ...{ vested: kind === 'GRANT' ? `${vestedOf(one, day)}` : '0', exercised: `${exercised}` },
    ...{
      price: price && priceText(price),
      amount: sum(terms.amountMinor),
      cap: sum(terms.capMinor),
    },
    discountPercent: discount === undefined ? null : `${discount / 10_000}`,
    ...{ expiresOn: terms.expiresOn ?? null, open: loan ? one.open : left > 0n },
  };
}

function ratioText({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${numerator / a}/${denominator / a}`;
}
