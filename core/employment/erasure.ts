/** What of a person's employment stands in the way of erasing them, their national number included. */
import type { ErasureObstacle } from '../platform/domain.js';
import type { DomainPart } from '../platform/domain-part.js';
import type { Finding } from '../platform/write/violation.js';

const workOpen: ErasureObstacle = async (tx, memberId, today) => {
  const [open] = await tx.query<OpenWork>(
    `with mine as (
       select id, status from core.contract where cooperative_id = $1 and worker_id = $2)
     select
       (select count(*) from mine where status not in ('PAID', 'CANCELLED'))
         + (select count(*) from core.engagement where cooperative_id = $1 and worker_id = $2
              and status = 'SIGNED' and (last_day is null or last_day >= $3::date)) as work,
       (select count(*) from core.dimona_declaration d join mine on mine.id = d.contract_id
          where d.cooperative_id = $1 and d.state in
            ('QUEUED', 'SENDING', 'SUBMITTED', 'WAITING', 'UNKNOWN')) as declarations,
       (select count(*) from core.contract_day d join mine on mine.id = d.contract_id
          where d.cooperative_id = $1 and mine.status <> 'CANCELLED'
            and d.day >= date_trunc('quarter', $3::date) - interval '3 months') as days,
       (select coalesce(sum(amount_minor), 0)::bigint from core.pay_reserve
          where cooperative_id = $1 and member_id = $2) as reserved`,
    [tx.cooperativeId, memberId, today],
  );
  const { work, declarations, days, reserved } = open as OpenWork;
  const found: Finding[] = [];
  if (work > 0n) found.push({ code: 'privacy.open-work', values: { count: work.toString() } });
  if (declarations > 0n) {
    found.push({ code: 'privacy.open-declarations', values: { count: declarations.toString() } });
  }
  // A quarter is declared in the next one, by the national number.
  if (days > 0n) found.push({ code: 'privacy.open-quarter' });
  if (reserved !== 0n) found.push({ code: 'privacy.pay-reserved' });
  return found;
};

interface OpenWork {
  readonly work: bigint;
  readonly declarations: bigint;
  readonly days: bigint;
  /** Minor units. */
  readonly reserved: bigint;
}

export const erasurePart: DomainPart = {
  erasureObstacles: [workOpen],
  messages: {
    'privacy.open-work': {
      nl: 'Deze persoon heeft nog contracten die niet betaald of geannuleerd zijn ({{count}}).',
      fr: 'Cette personne a encore des contrats ni payés ni annulés ({{count}}).',
      en: 'This person still has contracts that are neither paid nor cancelled ({{count}}).',
      de: 'Diese Person hat noch Verträge, die weder bezahlt noch storniert sind ({{count}}).',
    },
    'privacy.open-declarations': {
      nl: 'Aangiften van deze persoon wachten nog op een antwoord ({{count}}).',
      fr: 'Des déclarations de cette personne attendent encore une réponse ({{count}}).',
      en: 'Declarations of this person still wait for an answer ({{count}}).',
      de: 'Meldungen dieser Person warten noch auf eine Antwort ({{count}}).',
    },
    'privacy.open-quarter': {
      nl: 'Het kwartaal waarin deze persoon werkte, moet nog kunnen worden aangegeven.',
      fr: 'Le trimestre où cette personne a travaillé doit encore pouvoir être déclaré.',
      en: 'The quarter in which this person worked may still have to be declared.',
      de: 'Das Quartal, in dem diese Person gearbeitet hat, ist womöglich noch zu melden.',
    },
    'privacy.pay-reserved': {
      nl: 'Er wordt nog loon voor deze persoon bewaard; betaal het eerst uit.',
      fr: 'Du salaire est encore gardé pour cette personne ; versez-le d’abord.',
      en: 'Pay is still kept for this person; pay it out first.',
      de: 'Für diese Person wird noch Lohn aufbewahrt; zahlen Sie ihn zuerst aus.',
    },
  },
};
