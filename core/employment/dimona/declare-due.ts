import type { Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import { workThrough } from '../../platform/events/work-through.js';
import { newId } from '../../platform/ids.js';
import {
  afterAsk,
  afterSend,
  DeclarationState,
  declaredStates,
  type Step,
} from './declaration-state.js';
import type { DeclaredContent, DimonaPort, SentDeclaration } from './dimona.port.js';

/**
 * Sends and asks for whatever is due, until nothing is. Several servers may do this side by side:
 * 1 what somebody died over is told apart: what was being sent may have arrived, so a person looks;
 * 2 a few are claimed, which is committed before anything leaves; 3 each is sent or asked for, and
 * what came of it is recorded. Answers how many it worked on.
 */
export async function declareDue(platform: Platform, port: DimonaPort): Promise<number> {
  await tellLost(platform);
  return workThrough({
    claim: () => claim(platform),
    work: (one) => workOn(platform, port, one),
    sideBySide: true,
  });
}

interface Claimed extends Record<string, unknown> {
  readonly cooperativeId: string;
  readonly id: string;
  readonly contractId: string;
  readonly kind: 'IN' | 'UPDATE' | 'OUT' | 'CANCEL';
  readonly state: DeclarationState;
  readonly content: DeclaredContent;
  readonly reference: string | null;
  readonly attempts: number;
  readonly submittedAt: Date | null;
  readonly claimedUntil: Date;
}

/** Longer than the service is waited for, twice: for its token, and for its answer. */
const claimMs = 120_000;
const claimedAtOnce = 20;

async function tellLost({ database, clock }: Platform): Promise<void> {
  await database.query(
    `update core.dimona_declaration set claimed_until = null, version = version + 1,
       state = case state when 'SENDING' then 'UNKNOWN' else state end,
       last_error = case state when 'SENDING' then 'interrupted' else last_error end,
       next_at = case state when 'SENDING' then null else $1::timestamptz end
     where claimed_until < $1::timestamptz`,
    [clock.now()],
  );
}

function claim({ database, clock }: Platform): Promise<Claimed[]> {
  const now = clock.now();
  return database.query<Claimed>(
    `update core.dimona_declaration d set next_at = null, claimed_until = $2,
       attempts = attempts + (d.state = 'QUEUED')::int, version = version + 1,
       state = case d.state when 'QUEUED' then 'SENDING' else d.state end
     from (select cooperative_id, id from core.dimona_declaration
       where next_at <= $1::timestamptz order by next_at limit ${claimedAtOnce}
       for update skip locked) due
     where d.cooperative_id = due.cooperative_id and d.id = due.id
     returning d.cooperative_id as "cooperativeId", d.id, d.contract_id as "contractId", d.kind,
       d.state, d.content, d.reference, d.attempts, d.submitted_at as "submittedAt",
       d.claimed_until as "claimedUntil"`,
    [now, new Date(now.getTime() + claimMs)],
  );
}

async function workOn(platform: Platform, port: DimonaPort, one: Claimed): Promise<void> {
  const { clock } = platform;
  if (one.state !== DeclarationState.SENDING) {
    const outcome = await port.ask(one.reference ?? '');
    return recordStep(
      platform,
      one,
      afterAsk(outcome, one.submittedAt ?? clock.now(), clock.now()),
    );
  }
  const ready = await inTransaction(platform.orm, one.cooperativeId, (tx) =>
    prepare(platform, tx, one),
  );
  if ('step' in ready) return recordStep(platform, one, ready.step);
  const outcome = await port.send(ready.declaration);
  return recordStep(platform, one, afterSend(outcome, one.attempts, clock.now()));
}

/** What leaves, with the national number; or why it does not. */
async function prepare(
  platform: Platform,
  tx: Tx,
  one: Claimed,
): Promise<{ readonly step: Step } | { readonly declaration: SentDeclaration }> {
  const { vault, clock } = platform;
  const content = await withPeriod(tx, one);
  if (content === 'later') {
    const nextAt = new Date(clock.now().getTime() + 60_000);
    return { step: { state: DeclarationState.QUEUED, nextAt, lastError: null } };
  }
  if (content === 'never') {
    return { step: { state: DeclarationState.WITHDRAWN, nextAt: null, lastError: null } };
  }
  if (content === 'no-period') {
    return { step: { state: DeclarationState.FAILED, nextAt: null, lastError: 'no period' } };
  }
  const [parties] = await tx.query<{ workerId: string; enterpriseNumber: string }>(
    `select c.worker_id as "workerId", h.enterprise_number as "enterpriseNumber"
     from core.contract c
     join core.activity a on a.cooperative_id = c.cooperative_id and a.id = c.activity_id
     join core.host_entity h on h.cooperative_id = a.cooperative_id and h.id = a.host_entity_id
     where c.cooperative_id = $1 and c.id = $2`,
    [tx.cooperativeId, one.contractId],
  );
  if (parties === undefined) throw new Error(`The contract ${one.contractId} is not there.`);
  const ssin = await vault.open(
    tx,
    { memberId: parties.workerId, kind: 'national-number' },
    { purpose: 'dimona.declare', about: { type: 'Declaration', id: one.id }, actor: null },
  );
  if (ssin === null) {
    const lastError = 'no national number';
    return { step: { state: DeclarationState.FAILED, nextAt: null, lastError } };
  }
  const { enterpriseNumber } = parties;
  return { declaration: { employer: { enterpriseNumber }, worker: { ssin }, content } };
}

/**
 * All but a beginning name the period that the service made of the beginning, and each waits for what
 * was to be told of that period before it.
 */
async function withPeriod(
  tx: Tx,
  one: Claimed,
): Promise<DeclaredContent | 'later' | 'never' | 'no-period'> {
  if ('dimonaIn' in one.content) return one.content;
  const [begun] = await tx.query<Begun>(
    `select b.state, b.period_id as "periodId",
       exists (select from core.dimona_declaration d
         where d.cooperative_id = $1 and d.contract_id = $2 and d.kind <> 'IN' and d.id < $3
           and d.state in ('QUEUED', 'SENDING', 'SUBMITTED', 'WAITING')) as waits
     from core.dimona_declaration b
     where b.cooperative_id = $1 and b.contract_id = $2 and b.kind = 'IN'
     order by b.id desc limit 1`,
    [tx.cooperativeId, one.contractId, one.id],
  );
  const over: readonly string[] = ['REFUSED', 'FAILED', 'WITHDRAWN'];
  if (begun === undefined || over.includes(begun.state)) return 'never';
  if (!declaredStates.includes(begun.state) || begun.waits) return 'later';
  // Declared by hand, and nobody said under which period: a person cancels it there too.
  if (begun.periodId === null) return 'no-period';
  const [name, body] = Object.entries(one.content)[0] as [string, object];
  return { [name]: { ...body, periodId: begun.periodId } } as unknown as DeclaredContent;
}

interface Begun {
  readonly state: DeclarationState;
  readonly periodId: string | null;
  /** Something that is to be told before is still under way. */
  readonly waits: boolean;
}

/** Only while the claim is ours; what is final is told to others. */
async function recordStep(platform: Platform, one: Claimed, step: Step): Promise<void> {
  const { clock, orm } = platform;
  const answered = step.anomalies !== undefined;
  await inTransaction(orm, one.cooperativeId, async (tx) => {
    const changed = await tx.query(
      `update core.dimona_declaration set state = $3, next_at = $4, last_error = $5,
         reference = coalesce($6, reference), period_id = coalesce($7, period_id),
         anomalies = coalesce($8::jsonb, anomalies), claimed_until = null, version = version + 1,
         submitted_at = case when $6::text is null then submitted_at else $9 end,
         answered_at = case when $10 then $9 else answered_at end
       where cooperative_id = $1 and id = $2 and claimed_until = $11 returning id`,
      [
        ...[tx.cooperativeId, one.id, step.state, step.nextAt, step.lastError],
        ...[step.reference ?? null, step.periodId ?? null],
        answered ? JSON.stringify(step.anomalies) : null,
        ...[clock.now(), answered, one.claimedUntil],
      ],
    );
    if (changed.length > 0 && step.nextAt === null) await tellOthers(tx, one, step);
  });
}

async function tellOthers(tx: Tx, one: Claimed, { state }: Step): Promise<void> {
  await tx.query(
    `insert into core.outbox
       (cooperative_id, id, type, subject_type, subject_id, activity_id, payload, actor)
     select $1, $2, 'contract.declaration-settled', 'Contract', c.id, c.activity_id, $4, null
     from core.contract c where c.cooperative_id = $1 and c.id = $3`,
    [tx.cooperativeId, newId(), one.contractId, JSON.stringify({ kind: one.kind, state })],
  );
}
