import type { Tx } from '../platform/database/transaction.js';
import { locales } from '../platform/messages.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import type { Finding } from '../platform/write/violation.js';
import type { Member } from './member.entity.js';

/** What a member, or whoever registers one, fills in. */
export interface Contact {
  readonly displayName: string;
  readonly email: string;
  readonly locale: string;
  readonly phone: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly country: string | null;
}

/** The same, as it is asked for: what is absent stays as it was. */
export type ContactInput = { readonly [Key in keyof Contact]?: Contact[Key] | null };

/** What was there, changed by what was filled in; an empty optional text takes it away. */
export function contactAfter(before: Contact, input: ContactInput): Contact {
  const line = (text: string | null | undefined, kept: string | null) =>
    text === undefined ? kept : tidy(text ?? '') || null;
  return {
    displayName: input.displayName == null ? before.displayName : tidy(input.displayName),
    email: input.email ?? before.email,
    locale: input.locale ?? before.locale,
    phone: line(input.phone, before.phone),
    street: line(input.street, before.street),
    postalCode: line(input.postalCode, before.postalCode),
    city: line(input.city, before.city),
    country: line(input.country, before.country),
  };
}

/** 0: an account; 1: with address and phone; 2: once identified, which contact never undoes. */
export function completionOf(contact: Contact, before: number): number {
  if (before === 2) return 2;
  const { phone, street, postalCode, city, country } = contact;
  return [phone, street, postalCode, city, country].every((part) => part !== null) ? 1 : 0;
}

export function contactFindings(contact: Contact): Finding[] {
  const { displayName, locale, phone, street, postalCode, city } = contact;
  const found = lineFindings('displayName', displayName, 200);
  const optional = { phone, street, postalCode, city };
  for (const [path, text] of Object.entries(optional)) {
    if (text !== null) found.push(...lineFindings(path, text, path === 'street' ? 200 : 100));
  }
  if (phone !== null && !/^\+?[\d\s()./-]{6,30}$/.test(phone)) {
    found.push({ code: 'member.phone-unreadable', path: ['phone'] });
  }
  if (!locales.some((known) => known === locale)) {
    found.push({ code: 'member.language-unknown', path: ['locale'] });
  }
  return found;
}

/**
 * Whether another member of the co-operative has the address. Whoever asks for the same address at
 * the same time waits until this transaction has ended.
 */
export async function emailFindings(
  tx: Tx,
  email: string,
  member: Pick<Member, 'id'>,
): Promise<Finding[]> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('member-email:' || $1 || lower($2), 0))`,
    [tx.cooperativeId, email],
  );
  const taken = await tx.query(
    `select from core.member where cooperative_id = $1 and lower(email) = lower($2) and id <> $3`,
    [tx.cooperativeId, email, member.id],
  );
  return taken.length === 0 ? [] : [{ code: 'member.email-taken', path: ['email'] }];
}
