import type { Sql } from '../../platform/database/sql.js';
import type { Locale } from '../../platform/messages.js';
import { printedLocale } from '../../platform/pdf/labels.js';
import type { PdfParty } from '../../platform/pdf/letterhead.js';

/** Who employs and who works, as a document says them; never a national number. */
export interface PayParties {
  readonly employer: PdfParty;
  readonly worker: PdfParty;
  /** The worker's own language, in which a document is when no other is asked for. */
  readonly locale: Locale;
}

/** The legal entity of an activity, or the co-operative's first where there is no activity. */
export async function payParties(
  sql: Sql,
  cooperativeId: string,
  who: { readonly workerId: string; readonly activityId: string | null },
): Promise<PayParties | null> {
  const [row] = await sql.query<PartiesRow>(
    `select h.name as "employerName", h.street as "employerStreet",
       h.postal_code || ' ' || h.city as "employerCity", h.enterprise_number as "enterprise",
       m.display_name as "workerName", m.street as "workerStreet",
       m.postal_code || ' ' || m.city as "workerCity", m.locale
     from core.member m
     left join core.activity a on a.cooperative_id = m.cooperative_id and a.id = $3
     join lateral (
       select * from core.host_entity h
       where h.cooperative_id = m.cooperative_id
         and (a.host_entity_id is null or h.id = a.host_entity_id)
       order by h.id limit 1) h on true
     where m.cooperative_id = $1 and m.id = $2`,
    [cooperativeId, who.workerId, who.activityId],
    'pay-parties',
  );
  if (row === undefined) return null;
  const lines = (...parts: (string | null)[]) => parts.filter((part) => part !== null);
  const number = row.enterprise?.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3') ?? null;
  return {
    employer: {
      name: row.employerName,
      lines: lines(row.employerStreet, row.employerCity, number),
    },
    worker: { name: row.workerName, lines: lines(row.workerStreet, row.workerCity) },
    locale: printedLocale(row.locale),
  };
}

interface PartiesRow {
  readonly employerName: string;
  readonly employerStreet: string | null;
  readonly employerCity: string | null;
  readonly enterprise: string | null;
  readonly workerName: string;
  readonly workerStreet: string | null;
  readonly workerCity: string | null;
  readonly locale: string;
}
