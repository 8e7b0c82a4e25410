/**
 * The pay run and the question of pay: a hundred thousand worked contracts of ten thousand
 * activities, more than a third of them paid out of the guarantee fund (the longer way), and `simulatePay` over HTTP.
 */
import { coreServices } from '../core/core-services.js';
import { coreDomains } from '../core/domains.js';
import { batchSize, payDueContracts } from '../core/employment/pay-run/pay-runner.js';
import { insertWorked } from '../core/employment/testing/worked-contracts.js';
import { activityAccount, hostAccount } from '../core/money/accounts.js';
import { endowFund } from '../core/money/fund/endow-fund.js';
import { callLimit, credit, debit, type Posting, post } from '../core/money/ledger/ledger.js';
import { verifyLedger } from '../core/money/ledger/verify.js';
import { systemClock } from '../core/platform/clock.js';
import { readConfig } from '../core/platform/config.js';
import { openDatabase } from '../core/platform/database/pool.js';
import type { Sql } from '../core/platform/database/sql.js';
import { inTransaction } from '../core/platform/database/transaction.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { newId } from '../core/platform/ids.js';
import { type OpenPlatform, openPlatform } from '../core/platform/open.js';
import { developmentKey, signDevelopmentToken } from '../gateway/auth/development-key.js';
import { seedCommand } from '../seeds/bulk/seed-command.js';
import { seedCooperative } from '../seeds/reference/cooperative.js';
import { send } from './load.js';
import { serveGezel } from './servers.js';

export interface PayFigure {
  readonly contracts: number;
  readonly seconds: number;
  /** Of the heap that is in use: most while it ran less what it was before. */
  readonly memoryMiB: number;
  readonly simulateMs: number;
}

const members = 10_000;

export async function benchPay(
  url: string,
  dataDir: string,
  contracts = 100_000,
): Promise<PayFigure> {
  await seedCommand(['--members', String(members)], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  const platform = await openPlatform({
    config: readConfig({ LOG_LEVEL: 'silent' }),
    ...{ url, clock: systemClock, domains: coreDomains, services: coreServices, plugins: [] },
  });
  try {
    const cooperative = await seedCooperative(owner, 'demo');
    const today = platform.clock.today();
    await makeDue(platform, owner, { ...cooperative, contracts, today });
    const run = await timedRun(platform, today, contracts);
    const report = await verifyLedger(owner, cooperative.id);
    if (!report.ok) throw new Error('The ledger does not hold after the pay run.');
    return { contracts, ...run, simulateMs: await simulateMs(url, dataDir, owner) };
  } finally {
    await platform.close();
    await owner.close();
  }
}

async function makeDue(
  platform: OpenPlatform,
  owner: Sql,
  due: { id: string; hostEntityId: string; contracts: number; today: string },
): Promise<void> {
  const { id: cooperativeId, hostEntityId, contracts, today } = due;
  const people = await owner.query<{ activityId: string; memberId: string }>(
    `select id as "activityId", manager_id as "memberId" from core.activity
     where cooperative_id = $1 order by id`,
    [cooperativeId],
  );
  await insertWorked(owner, {
    ...{ cooperativeId, count: contracts, dueOn: today },
    activityIds: people.map(({ activityId }) => activityId),
    workerIds: people.map(({ memberId }) => memberId),
  });
  await endowFund(systemContext(platform, cooperativeId), {
    ...{ hostEntityId, amountMinor: BigInt(contracts) * 200_00n, currency: 'EUR', key: 'bench' },
  });
  for (let i = 0; i < people.length; i += callLimit) {
    const some = people.slice(i, i + callLimit);
    await inTransaction(platform.orm, cooperativeId, (tx) =>
      post(
        tx,
        cooperativeId,
        some.map(({ activityId }) => income(hostEntityId, activityId, today)),
      ),
    );
  }
  await owner.query('vacuum analyze');
}

/** What a client paid: six of the ten contracts of an activity. */
const income = (hostEntityId: string, activityId: string, eventOn: string): Posting => ({
  ...{ key: newId(), kind: 'BENCH_INCOME', sourceType: 'bench', sourceId: newId(), eventOn },
  lines: [
    debit(hostAccount(hostEntityId, 'bank', 'EUR'), 1_200_00n),
    credit(activityAccount(activityId, 'activity.available', 'EUR'), 1_200_00n),
  ],
});

/** Memory is looked at every two seconds, garbage collected: does it grow with the contracts? */
async function timedRun(
  platform: OpenPlatform,
  today: string,
  contracts: number,
): Promise<{ seconds: number; memoryMiB: number }> {
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  const before = heap();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, heap());
  }, 2_000);
  const startedAt = performance.now();
  const { paid, refused } = await payDueContracts(platform, today, batchSize);
  clearInterval(watch);
  if (paid !== contracts || refused !== 0) {
    throw new Error(`The pay run paid ${paid} and refused ${refused} of ${contracts}.`);
  }
  return { seconds: (performance.now() - startedAt) / 1_000, memoryMiB: most - before };
}

/** The median of a person's questions, one after the other, from net to everything else. */
async function simulateMs(url: string, dataDir: string, owner: Sql): Promise<number> {
  const [caller] = await owner.query<{ slug: string; subject: string }>(
    `select c.slug, m.subject from core.role_grant r
     join core.member m on m.cooperative_id = r.cooperative_id and m.id = r.member_id
     join core.cooperative c on c.id = m.cooperative_id
     where r.role = 'ADVISER' and m.subject is not null limit 1`,
  );
  if (caller === undefined) throw new Error('Nobody of the seed is an adviser.');
  const key = await developmentKey({ dataDir, environment: 'development', jwksUrl: undefined });
  const claims = { subject: caller.subject, cooperative: caller.slug, hours: 2 };
  const token = await signDevelopmentToken(key, claims, new Date());
  const publicKeyPem = key.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const server = await serveGezel({ databaseUrl: url, dataDir, publicKeyPem, claims: {} });
  let asked = 0;
  const target = {
    url: server.url,
    headers: { authorization: `Bearer ${token}` },
    body: () => {
      const input = { kind: 'task', net: `${100 + (asked++ % 900)}.00` };
      return JSON.stringify({ query: question, variables: { input } });
    },
  };
  const tookMs: number[] = [];
  try {
    for (let i = 0; i < 1_200; i++) {
      const from = performance.now();
      const answer = await send(undefined, target);
      if (!answer.includes('"gross"')) throw new Error(`simulatePay answers ${answer}`);
      if (i >= 200) tookMs.push(performance.now() - from);
    }
  } finally {
    await server.stop();
  }
  return tookMs.sort((a, b) => a - b)[tookMs.length >> 1] as number;
}

const question = `mutation ($input: SimulatePayInput!) { simulatePay(input: $input) {
  pay { invoiced { amount } budget { amount } employerCost { amount } gross { amount } net { amount }
    lines { code title base { amount } rate amount { amount } source from until } }
  violations { code message } } }`;
