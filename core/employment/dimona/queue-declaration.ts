/** What a contract's transitions do about its declaration, in their own transactions. */
import type { Tx } from '../../platform/database/transaction.js';
import type { Vault } from '../../platform/vault/vault.js';
import type { Finding } from '../../platform/write/violation.js';
import type { ContractState } from '../contract/contract-state.js';
import { declaredStates } from './declaration-state.js';
import type { DimonaIn, StudentPlaceOfWork } from './dimona.port.js';
import { queue } from './queue.js';
import { beginsLater, engagementStart } from './queue-engagement.js';

/** Before a signature: what a declaration would lack. Nothing where nothing is declared from here. */
export async function declarationFindings(
  tx: Tx,
  vault: Vault,
  contract: ContractState,
  today: string,
): Promise<Finding[]> {
  // Its employer declares it: the agency.
  if (contract.agencyId !== null) return [];
  const terms = await termsOf(tx, contract, today);
  if (terms === null) return [];
  const found: Finding[] = [];
  const { workerId, kind } = contract;
  const known = await vault.has(tx, tx.cooperativeId, 'national-number', [workerId]);
  if (known.size === 0) {
    found.push({ code: 'contract.no-national-number', path: ['workerId'], source: dimonaRule });
  }
  if (terms.workerType === null) {
    const values = { kind, day: contract.days[0]?.day ?? today };
    found.push({ code: 'contract.no-worker-type', path: ['kind'], values });
  }
  if (terms.workerType === student && terms.place === null) {
    found.push({ code: 'contract.no-place-of-work', source: dimonaRule });
  }
  return found;
}

/**
 * With the signature: the employment begins on the contract's first day and ends on its last; an
 * engagement begins once, with its first month, and no end is declared.
 */
export async function queueBeginning(
  tx: Tx,
  contract: ContractState,
  today: string,
  now: Date,
): Promise<void> {
  if (contract.agencyId !== null) return;
  const terms = await termsOf(tx, contract, today);
  const first = contract.days[0]?.day;
  if (terms === null || first === undefined) return;
  const dimonaIn = beginning(contract, terms);
  const { engagementId } = contract;
  if (engagementId !== null) {
    const startDate = await engagementStart(tx, { ...contract, engagementId, first }, today);
    if (startDate === null) return;
    const content = { dimonaIn: { features: dimonaIn.features, startDate } };
    await queue(tx, { contractId: contract.id, kind: 'IN', content, firstDay: startDate, now });
    return;
  }
  const content = { dimonaIn };
  await queue(tx, { contractId: contract.id, kind: 'IN', content, firstDay: first, now });
}

/**
 * With a cancellation: what was surely never sent is withdrawn; what may have arrived is cancelled
 * as soon as the service has accepted it.
 */
export async function queueCancellation(tx: Tx, contractId: string, now: Date): Promise<void> {
  const [begun] = await tx.query<{ id: string; state: string; firstDay: string }>(
    `select id, state, first_day as "firstDay" from core.dimona_declaration
     where cooperative_id = $1 and contract_id = $2 and kind = 'IN'
     order by id desc limit 1 for update`,
    [tx.cooperativeId, contractId],
  );
  if (begun === undefined || begun.state === 'WITHDRAWN') return;
  if (await beginsLater(tx, { contractId, begun, now })) return;
  if (['QUEUED', 'REFUSED', 'FAILED'].includes(begun.state)) {
    await tx.query(
      `update core.dimona_declaration
       set state = 'WITHDRAWN', next_at = null, version = version + 1
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, begun.id],
    );
    return;
  }
  const content = { dimonaCancel: { periodId: '' } };
  await queue(tx, { contractId, kind: 'CANCEL', content, firstDay: begun.firstDay, now });
}

/** Where the declaration of a contract's beginning, or its engagement's, stands; null: not from here. */
export async function beginningState(tx: Tx, contractId: string): Promise<string | null> {
  const [last] = await tx.query<{ state: string }>(
    `select d.state from core.contract c
     join core.contract o on o.cooperative_id = c.cooperative_id
       and (o.id = c.id or o.engagement_id = c.engagement_id)
     join core.dimona_declaration d on d.cooperative_id = o.cooperative_id
       and d.contract_id = o.id and d.kind = 'IN'
     where c.cooperative_id = $1 and c.id = $2 order by d.id desc limit 1`,
    [tx.cooperativeId, contractId],
  );
  return last?.state ?? null;
}

export const isDeclared = (state: string): boolean =>
  (declaredStates as readonly string[]).includes(state);

interface Terms {
  readonly workerType: string | null;
  readonly place: StudentPlaceOfWork | null;
}

/** By the rules of the day; null when the co-operative does not declare through this platform. */
async function termsOf(tx: Tx, contract: ContractState, today: string): Promise<Terms | null> {
  const [row] = await tx.query<Terms & { place: PlaceRow | null }>(
    `select (select t.worker_type from core.dimona_worker_type t
         where t.cooperative_id = $1 and t.contract_kind = $2 and t.from_day <= $3::date
           and (t.until_day is null or t.until_day > $3::date)
         order by t.from_day desc limit 1) as "workerType",
       (select to_jsonb(p) from core.place_of_work p
         where p.cooperative_id = $1 and p.activity_id = $4) as place
     from core.dimona_setting s
     where s.cooperative_id = $1 and s.from_day <= $5::date
       and (s.until_day is null or s.until_day > $5::date)`,
    [
      ...[tx.cooperativeId, contract.kind, contract.days[0]?.day ?? today],
      ...[contract.activityId, today],
    ],
  );
  if (row === undefined) return null;
  return { workerType: row.workerType, place: row.place && placeOf(row.place) };
}

function beginning(
  { days, jointCommittee }: ContractState,
  { workerType, place }: Terms,
): DimonaIn {
  const features = {
    jointCommissionNumber: committeeCode(jointCommittee),
    workerType: workerType ?? '',
  };
  const startDate = days[0]?.day ?? '';
  const endDate = days.at(-1)?.day;
  if (workerType !== student) return { features, startDate, endDate };
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  return {
    ...{ features, startDate, endDate, plannedHoursNumber: Math.ceil(minutes / 60) },
    ...(place && { studentPlaceOfWork: place }),
  };
}

const student = 'STU';

/**
 * As the service wants it: hotels (302) and performing arts (304) are sent as "XXX", and so is an
 * employment outside every committee; of the others a sub-committee keeps its number without a dot.
 */
function committeeCode(committee: string | null): string {
  if (committee === null || ['302', '304'].includes(committee)) return 'XXX';
  return committee.replaceAll('.', '');
}

const dimonaRule = {
  title: 'Royal decree of 5 November 2002, Dimona',
  url: 'https://www.socialsecurity.be/site_nl/employer/applics/dimona/index.htm',
};

interface PlaceRow {
  readonly name: string;
  readonly street: string;
  readonly house_number: string;
  readonly box_number: string | null;
  readonly post_code: string;
  readonly municipality_code: string;
  readonly municipality: string;
}

const placeOf = (row: PlaceRow): StudentPlaceOfWork => ({
  name: row.name,
  address: {
    street: row.street,
    houseNumber: row.house_number,
    ...(row.box_number && { boxNumber: row.box_number }),
    postCode: row.post_code,
    municipality: { code: row.municipality_code, name: row.municipality },
    country: 'BE',
  },
});
