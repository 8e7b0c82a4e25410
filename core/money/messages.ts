/** Everything that the money domain can say, in the four languages. */
import type { Messages } from '../platform/messages.js';
import { authorRightsMessages } from './author-rights/messages.js';
import { awaitedMessages } from './awaited/awaited-messages.js';
import { bankMessages } from './bank/bank-messages.js';
import { budgetMessages } from './budget/budget-messages.js';
import { clientMessages } from './client/client-messages.js';
import { documentMessages } from './document/document-messages.js';
import { expenseMessages } from './expense/expense-messages.js';
import { fundMessages } from './fund/fund-messages.js';
import { loanMessages } from './loan/loan-messages.js';
import { matchingMessages } from './matching/messages.js';
import { payoutFileMessages } from './payout-file/messages.js';
import { purchaseMessages } from './purchase/purchase-messages.js';
import { statementMessages } from './statement/messages.js';
import { transmissionMessages } from './transmission/transmission-messages.js';
import { writeOffMessages } from './write-off/write-off-messages.js';

export const moneyMessages: Messages = {
  ...clientMessages,
  ...documentMessages,
  ...bankMessages,
  ...payoutFileMessages,
  ...authorRightsMessages,
  ...matchingMessages,
  ...fundMessages,
  ...statementMessages,
  ...loanMessages,
  ...transmissionMessages,
  ...expenseMessages,
  ...budgetMessages,
  ...purchaseMessages,
  ...writeOffMessages,
  ...awaitedMessages,
};
