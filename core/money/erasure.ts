/** What of a person's money stands in the way of erasing them: nothing that is owed is forgotten. */
import type { ErasureObstacle } from '../platform/domain.js';
import type { DomainPart } from '../platform/domain-part.js';

const moneyOwed: ErasureObstacle = async (tx, memberId) => {
  const [open] = await tx.query<{ payouts: bigint; expenses: bigint; advances: bigint }>(
    `select
       (select count(*) from core.payout where cooperative_id = $1 and payee_id = $2
          and status not in ('PAID', 'FAILED')) as payouts,
       (select count(*) from core.expense where cooperative_id = $1 and member_id = $2
          and status in ('DRAFT', 'SUBMITTED')) as expenses,
       (select count(*) from core.expense_advance where cooperative_id = $1 and member_id = $2
          and status in ('REQUESTED', 'APPROVED')) as advances`,
    [tx.cooperativeId, memberId],
  );
  return Object.entries(open ?? {})
    .filter(([, count]) => count > 0n)
    .map(([what, count]) => ({
      code: `privacy.open-${what}`,
      values: { count: count.toString() },
    }));
};

export const erasurePart: DomainPart = {
  erasureObstacles: [moneyOwed],
  messages: {
    'privacy.open-payouts': {
      nl: 'Er staan nog uitbetalingen aan deze persoon open ({{count}}).',
      fr: 'Des paiements à cette personne sont encore ouverts ({{count}}).',
      en: 'Payouts to this person are still open ({{count}}).',
      de: 'Auszahlungen an diese Person sind noch offen ({{count}}).',
    },
    'privacy.open-expenses': {
      nl: 'Er zijn nog onkosten van deze persoon zonder beslissing ({{count}}).',
      fr: 'Des frais de cette personne attendent encore une décision ({{count}}).',
      en: 'Expenses of this person still wait for a decision ({{count}}).',
      de: 'Auslagen dieser Person warten noch auf eine Entscheidung ({{count}}).',
    },
    'privacy.open-advances': {
      nl: 'Voorschotten van deze persoon zijn nog niet verrekend ({{count}}).',
      fr: 'Des avances de cette personne ne sont pas encore réglées ({{count}}).',
      en: 'Advances to this person are not settled yet ({{count}}).',
      de: 'Vorschüsse an diese Person sind noch nicht verrechnet ({{count}}).',
    },
  },
};
