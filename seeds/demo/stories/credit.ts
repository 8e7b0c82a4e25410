/** The credit of a plan: an adviser speaks of it, finance decides, and it goes back part by part. */
import { asker } from '../client.js';
import { type Pressed, standsAt } from './button.js';
import * as op from './operations.js';
import type { Teller } from './teller.js';

interface Sum {
  readonly amount: string;
}

interface Loan {
  readonly product: string;
  readonly status: string;
  readonly purpose: string;
  readonly amount: Sum;
  readonly fileCost: Sum;
  readonly owed: Sum;
  readonly drawnOn: string | null;
  readonly scoring: readonly { readonly reason: string }[];
  readonly instalments: readonly { readonly dueOn: string; readonly amount: Sum }[];
}

const tool = 'financing.prefinance';

/** Two others than who asked: the adviser, who sees the scoring, and finance; then it is drawn. */
export async function credited(teller: Teller, pressed: Pressed): Promise<void> {
  const { client } = teller;
  for (const id of pressed.allMade(tool)) {
    const { scoring } = await loanOf(teller, id);
    const because = scoring.map(({ reason }) => reason).join(' ');
    const opinion = (reasons: string) => ({ input: { id, favourable: true, reasons } });
    await asker(client, 'demo|adviser')(op.adviseLoan, opinion(because.slice(0, 500)));
    await asker(client, 'demo|finance')(op.decideLoan, opinion('As the adviser says.'));
    client.say(`   the adviser speaks for a credit, finance grants it: ${because}`);
  }
  await standsAt(teller, pressed, 'DONE', tool);
  for (const id of pressed.allMade(tool)) sayPlan(teller, await loanOf(teller, id));
  client.say(`   ${tool} DONE`);
}

function sayPlan({ client }: Teller, loan: Loan): void {
  const { product, purpose, amount, fileCost, drawnOn, instalments } = loan;
  const [first, last] = [instalments[0], instalments.at(-1)];
  client.say(`     ${product} for "${purpose}": ${amount.amount} drawn on ${drawnOn}`);
  client.say(
    `       its file costs ${fileCost.amount}; parts of ${first?.amount.amount}: ` +
      `${instalments.length}, from ${first?.dueOn} to ${last?.dueOn}`,
  );
}

/** What was not taken by its day yet is paid back before time. */
export async function creditEnded(teller: Teller, pressed: Pressed): Promise<void> {
  const { ask, client, key } = teller;
  for (const id of pressed.allMade(tool)) {
    const { product, amount, owed } = await loanOf(teller, id);
    if (Number(owed.amount) > 0) {
      const idempotencyKey = key(`repay-${id}`);
      await ask(op.repayLoan, { input: { id, amount: owed.amount, idempotencyKey } });
    }
    const { status } = await loanOf(teller, id);
    const rest =
      Number(owed.amount) > 0 ? `${owed.amount} is left, paid back before time` : 'all parts taken';
    client.say(`   ${product} of ${amount.amount}: ${rest}: ${status}`);
  }
}

async function loanOf({ ask }: Teller, id: string): Promise<Loan> {
  return (await ask<{ financingLoan: Loan }>(op.loan, { id })).financingLoan;
}
