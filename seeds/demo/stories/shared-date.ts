/** A date of the tour whose receipts the company and the house share: its deal and its settlement. */

import { invoiceOf } from './office.js';
import * as op from './operations.js';
import type { Teller } from './teller.js';

interface Sum {
  readonly amount: string;
}

/** A deal that is signed, about one date. */
export interface SharedDate {
  readonly dealId: string;
  readonly dateId: string;
  readonly day: string;
}

/** The house and the company share what the last date of a production brings in. */
export async function shareLastDate(teller: Teller, productionId: string): Promise<SharedDate> {
  const { client, ask, clientId, clientName } = teller;
  const { activity } = await ask<ProductionDates>(op.productionDates, { id: teller.activityId });
  const production = activity.performingArts.productions.find(({ id }) => id === productionId);
  const date = production?.dates.nodes.at(-1);
  if (date === undefined) throw new Error('Nothing is scheduled of this production.');
  const { performingArtsDraftDeal: drafted } = await ask<{
    performingArtsDraftDeal: { deal: { id: string } };
  }>(op.draftDeal, {
    input: {
      ...{ productionId, clientId, kind: 'CO_REALISATION', dateIds: [date.id] },
      ...{ sharePercent: '70', guarantee: '500.00', travel: '60.00', perDiem: '25.00' },
    },
  });
  const { performingArtsSignDeal: signed } = await ask<{
    performingArtsSignDeal: {
      deal: { status: string; dates: { status: string }[]; contract: { filename: string } };
    };
  }>(op.signDeal, { input: { id: drafted.deal.id } });
  const { status, dates, contract } = signed.deal;
  client.say(
    `   ${clientName} shares the receipts of ${date.day}, 70 % above 500.00: deal ${status}, ` +
      `date ${dates[0]?.status}, ${contract.filename}`,
  );
  return { dealId: drafted.deal.id, dateId: date.id, day: date.day };
}

/** What the tickets of that evening brought in. */
const evening = { audience: 143, receipts: '2145.00' };

/**
 * On the evening itself: what the authors are due is declared and comes off first, the rest is shared,
 * and what the house owes goes on an invoice beside its booklets. Answers the invoice.
 */
export async function settleDate(teller: Teller, { dealId, dateId }: SharedDate): Promise<string> {
  const { client, ask, activityId, clientId } = teller;
  const works = 'Noorderlicht (75 min), the company';
  const drafted = await ask<{ performingArtsDraftRights: { declaration: Declared } }>(
    ...([
      op.draftRights,
      { input: { dateId, society: 'demonstration', works, ...evening } },
    ] as const),
  );
  const { id, expected } = drafted.performingArtsDraftRights.declaration;
  await ask(op.declareRights, { input: { id } });
  const { performingArtsProposeSettlement: proposed } = await ask<{
    performingArtsProposeSettlement: { settlement: Settled };
  }>(op.proposeSettlement, {
    input: { dealId, dateId, ...evening, evidence: 'Box-office sheet' },
  });
  const { settlement } = proposed;
  await ask(op.agreeSettlement, { input: { id: settlement.id } });
  client.say(
    `   ${evening.audience} came, ${evening.receipts}: ${expected.amount} declared for the authors, ` +
      `${settlement.company.amount} for the company, ${settlement.organiserPart.amount} for the house`,
  );
  const lines = [{ description: 'Programme booklets', quantity: '60', unitPrice: '2.00' }];
  const { createInvoice } = await ask<{ createInvoice: { invoice: { id: string } } }>(
    ...([op.createInvoice, { input: { activityId, clientId, lines } }] as const),
  );
  const invoiceId = createInvoice.invoice.id;
  await ask(op.invoiceSettlement, { input: { settlementId: settlement.id, invoiceId } });
  await ask(op.issueInvoice, { input: { invoiceId, idempotencyKey: teller.key('settlement') } });
  const { number, total } = await invoiceOf(teller, invoiceId);
  const { performingArtsDeal } = await ask<{ performingArtsDeal: { status: string } }>(op.deal, {
    id: dealId,
  });
  client.say(
    `   ${settlement.due.amount} is due with travel and per diems: invoice ${number} of ` +
      `${total.amount}, deal ${performingArtsDeal.status}`,
  );
  return invoiceId;
}

interface ProductionDates {
  readonly activity: {
    readonly performingArts: {
      readonly productions: readonly {
        readonly id: string;
        readonly dates: {
          readonly nodes: readonly { readonly id: string; readonly day: string }[];
        };
      }[];
    };
  };
}

interface Declared {
  readonly id: string;
  readonly expected: Sum;
}

interface Settled {
  readonly id: string;
  readonly company: Sum;
  readonly organiserPart: Sum;
  readonly due: Sum;
}
