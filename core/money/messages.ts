/** Everything that the money domain can say, in the four languages. */
import type { Messages } from '../platform/messages.js';
import { bankMessages } from './bank-messages.js';
import { clientMessages } from './client-messages.js';
import { documentMessages } from './document-messages.js';

export const moneyMessages: Messages = {
  ...clientMessages,
  ...documentMessages,
  ...bankMessages,
};
