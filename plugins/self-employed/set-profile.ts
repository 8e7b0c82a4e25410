import {
  type Attempted,
  badInput,
  CountryCode,
  Currency,
  Field,
  ID,
  InputType,
  insertOnce,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { Occupation } from './figures.entity.js';
import { missing, thresholdOn } from './figures.js';
import { SelfEmployedMember, VatRegime } from './invoice.entity.js';

@InputType({ description: 'Who a member is on the own invoices.' })
export class SelfEmployedSetProfileInput {
  @Field(() => ID, { nullable: true, description: 'Who; the caller when absent.' })
  memberId?: string | null;

  @Field(() => String, { description: 'The name on the invoices.' })
  tradeName: string;

  @Field(() => String, { description: 'In the register of enterprises: ten digits.' })
  enterpriseNumber: string;

  @Field(() => VatRegime, { description: 'How the invoices are taxed from now on.' })
  vatRegime: VatRegime;

  @Field(() => Occupation, { description: 'Main or secondary occupation.' })
  occupation: Occupation;

  @Field(() => String, { description: 'The account on which clients pay.' })
  iban: string;

  @Field(() => String, { description: 'Street and number.' })
  street: string;

  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Field(() => String, { description: 'City.' })
  city: string;

  @Field(() => CountryCode, { description: 'Country.' })
  country: string;

  @Field(() => Currency, { description: 'The currency of the invoices.' })
  currency: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The series of numbers goes on, whatever else of it changes. */
export async function setProfile(
  ctx: PluginContext,
  { memberId: globalId, dryRun, ...input }: SelfEmployedSetProfileInput,
): Promise<Attempted<SelfEmployedMember | null>> {
  const memberId = await selfEmployed(ctx, globalId);
  const row = {
    ...input,
    tradeName: text(input.tradeName, 'tradeName'),
    enterpriseNumber: enterpriseNumber(input.enterpriseNumber),
    iban: iban(input.iban),
    street: text(input.street, 'street'),
    postalCode: text(input.postalCode, 'postalCode', 20),
    city: text(input.city, 'city', 100),
  };
  const about = { type: 'Member', id: memberId };
  return ctx.attempt({ action: 'self-employed.set-profile', dryRun, about }, async (inside) => {
    const { store, today } = inside;
    const small = row.vatRegime === VatRegime.SMALL_ENTERPRISE;
    const known = small ? await thresholdOn(store, today) : undefined;
    const findings: PluginFinding[] =
      small && known === undefined ? [missing('exemption-threshold', today)] : [];
    return {
      findings,
      write: async () => {
        await insertOnce(store, SelfEmployedMember, memberId, { memberId, ...row, lastNumber: 0 });
        const before = await locked(inside, SelfEmployedMember, memberId);
        const same =
          before.enterpriseNumber === row.enterpriseNumber && before.tradeName === row.tradeName;
        const confirmed = same ? {} : { confirmedOn: null, confirmedBy: null };
        return store.update(SelfEmployedMember, memberId, { ...row, ...confirmed });
      },
    };
  });
}

/** The member as whom the viewer may act. */
export async function selfEmployed(
  ctx: PluginContext,
  globalId: string | null | undefined,
): Promise<string> {
  const id = globalId == null ? ctx.viewer?.memberId : localId('Member', globalId, 'memberId');
  if (id === undefined) throw new Error('Somebody is self-employed.');
  return (await ctx.core.require('Member', id, 'self-employed.write')).id;
}

/** The member's row, under which numbers are given one after the other. */
export async function lockedMember(
  ctx: PluginContext,
  memberId: string,
): Promise<SelfEmployedMember> {
  const member = await ctx.store.lock(SelfEmployedMember, memberId);
  if (member === null) throw notFound('SelfEmployedMember', `Member:${memberId}`);
  return member;
}

/** Ten digits, of which the last two check the first eight. */
function enterpriseNumber(digits: string): string {
  const right =
    /^[01]\d{9}$/.test(digits) &&
    97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
  if (right) return digits;
  throw badInput('An enterprise number has ten digits, the last two right.', 'enterpriseNumber');
}

/** ISO 13616: the number modulo 97 is one. */
function iban(value: string): string {
  const compact = value.replaceAll(' ', '').toUpperCase();
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) {
    const turned = `${compact.slice(4)}${compact.slice(0, 4)}`;
    const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    if (BigInt(digits) % 97n === 1n) return compact;
  }
  throw badInput('An IBAN with the right check digits is expected.', 'iban');
}
