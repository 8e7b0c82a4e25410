import type { DomainPart } from '../../platform/domain-part.js';
import { authorRights } from '../author-rights/domain.js';
import { fund } from '../fund/domain.js';
import { matching } from '../matching/domain.js';
import { paymentFiles } from '../payout-file/domain.js';

/** What money that comes in from the bank and leaves by it adds to the money domain. */
export const bankParts: readonly DomainPart[] = [matching, fund, paymentFiles, authorRights];
