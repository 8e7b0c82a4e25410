import { asker, type Client } from './client.js';
import * as op from './tour.operations.js';
import type { Joined } from './tour-people.js';

interface Document {
  readonly url: string;
  readonly filename: string;
  readonly mediaType: string;
}
interface Sum {
  readonly amount: string;
}

/** What the tour leaves behind: a payslip, the year of a worker, and the quarter of the co-operative. */
export async function report(
  client: Client,
  ids: readonly string[],
  people: readonly Joined[],
): Promise<void> {
  const worker = people[0] as Joined;
  const mine = asker(client, worker.who.subject);
  const { contract } = await mine<{
    contract: {
      payslip: { number: string; gross: Sum; net: Sum; lines: object[]; document: Document };
    };
  }>(op.payslip, { id: ids[0] });
  const { number, gross, net, lines, document } = contract.payslip;
  client.say(
    ` 9 payslip ${number}: ${gross.amount} gross, ${net.amount} net in ${lines.length} lines; ` +
      `${await fetched(client, document)}`,
  );
  const { member } = await mine<{
    member: {
      payStatements: { contracts: number; days: number; gross: Sum; document: Document }[];
    };
  }>(op.yearOf, { id: worker.memberId, year: 2026 });
  const year = member.payStatements[0];
  if (year === undefined) throw new Error('A worker who was paid has no yearly statement.');
  client.say(
    `   the worker’s year: ${year.contracts} contracts, ${year.days} days, ${year.gross.amount} ` +
      `gross; ${await fetched(client, year.document)}`,
  );
  const { dmfa } = await asker(client, 'demo|finance')<{
    dmfa: {
      workers: number;
      contracts: number;
      employeeContribution: Sum;
      employerContribution: Sum;
      document: Document;
    };
  }>(op.quarter, { year: 2026, quarter: 4 });
  client.say(
    `   the quarter: ${dmfa.workers} workers, ${dmfa.contracts} contracts, contributions ` +
      `${dmfa.employeeContribution.amount} and ${dmfa.employerContribution.amount}; ` +
      `${await fetched(client, dmfa.document)}`,
  );
}

/** A link is only as good as what it serves. */
async function fetched(client: Client, { url, filename, mediaType }: Document): Promise<string> {
  const response = await fetch(new URL(url, client.url));
  if (!response.ok) throw new Error(`${filename} is not served: ${response.status}`);
  const { byteLength } = await response.arrayBuffer();
  if (byteLength === 0) throw new Error(`${filename} is empty.`);
  return `${filename} (${mediaType})`;
}
