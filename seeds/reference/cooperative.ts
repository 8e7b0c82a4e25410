import { seedEmployment } from '../../core/employment/reference.js';
import type { Sql } from '../../core/platform/database/sql.js';
import { newId } from '../../core/platform/ids.js';

export interface SeededCooperative {
  readonly id: string;
  readonly hostEntityId: string;
  readonly slug: string;
}

/** The figures of the co-operative whose rules are public; each says where it was read. */
const feeSource =
  'https://smartbe.be/nl/onze-diensten/financiering/ (6.5 % of income, VAT excluded)';

/**
 * A co-operative in Belgium with what it needs before anybody joins: a legal entity that invoices and
 * employs, a dated fee rule, how far its guarantee fund goes and the fund's own money. Answers the
 * one that is there already when it is.
 */
export async function seedCooperative(owner: Sql, slug: string): Promise<SeededCooperative> {
  const [found] = await owner.query<{ id: string; host: string }>(
    `select c.id, h.id as host from core.cooperative c
     join core.host_entity h on h.cooperative_id = c.id where c.slug = $1 limit 1`,
    [slug],
  );
  if (found !== undefined) return { id: found.id, hostEntityId: found.host, slug };
  const made = { id: newId(), hostEntityId: newId(), slug };
  await owner.query(
    `insert into core.cooperative (id, slug, name, country, currency, locale)
     values ($1, $2, 'Gezel Demo', 'BE', 'EUR', 'nl')`,
    [made.id, slug],
  );
  await owner.query(
    `insert into core.host_entity (cooperative_id, id, name, enterprise_number, vat_number, iban,
       street, postal_code, city, country)
     values ($1, $2, 'Gedeelde Producties vzw', '0566988259', 'BE0566988259', 'BE68539007547034',
       'Emile Feronstraat 70', '1060', 'Brussel', 'BE')`,
    [made.id, made.hostEntityId],
  );
  await seedRules(owner, made.id);
  await seedExpenses(owner, made.id);
  await seedEmployment(owner, made.id);
  return made;
}

async function seedRules(owner: Sql, cooperativeId: string): Promise<void> {
  await owner.query(
    `insert into core.fee_rule (cooperative_id, id, base, rate, from_day, source)
     values ($1, $2, 'INCOME', 6500, '2017-01-01', $3)`,
    [cooperativeId, newId(), feeSource],
  );
  await owner.query(
    `insert into core.fund_rule
       (cooperative_id, id, share_of_expected, per_activity_minor, from_day, source)
     values ($1, $2, 90000, 2500000, '2017-01-01', 'Demonstration policy of this co-operative')`,
    [cooperativeId, newId()],
  );
  await owner.query(
    `insert into core.share_price
       (cooperative_id, id, class, held_by, price_minor, currency, from_day, source)
     values ($1, $2, 'A', '{USER}', 3000, 'EUR', '2017-01-01', $4),
       ($1, $3, 'B', '{STAFF,PARTNER}', 3000, 'EUR', '2017-01-01', $4)`,
    [cooperativeId, newId(), newId(), 'https://smartbe.be/nl/onze-diensten/financiering/ (EUR 30)'],
  );
}

/** What members may claim, without ceilings: which there are is for each co-operative to decide. */
async function seedExpenses(owner: Sql, cooperativeId: string): Promise<void> {
  for (const [code, kind, receipt, deductible, ...titles] of expenseCategories) {
    const [nl, fr, en, de] = titles;
    await owner.query(
      `insert into core.expense_category (cooperative_id, id, code, title, kind, receipt_required,
         vat_deductible, from_day, source)
       values ($1, $2, $3, $4, $5, $6, $7, '2017-01-01', $8)`,
      [
        ...[cooperativeId, newId(), code, JSON.stringify({ nl, fr, en, de }), kind, receipt],
        ...[deductible, 'Demonstration policy of this co-operative'],
      ],
    );
  }
  await owner.query(
    `insert into core.km_regime (cooperative_id, year, regime, reference)
     select $1, year, 'QUARTERLY', 'Demonstration policy of this co-operative'
     from generate_series(2022, 2030) as year`,
    [cooperativeId],
  );
}

/** Code, kind, whether a receipt is needed, VAT deducted in hundred-thousandths, and the names. */
const expenseCategories = [
  ['material', 'RECEIPT', true, 100_000, 'materiaal', 'matériel', 'material', 'Material'],
  [
    'public-transport',
    'RECEIPT',
    true,
    100_000,
    'openbaar vervoer',
    'transports publics',
    'public transport',
    'öffentlicher Verkehr',
  ],
  ['fuel', 'RECEIPT', true, 50_000, 'brandstof', 'carburant', 'fuel', 'Kraftstoff'],
  ['meal', 'RECEIPT', true, 0, 'maaltijd', 'repas', 'meal', 'Mahlzeit'],
  ['lodging', 'RECEIPT', true, 0, 'verblijf', 'logement', 'lodging', 'Unterkunft'],
  ['trip', 'KILOMETRES', false, 0, 'kilometers', 'kilomètres', 'kilometres', 'Kilometer'],
] as const;
