import type { Context } from '../../platform/context.js';
import { transact } from '../../platform/write/transact.js';
import type { CurrentAccountPort } from '../../sdk/money-doors.js';
import { stateOf } from './current-account.js';
import { forgive, payBack } from './pay-back.js';
import { payIn } from './pay-in.js';

/** The current accounts of a request: what may not be seen answers as if it were not there. */
export const currentAccounts = (ctx: Context): CurrentAccountPort => ({
  payIn: (order) => transact(ctx, (tx) => payIn({ ...ctx, tx }, order)),
  payBack: (order) => transact(ctx, (tx) => payBack({ ...ctx, tx }, order)),
  forgive: (order) => transact(ctx, (tx) => forgive({ ...ctx, tx }, order)),
  state: (accountId) => transact(ctx, (tx) => stateOf({ ...ctx, tx }, accountId)),
});
