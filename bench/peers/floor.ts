import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { v7 } from 'uuid';
import { verifiedClaims } from './claims.js';

/**
 * The floor: what a person would write by hand for exactly these four requests and nothing else.
 * One prepared statement each that answers JSON, visibility in its WHERE, on plain node:http.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });

const seen = (activity: string) => `a.cooperative_id = $1 and ($2 = 'all' or exists (
  select from core.participation p where p.cooperative_id = $1 and p.activity_id = ${activity}
    and p.member_id = $3 and p.status = 'ACTIVE'))`;

const statements: Readonly<Record<string, string>> = {
  Q1: `select json_build_object('id', m.id, 'displayName', m.display_name, 'activities', (
      select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'invoices', (
        select coalesce(json_agg(i), '[]') from (
          select id, number, status, total_minor as total from core.invoice
          where cooperative_id = $1 and activity_id = a.id order by id desc limit 5) i))
        order by a.id desc), '[]')
      from (select * from core.activity where cooperative_id = $1 and manager_id = m.id
        order by id desc limit 10) a where ${seen('a.id')}))::text as body
    from core.member m where m.cooperative_id = $1 and m.id = $4`,
  Q2: `select json_agg(json_build_object('id', a.id, 'displayName', a.display_name, 'activities',
      (select count(*) from core.activity x where x.cooperative_id = $1 and x.manager_id = a.id))
      order by a.id desc)::text as body
    from (select * from core.member where cooperative_id = $1 order by id desc limit 50) a
    where $2 = 'all' or a.id = $3::uuid`,
  Q3: `select json_agg(json_build_object('id', i.id, 'number', i.number, 'total', i.total_minor,
      'activity', json_build_object('name', a.name, 'member',
        json_build_object('displayName', m.display_name))) order by i.id desc)::text as body
    from (select * from core.invoice where cooperative_id = $1 order by id desc limit 50) i
    join core.activity a on a.cooperative_id = i.cooperative_id and a.id = i.activity_id
    join core.member m on m.cooperative_id = a.cooperative_id and m.id = a.manager_id
    where ${seen('a.id')}`,
  M1: `with allowed as (
      select a.host_entity_id, a.currency, c.payment_term_days from core.activity a
      join core.client c on c.cooperative_id = a.cooperative_id and c.activity_id = a.id
      where a.id = $4 and c.id = $5 and a.status = 'OPEN' and ${seen('a.id')}),
    made as (
      insert into core.invoice (cooperative_id, id, activity_id, client_id, host_entity_id, kind,
        status, currency, payment_term_days, net_minor, vat_minor, total_minor, vat_subtotals)
      select $1, $6, $4, $5, host_entity_id, 'INVOICE', 'DRAFT', currency, payment_term_days,
        $7, $8, $7::bigint + $8::bigint, '[]' from allowed returning cooperative_id, id)
    insert into core.invoice_line (cooperative_id, invoice_id, position, description,
      quantity_micro, unit_price_minor, net_minor, vat_category, vat_rate)
    select cooperative_id, id, 1, $9, 1000000, $7, $7, 'STANDARD', 2100 from made
    returning json_build_object('id', invoice_id)::text as body`,
};

const server = createServer(async (request, response) => {
  try {
    const claims = await verifiedClaims(request.headers.authorization);
    const asked = JSON.parse(await body(request)) as { name: string; variables: string[] };
    const { rows } = await pool.query({
      name: asked.name,
      text: statements[asked.name] as string,
      values: values(asked, claims),
    });
    response.setHeader('content-type', 'application/json');
    response.end(rows[0]?.body ?? 'null');
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
});

function values(
  asked: { name: string; variables: string[] },
  { cooperativeId, reach, memberId }: Awaited<ReturnType<typeof verifiedClaims>>,
): unknown[] {
  const caller = [cooperativeId, reach, memberId];
  if (asked.name !== 'M1') return [...caller, ...asked.variables];
  const [activityId, clientId, description] = asked.variables;
  return [...caller, activityId, clientId, v7(), 100_000n, 21_000n, description];
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`port ${typeof address === 'object' ? address?.port : ''}`);
});
