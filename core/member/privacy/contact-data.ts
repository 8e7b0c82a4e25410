/** Export and erasure of people who are no members, over the core and every plugin. */
import type { Context } from '../../platform/context.js';
import type { DomainDownload } from '../../platform/files/downloads.js';
import { violationsOf } from '../../platform/model/say.js';
import { requireReach } from '../../platform/viewer.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { canonicalOf, contactFindings, patternOf, type SoughtContact } from './contact.js';
import { contactTables } from './contact-tables.js';
import { type ErasedPerson, NotErased, outcomeOf, termsMissing } from './erase-person.js';
import { eraseTables, letGoFiles } from './erase-tables.js';
import { writtenTables } from './export-person.js';
import { heldRows } from './holds.js';
import { remotesOf } from './remotes-of.js';
import { retentionTerms } from './retention.js';

export interface ContactErasure extends SoughtContact {
  readonly dryRun?: boolean | null;
}

/**
 * Erases somebody who is no member wherever nothing obliges to keep them, in one transaction; the rest
 * is told with its ground and term. The audit has a keyed hash of who it was, so that a second request
 * is known to be one, and nobody can read from it.
 */
export async function eraseContact(
  ctx: Context,
  order: ContactErasure,
  once: Once,
): Promise<ErasedPerson> {
  requireReach(ctx.viewer, 'privacy.erase');
  const nothing: ErasedPerson = { done: false, erased: [], kept: [], violations: [] };
  const vague = contactFindings(order);
  if (vague.length > 0) return { ...nothing, violations: violationsOf(ctx, vague) };
  const subject = await contactSubject(ctx, order);
  try {
    return await transact(ctx, async (tx) => {
      const repeated = order.dryRun
        ? null
        : await takeKey(tx, ctx, 'privacy.erase-contact', once, subject.id);
      if (repeated !== null) return { ...nothing, done: true };
      const tables = await contactTables(tx, ctx.platform);
      const today = ctx.platform.clock.today();
      const terms = await retentionTerms(tx, tx.cooperativeId, today);
      const pattern = patternOf(order);
      const found = [
        ...termsMissing(tables, terms),
        ...(await heldRows(tx, tables, pattern, today)),
      ];
      if (found.length > 0) throw new NotErased(nothing, found);
      const done = [...(await eraseTables(tx, ctx, tables, pattern))];
      for (const remote of await remotesOf(tx, ctx.platform)) {
        const asked = { cooperativeId: tx.cooperativeId, who: { pattern } };
        done.push(...(await remote.erase({ ...asked, dryRun: order.dryRun === true })));
      }
      for (const one of done) if (one.change === 'removed') await letGoFiles(tx, one, null);
      const outcome = outcomeOf(done, terms);
      if (order.dryRun) throw new NotErased({ ...outcome, done: false }, []);
      await record(tx, ctx, 'privacy.erase-contact', [], subject);
      return outcome;
    });
  } catch (error) {
    if (!(error instanceof NotErased)) throw error;
    return { ...error.outcome, violations: violationsOf(ctx, error.findings) };
  }
}

/** All that the co-operative and its plugins know of somebody who is no member, as one JSON file. */
export const contactData: DomainDownload = {
  name: 'contact-data',
  open: async (ctx, { sealed }) => {
    if (ctx.viewer.grants.get('privacy.erase') !== 'all' || sealed == null) return null;
    const [key = '', bytes = ''] = sealed.split('.');
    const opened = await ctx.platform.keys.unwrap(key, Buffer.from(bytes, 'base64url'), about(ctx));
    const { who, id } = JSON.parse(opened.toString('utf8')) as { who: SoughtContact; id: string };
    return { ...contactFile(id), body: await fileOf(ctx, who) };
  },
};

/** Whom it is about is sealed into the link: a link is seen by proxies and kept in histories. */
export async function sealedContact(ctx: Context, who: SoughtContact, id: string): Promise<string> {
  const { keys } = ctx.platform;
  const text = Buffer.from(JSON.stringify({ who, id }));
  const bytes = await keys.wrap(text, about(ctx));
  return `${keys.current}.${bytes.toString('base64url')}`;
}

export const contactFile = (id: string) => ({
  ...{ mediaType: 'application/json', filename: `personal-data-${id}.json` },
});

/** What the audit knows a person by: an id made of a keyed hash, which only this server can make. */
export async function contactSubject(
  { platform, viewer }: Context,
  who: SoughtContact,
): Promise<{ readonly type: 'Contact'; readonly id: string }> {
  const text = `contact|${viewer.cooperativeId}|${canonicalOf(who)}`;
  const hex = (await platform.keys.fingerprint(text)).toString('hex').slice(0, 32);
  return {
    type: 'Contact',
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  };
}

const about = ({ viewer }: Context): string => `contact-export:${viewer.cooperativeId}`;

async function fileOf(ctx: Context, who: SoughtContact): Promise<AsyncIterable<Uint8Array>> {
  const { platform, viewer } = ctx;
  const pattern = patternOf(who);
  const here = { ...platform.database, cooperativeId: viewer.cooperativeId };
  const remotes = await remotesOf(here, platform);
  const elsewhere = await Promise.all(
    remotes.map((remote) => remote.personal(viewer.cooperativeId, { pattern })),
  );
  const tables = await contactTables(platform.database, platform);
  const sought = { key: pattern, isAsking: false };
  return writtenTables(ctx, { contact: who }, tables, sought, elsewhere.flat());
}
