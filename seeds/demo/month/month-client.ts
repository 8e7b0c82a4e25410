import type { Client } from '../client.js';
import type { Traveller } from '../tour-people.js';

/** A client of a server whose days pass, and of the folder that is its access point. */
export interface MonthClient extends Traveller {
  /** The folder of the access point: what suppliers send is put in its `inbox`. */
  readonly accessPoint: string;
}

export interface Sum {
  readonly amount: string;
}

export interface Download {
  readonly url: string;
  readonly filename: string;
}

/** Who the month is about; ids are global. */
export interface Freelancer {
  readonly subject: string;
  readonly memberId: string;
  readonly activityId: string;
}

export interface IssuedInvoice {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly paymentStatus: string;
  readonly structuredCommunication: string;
  readonly total: Sum;
  readonly due: Sum;
}

/** "1,089.00" in cents. */
export const cents = ({ amount }: Sum): bigint => BigInt(amount.replace('.', ''));

/** A file as `POST /files` takes it; answers the id that a mutation claims. */
export async function uploadFile(
  client: Client,
  subject: string,
  file: { readonly purpose: string; readonly name: string; readonly content: Uint8Array | string },
): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([file.content as Uint8Array<ArrayBuffer>]), file.name);
  const response = await fetch(`${client.url}/files?purpose=${file.purpose}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await client.tokenOf(subject)}` },
    body: form,
  });
  const answer = (await response.json()) as { id?: string };
  if (answer.id === undefined) {
    throw new Error(`The file ${file.name} was refused: ${JSON.stringify(answer)}`);
  }
  return answer.id;
}

/** The text behind a signed link. */
export async function fetched(client: Client, { url, filename }: Download): Promise<string> {
  const response = await fetch(new URL(url, client.url));
  if (!response.ok) throw new Error(`${filename} answered ${response.status}.`);
  return response.text();
}

/** Asks until there is an answer: what workers do behind the requests takes some seconds. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  for (let looks = 0; looks < 300; looks++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`There was no ${what} within a minute.`);
}
