/** Work is hired, declared and worked; on the seventh working day the fund pays what clients have not. */
import { asker } from '../client.js';
import { eventually, type Freelancer, type MonthClient, type Sum } from './month-client.js';
import * as op from './operations.js';

interface Contract {
  readonly status: string;
  readonly dueOn: string;
  readonly paidOn: string | null;
  readonly net: Sum;
  readonly declarations: readonly { readonly state: string }[];
}

const workDays: readonly string[] = ['2026-11-05', '2026-11-06'];

export async function workAndPay(client: MonthClient, freelancer: Freelancer): Promise<void> {
  const read = await hired(client, freelancer, workDays, '640.00');
  const { dueOn } = await read();
  await client.until(dueOn);
  const paid = await read();
  client.say(
    ` 5 works on ${workDays.join(' and ')}; on ${paid.paidOn}, the seventh working day, ` +
      `${paid.net.amount} net is ${paid.status} although no client has paid`,
  );
  client.say(`   ${await standing(client, freelancer)}`);
}

/** Signs a contract and waits until it is declared; answers how to read it. */
export async function hired(
  client: MonthClient,
  freelancer: Freelancer,
  dates: readonly string[],
  budget: string,
): Promise<() => Promise<Contract>> {
  const noor = asker(client, freelancer.subject);
  const { activityId, memberId: workerId } = freelancer;
  const days = dates.map((day) => ({ day, hours: '7.6' }));
  const { createContract } = await noor<{ createContract: { contract: { id: string } } }>(
    op.createContract,
    {
      input: {
        ...{ activityId, workerId, kind: 'duration', jointCommittee: '304', days },
        ...{ budget, idempotencyKey: `month-contract-${dates[0]}` },
      },
    },
  );
  const { id } = createContract.contract;
  await noor(op.signContract, { input: { id, idempotencyKey: `month-sign-${dates[0]}` } });
  const read = async () => (await noor<{ contract: Contract }>(op.contract, { id })).contract;
  await eventually('accepted declaration', async () => {
    const contract = await read();
    return contract.declarations.some(({ state }) => state === 'ACCEPTED') ? contract : undefined;
  });
  return read;
}

export async function standing(client: MonthClient, freelancer: Freelancer): Promise<string> {
  const { activity } = await asker(client, freelancer.subject)<{
    activity: { balance: Record<'available' | 'expected' | 'receivable' | 'advanced', Sum> };
  }>(op.balance, { id: freelancer.activityId });
  const { available, receivable, advanced } = activity.balance;
  return (
    `available ${available.amount}, owed by clients ${receivable.amount}, ` +
    `advanced by the fund ${advanced.amount}`
  );
}
