/** What open movements may pay: looked up by amount, account, name and number, one statement for all. */
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import { visibleRows } from '../../platform/read/read.js';
import { bankLines } from '../bank/bank.policy.js';
import { BankLine } from '../bank/bank-line.entity.js';
import { type Candidate, nameStem, numbersIn, type Suggestion, suggest } from './score.js';

/** Of one line, batched with the others of the request: two statements, however many they are. */
export function suggestionsOf(ctx: Context, line: BankLine): Promise<readonly Suggestion[]> {
  if (line.openMinor <= 0n) return Promise.resolve([]);
  return ctx.loaders
    .batch<readonly Suggestion[]>(suggestionsOf, 'all', (ids) => load(ctx, ids))
    .load(line.id);
}

async function load(ctx: Context, ids: readonly string[]): Promise<Suggestion[][]> {
  const lines = await visibleRows(ctx, bankLines, sql`t.id = any(${idsOf(ids)})`);
  const candidates = Map.groupBy(await candidatesOf(ctx, ids, lines), ({ lineId }) => lineId);
  const byId = new Map(lines.map((line) => [line.id, line]));
  return ids.map((id) => {
    const line = byId.get(id);
    return line === undefined ? [] : suggest(line, candidates.get(id) ?? []);
  });
}

async function candidatesOf(
  ctx: Context,
  ids: readonly string[],
  lines: readonly BankLine[],
): Promise<Candidate[]> {
  const numbered = wordsOf(lines, ({ communication }) => numbersIn(communication));
  const named = wordsOf(lines, ({ counterpartyName }) => {
    const stem = nameStem(counterpartyName);
    return stem === null ? [] : [stem];
  });
  const statement = candidateStatement(ctx.viewer.cooperativeId, ids, { numbered, named });
  return (await ctx.platform.rows(BankLine).values(statement)).map(candidateOf);
}

/** What is looked for, as two lists of one length: of which line, and which word. */
interface Words {
  readonly ids: readonly string[];
  readonly words: readonly string[];
}

function wordsOf(
  lines: readonly BankLine[],
  wordsIn: (line: BankLine) => readonly string[],
): Words {
  const found = lines.flatMap((line) => wordsIn(line).map((word) => ({ id: line.id, word })));
  return { ids: found.map(({ id }) => id), words: found.map(({ word }) => word) };
}

function candidateStatement(
  cooperativeId: string,
  ids: readonly string[],
  { numbered, named }: { readonly numbered: Words; readonly named: Words },
): Fragment {
  const due = sql`(d.total_minor - d.credited_net_minor - d.credited_vat_minor - d.paid_minor)`;
  const unpaid = sql`d.cooperative_id = ${cooperativeId} and d.kind = 'INVOICE'
    and d.status = 'ISSUED' and d.payment_status in ('UNPAID', 'PARTLY_PAID')`;
  return sql`
    with line as (
      select b.id, b.open_minor, b.currency, b.counterparty_iban, s.host_entity_id
      from core.bank_line b
      join core.bank_statement s on s.cooperative_id = b.cooperative_id and s.id = b.statement_id
      where b.cooperative_id = ${cooperativeId} and b.id = any(${idsOf(ids)})
    ), paid_before as (
      select distinct l.id, d.client_id from line l
      cross join lateral (
        select o.id from core.bank_line o
        where o.cooperative_id = ${cooperativeId} and o.counterparty_iban = l.counterparty_iban
          and o.amount_minor > 0 order by o.id desc limit 50) o
      join core.payment y on y.cooperative_id = ${cooperativeId} and y.bank_line_id = o.id
        and y.reversed_at is null
      join core.invoice d on d.cooperative_id = y.cooperative_id and d.id = y.invoice_id
    ), party as (
      select id, client_id from paid_before
      union select n.id, c.id
      from unnest(${named.ids}::uuid[], ${named.words}::text[]) as n (id, stem)
      cross join lateral (
        select c.id from core.client c
        where c.cooperative_id = ${cooperativeId} and lower(c.name) ~>=~ n.stem
          and lower(c.name) ~<~ (n.stem || chr(1114111))
        order by c.id limit 20) c
    ), candidate as (
      select l.id, d.id as invoice_id from line l
      cross join lateral (select d.id from core.invoice d
        where ${unpaid} and ${due} = l.open_minor order by d.due_on limit 20) d
      union select p.id, d.id from party p
      cross join lateral (select d.id from core.invoice d
        where ${unpaid} and d.client_id = p.client_id order by d.due_on limit 50) d
      union select w.id, d.id
      from unnest(${numbered.ids}::uuid[], ${numbered.words}::text[]) as w (id, number)
      join core.invoice d on ${unpaid} and d.number = w.number
    )
    select c.id, d.id, d.number, d.client_id, k.name, d.due_on, ${due},
      exists (select from paid_before b where b.id = c.id and b.client_id = d.client_id)
    from candidate c
    join line l on l.id = c.id
    join core.invoice d on ${unpaid} and d.id = c.invoice_id and d.currency = l.currency
      and d.host_entity_id = l.host_entity_id
    join core.client k on k.cooperative_id = d.cooperative_id and k.id = d.client_id
    order by c.id, d.due_on, d.id`;
}

function candidateOf(row: unknown[]): Candidate {
  const [lineId, invoiceId, number, clientId, clientName, dueOn, dueMinor, knownIban] = row as [
    ...[string, string, string, string, string, string, bigint, boolean],
  ];
  return { lineId, invoiceId, number, clientId, clientName, dueOn, dueMinor, knownIban };
}
