import { stdnum } from 'stdnum';
import type { Context, Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { isInPerson, requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import type { Finding } from '../../platform/write/violation.js';

/** A co-operative with what it needs before anybody joins: a legal entity, a fee, an administrator. */
export interface NewCooperative {
  readonly slug: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2 and ISO 4217. */
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
  readonly hostEntity: {
    readonly name: string;
    readonly enterpriseNumber: string;
    readonly vatNumber?: string | null;
    readonly iban: string;
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
  };
  /** In hundred-thousandths of income: 6.5 % is 6500; the administrators decide finer rules. */
  readonly feeRate: number;
  readonly administrator: {
    readonly displayName: string;
    readonly email: string;
    /** The subject of their sign-in. */
    readonly subject: string;
  };
  /** The decision that it rests on. */
  readonly reference: string;
}

export interface Opened {
  readonly id: string | null;
  readonly findings: readonly Finding[];
}

/** Opens a co-operative for an administrator of the umbrella; FORBIDDEN for everybody else. */
export async function openCooperative(ctx: Context, plan: NewCooperative): Promise<Opened> {
  const permission = 'cooperative.open';
  const { cooperativeId, memberId } = ctx.viewer;
  const [own] = await ctx.platform.database.query<{ umbrella: boolean }>(
    'select opens_others as umbrella from core.cooperative where id = $1',
    [cooperativeId],
    'cooperative-opens-others',
  );
  const inPerson = requireReach(ctx.viewer, permission) === 'all' && isInPerson(ctx.viewer);
  if (!inPerson || own?.umbrella !== true) throw new GezelError('FORBIDDEN', { permission });
  return foundCooperative(ctx.platform, plan, { cooperativeId, memberId });
}

/**
 * All of it or nothing: the co-operative, its legal entity, its fee, what each domain needs, and the
 * member who administers it.
 */
export async function foundCooperative(
  platform: Platform,
  plan: NewCooperative,
  by: { readonly cooperativeId: string; readonly memberId: string } | null,
): Promise<Opened> {
  const id = newId();
  const wanted = tidied(plan);
  return inTransaction(platform.orm, id, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('cooperative:' || $1, 0))`, [
      wanted.slug,
    ]);
    const findings = [...shapeFindings(wanted), ...(await takenFindings(tx, wanted))];
    if (findings.length > 0) return { id: null, findings };
    await write(tx, platform, wanted, by);
    for (const domain of platform.domains) {
      for (const found of domain.founding ?? []) await found(tx, id, wanted.country);
    }
    const ctx = systemContext(platform, id, tx);
    await record(tx, ctx, 'cooperative.open', [], { type: 'Cooperative', id });
    return { id, findings: [] };
  });
}

function tidied(plan: NewCooperative): NewCooperative {
  const { hostEntity: host, administrator } = plan;
  return {
    ...plan,
    ...{ name: tidy(plan.name), reference: tidy(plan.reference) },
    hostEntity: {
      ...host,
      ...{ name: tidy(host.name), street: tidy(host.street), city: tidy(host.city) },
      postalCode: tidy(host.postalCode),
    },
    administrator: { ...administrator, displayName: tidy(administrator.displayName) },
  };
}

function shapeFindings(plan: NewCooperative): Finding[] {
  const { hostEntity: host, administrator, feeRate } = plan;
  const at = (code: string, ...path: string[]): Finding => ({ code, path });
  const found: Finding[] = [
    ...lineFindings('name', plan.name, 200),
    ...lineFindings('reference', plan.reference, 500),
    ...lineFindings('hostEntity.name', host.name, 200),
    ...lineFindings('hostEntity.street', host.street, 200),
    ...lineFindings('hostEntity.postalCode', host.postalCode, 20),
    ...lineFindings('hostEntity.city', host.city, 200),
    ...lineFindings('administrator.displayName', administrator.displayName, 200),
  ];
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(plan.slug)) found.push(at('cooperative.slug', 'slug'));
  if (!['nl', 'fr', 'en', 'de'].includes(plan.locale)) {
    found.push(at('member.language-unknown', 'locale'));
  }
  if (!Number.isInteger(feeRate) || feeRate < 0 || feeRate > 100_000) {
    found.push(at('cooperative.fee-rate', 'feeRate'));
  }
  const belgian = plan.country === 'BE';
  if (belgian && stdnum.BE?.vat?.validate(host.enterpriseNumber).isValid !== true) {
    found.push(at('cooperative.enterprise-number', 'hostEntity', 'enterpriseNumber'));
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(administrator.subject)) {
    found.push(at('member.subject-unreadable', 'administrator', 'subject'));
  }
  return found;
}

async function takenFindings(tx: Tx, { slug }: NewCooperative): Promise<Finding[]> {
  const taken = await tx.query('select from core.cooperative where slug = $1', [slug]);
  return taken.length === 0 ? [] : [{ code: 'cooperative.slug-taken', path: ['slug'] }];
}

async function write(
  tx: Tx,
  { clock }: Platform,
  plan: NewCooperative,
  by: { readonly cooperativeId: string; readonly memberId: string } | null,
): Promise<void> {
  const { hostEntity: host, administrator: admin } = plan;
  const today = clock.today();
  await tx.query(
    `insert into core.cooperative (id, slug, name, country, currency, locale, opens_others)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.cooperativeId, plan.slug, plan.name, plan.country, plan.currency, plan.locale, by === null],
  );
  await tx.query(
    `insert into core.cooperative_opening
       (cooperative_id, opened_by_cooperative, opened_by, reference, opened_on)
     values ($1, $2, $3, $4, $5)`,
    [tx.cooperativeId, by?.cooperativeId, by?.memberId, plan.reference, today],
  );
  await tx.query(
    `insert into core.host_entity (cooperative_id, id, name, enterprise_number, vat_number, iban,
       street, postal_code, city, country)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[tx.cooperativeId, newId(), host.name, host.enterpriseNumber, host.vatNumber ?? null],
      ...[host.iban, host.street, host.postalCode, host.city, plan.country],
    ],
  );
  await tx.query(
    `insert into core.fee_rule (cooperative_id, id, base, rate, from_day, source)
     values ($1, $2, 'INCOME', $3, $4, $5)`,
    [tx.cooperativeId, newId(), plan.feeRate, today, plan.reference],
  );
  const memberId = newId();
  await tx.query(
    `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
       completion, category, joined_on)
     values ($1, $2, $3, $4, $5, $6, 'ACTIVE', 0, 'STAFF', $7)`,
    [
      ...[tx.cooperativeId, memberId, admin.subject, admin.displayName, admin.email, plan.locale],
      today,
    ],
  );
  await tx.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
     values ($1, $2, $3, 'ADMIN', $4)`,
    [tx.cooperativeId, newId(), memberId, today],
  );
}
