import { connectionType } from 'gezel/sdk';
import { FinancingLoan } from './loan.entity.js';

/** Lists of loans, a page at a time. */
export const LoanConnection = connectionType(FinancingLoan);
